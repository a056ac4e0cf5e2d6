import type { NetworkExamples, TaskDescription } from '../../dataset/contract.ts';
import { KeptLatest } from '../../keptLatest.ts';
import { svd } from '../../linalg/svd.ts';
import type { Triples } from '../../linalg/lowRank.ts';
import { newArena } from '../../network/arena/wasmArena.ts';
import { Evaluation, type Judgement } from '../../network/evaluation.ts';
import { negativeGradients } from '../../network/gradient.ts';
import { Layers } from '../../network/layer/layers.ts';
import type { NetworkLoss } from '../../network/loss.ts';
import type { Network } from '../../network/network.ts';
import { roundingOf } from '../../network/precision.ts';
import { pretrained as learned } from '../../network/pretrain.ts';
import { randomStream } from '../../random/stream.ts';
import type { EngineFiles } from '../arrays.ts';
import { isOwn } from './ownSource.ts';
import type { NetworkSettings } from './settings.ts';
import { tasksOf } from './task.ts';

/** A network that knows its first task, and what it is to be fine-tuned on. */
export interface Prepared {
  readonly network: Network;
  /** What the classes and inputs of the second task are. */
  readonly data: TaskDescription;
  readonly train: NetworkExamples;
  /** Null where there is none. */
  readonly test: NetworkExamples | null;
  /** On the first task, after pre-training; null where there was none. */
  readonly pretrained: { readonly train: Judgement; readonly test: Judgement | null } | null;
  /** On the second task, before fine-tuning. */
  readonly initial: { readonly train: Judgement; readonly test: Judgement | null };
  /** Singular triples of −∇_{W_l} L(W₀) of every layer, all of them, on the fine-tuning set. */
  readonly gradients: readonly Triples[];
}

/** Networks by everything that they depend on, and problems; tasks that differ in what follows share a network. */
interface Known {
  readonly networks: KeptLatest<Network>;
  readonly problems: KeptLatest<Prepared>;
}

/** Those of data that ships, and of each set of files: one may have changed under its name. Problems over files may be large. */
const shipped: Known = { networks: new KeptLatest(4), problems: new KeptLatest(4) };
const own = new WeakMap<EngineFiles, Known>();

function knownOf(files: EngineFiles): Known {
  const known = own.get(files) ?? { networks: new KeptLatest(4), problems: new KeptLatest(1) };
  own.set(files, known);
  return known;
}

/** Pre-trains the network, unless this process has just done so, and looks at the second task. Yields its progress, 0…1. */
export function* preparedProblem(
  problem: NetworkSettings,
  sizes: readonly number[],
  files: EngineFiles,
): Generator<number, Prepared, undefined> {
  const { data, hidden, activation, loss, pretraining, task, N } = problem;
  const first = JSON.stringify([data, hidden, activation, loss, pretraining, task.kind === 'newClasses']);
  const key = JSON.stringify([first, task, N]);
  const { networks, problems } = isOwn(data) ? knownOf(files) : shipped;
  const known = problems.get(key);
  if (known) return known;
  const { before, after } = tasksOf(problem, files);
  const shape = { sizes, activation };
  const random = randomStream('network', pretraining.seed);
  const network = networks.get(first) ?? (yield* learned(shape, before.train, loss, pretraining, random));
  networks.put(first, network);
  const prepared = yield* lookedAt(network, before, after, loss);
  problems.put(key, prepared);
  return prepared;
}

/**
 * What is to be known of a network before it is fine-tuned on `after`; `before` is what it has learned, if anything. Gives a sign
 * of life, as progress 1 of what came before, after every layer: decompositions of wide ones take seconds.
 */
export function* lookedAt(
  network: Network,
  before: Pick<Prepared, 'train' | 'test'> | null,
  after: TaskDescription & Pick<Prepared, 'train' | 'test'>,
  loss: NetworkLoss,
): Generator<number, Prepared, undefined> {
  const { train } = after;
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, roundingOf('float64'));
  const evaluation = new Evaluation(arena, layers, { loss, precision: 'float64' });
  const judged = (examples: NetworkExamples | null) => examples && evaluation.of(examples);
  const pretrained = before && { train: evaluation.of(before.train), test: judged(before.test) };
  const initial = { train: evaluation.of(train), test: judged(after.test) };
  arena.release();
  const gradients: Triples[] = [];
  for (const gradient of negativeGradients(network, train, loss)) {
    const { U, values, V } = svd(gradient);
    gradients.push({ left: U, strengths: values, right: V });
    yield 1;
  }
  return { ...{ network, train, test: after.test, data: after }, ...{ pretrained, initial, gradients } };
}
