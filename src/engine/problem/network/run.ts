import { Tally } from '../../dataset/tally.ts';
import type { EndReason, Outcome, Simulation, SimulationStep } from '../../simulation.ts';
import { StepGrid } from '../../dynamics/stepGrid.ts';
import type { Triples } from '../../linalg/lowRank.ts';
import { plus } from '../../linalg/products.ts';
import type { Descent } from '../../network/descent/contract.ts';
import type { Judgement } from '../../network/evaluation.ts';
import type { NetworkLoss } from '../../network/loss.ts';
import type { NetworkAdapterSettings } from './adapterSettings.ts';
import { fullChanges } from './fullChange.ts';
import { LayerPoint, type LayerChange } from './layerPoint.ts';
import { PeakTracker } from './peaks.ts';
import type { Prepared } from './prepared.ts';
import { stepInfo, type NetworkColumn } from './series.ts';
import { rankIn, type NetworkSizes } from './shape.ts';
import { adapterStarts } from './start.ts';
import { startTraining, workOfStep, type Trained, type TrainingRun } from './training.ts';
import type { NetworkTrainingSettings } from './trainingSettings.ts';

/** Everything a run needs. */
export interface NetworkRun {
  readonly loss: NetworkLoss;
  /** Makes the network and its task, or finds them made. Yields its progress, 0…1. */
  readonly prepare: () => Generator<number, Prepared, undefined>;
  readonly adapter: NetworkAdapterSettings;
  readonly training: NetworkTrainingSettings;
  readonly sizes: NetworkSizes;
  readonly columns: readonly NetworkColumn[];
  readonly seed: number;
  /** What else is said of the end state. */
  readonly describe: (
    prepared: Prepared,
    training: TrainingRun,
  ) => Pick<Outcome, 'classification' | 'writing'>;
}

/** Multiplications between two signs of life: a few milliseconds. */
const SLICE = 4e6;
/** Share of a run’s progress that pre-training is, where it is not known yet, and full fine-tuning for its directions. */
const PREPARED = 0.1;
/** From here on a run counts as diverged. */
const HOPELESS = 1e6;

/** Pre-trains, or finds the network that this process has pre-trained before; then fine-tunes and records. */
export function* runNetwork(run: NetworkRun): Simulation {
  const prepared = yield* preparing(run.prepare(), 0);
  let before = PREPARED;
  const { init, method } = run.adapter;
  let triples: readonly Triples[] = prepared.gradients;
  if (method === 'lora' && init.kind === 'spectral' && init.from === 'fullFineTuning') {
    triples = yield* preparing(fullChanges(run, prepared), before);
    before += PREPARED;
  }
  const training = startTraining(
    prepared.network,
    prepared.train,
    trainedOf(run, prepared, triples),
    run.loss,
    run.training,
    run.seed,
  );
  try {
    return yield* trained(run, prepared, training, before);
  } finally {
    training.arena.release();
  }
}

/** What is made before training, its progress shown from `before` on as a share of the run’s. */
function* preparing<Made>(
  making: Generator<number, Made, undefined>,
  before: number,
): Generator<SimulationStep, Made, undefined> {
  let made = making.next();
  for (; made.done !== true; made = making.next())
    yield { kind: 'progress', fraction: before + PREPARED * made.value };
  return made.value;
}

function trainedOf(run: NetworkRun, prepared: Prepared, triples: readonly Triples[]): Trained {
  const { adapter, sizes } = run;
  if (adapter.method === 'full') return { kind: 'weights', layers: sizes.adapted };
  const starts = adapterStarts(adapter, sizes.adapted, prepared, triples, run.seed);
  // What a start can refuse, the plan has refused already.
  if (!starts.ok) throw new RangeError(starts.faults.map(({ message }) => message).join('; '));
  return { kind: 'adapters', adapters: starts.value, scaling: adapter.scaling };
}

function* trained(run: NetworkRun, prepared: Prepared, training: TrainingRun, before: number): Simulation {
  const { steps } = run.training;
  const { descent } = training;
  const grid = new StepGrid(steps, run.training.samples);
  const peaks = new PeakTracker();
  const work = workOfStep(run.sizes.sizes, run.sizes.examples, run.adapter.rank);
  const slice = Math.max(1, Math.floor(SLICE / work));
  let last: { readonly train: Judgement; readonly test: Judgement | null } = prepared.initial;
  let sampled = -1;
  const sample = (): SimulationStep => {
    sampled = descent.steps;
    const [train, test] = [training.evaluation.of(prepared.train), prepared.test];
    last = { train, test: test && training.evaluation.of(test) };
    const values = valuesAt(run, prepared, training, last);
    peaks.see(descent.steps, run.columns, values);
    return { kind: 'sample', values };
  };
  let reason: EndReason = 'horizon';
  let { loss } = descent;
  if (grid.isDue(0)) yield sample();
  while (descent.steps < steps) {
    if (!descent.advance()) {
      reason = 'stationary';
      break;
    }
    if (!(descent.loss < HOPELESS)) {
      reason = 'diverged';
      break;
    }
    loss = descent.loss;
    if (grid.isDue(descent.steps)) yield sample();
    else if (descent.steps % slice === 0)
      yield { kind: 'progress', fraction: before + ((1 - before) * descent.steps) / steps };
  }
  // Of numbers that are not finite any more there is nothing to say.
  if (sampled !== descent.steps && reason !== 'diverged') yield sample();
  const outcome = outcomeOf(prepared, descent, reason, { ...last, loss }, peaks);
  return reason === 'diverged' ? outcome : { ...outcome, ...run.describe(prepared, training) };
}

/** What the network takes for what at the end: of the test set, or where there is none of the N examples. */
export function classified(
  { data, train, test }: Prepared,
  { evaluation }: TrainingRun,
): Pick<Outcome, 'classification'> {
  const tally = new Tally(data, test ? 'test' : 'train', test ?? train);
  evaluation.of(test ?? train, tally);
  const classification = tally.result();
  return classification === null ? {} : { classification };
}

function valuesAt(
  run: NetworkRun,
  { network, gradients }: Prepared,
  { descent, adapters, layers }: TrainingRun,
  { train, test }: { readonly train: Judgement; readonly test: Judgement | null },
): Float64Array {
  const { adapted, sizes } = run.sizes;
  const points = adapted.map(layer => {
    const change: LayerChange = adapters?.factors(layer) ?? {
      whole: plus(layers.weight(layer), network.weights[layer]!, -1),
    };
    return new LayerPoint(change, gradients[layer]!, rankIn(sizes, layer, run.adapter.rank));
  });
  const own = { loss: train.loss, trainAccuracy: train.accuracy, flowTime: descent.time };
  const tested = { testLoss: test?.loss ?? NaN, testAccuracy: test?.accuracy ?? NaN };
  const whole: Readonly<Record<string, number>> = { ...own, ...tested };
  const values = run.columns.map(
    ({ series, layer, place }) => whole[series] ?? points[layer]!.value(series, place),
  );
  return Float64Array.of(descent.steps, ...values);
}

function outcomeOf(
  { initial, pretrained }: Prepared,
  { steps, rejected, time }: Descent,
  reason: EndReason,
  last: { readonly train: Judgement; readonly test: Judgement | null; readonly loss: number },
  peaks: PeakTracker,
): Outcome {
  const ends: Record<string, number | null> = {
    ...peaks.ends,
    trainAccuracy: last.train.accuracy,
    testAccuracy: last.test?.accuracy ?? null,
    initialLoss: initial.train.loss,
    initialTestLoss: initial.test?.loss ?? null,
    initialTestAccuracy: initial.test?.accuracy ?? null,
    pretrainedTrainAccuracy: pretrained?.train.accuracy ?? null,
    pretrainedTestLoss: pretrained?.test?.loss ?? null,
    pretrainedTestAccuracy: pretrained?.test?.accuracy ?? null,
  };
  return {
    reason,
    events: {},
    health: {},
    counts: { gradients: steps + 1 + rejected, steps, rejected },
    ...(reason === 'diverged' && {
      divergence: {
        ...{ t: steps - 1, step: steps - 1, loss: last.loss },
        remedy: 'Lower the learning rate, or use "adaptiveGd", which finds its own step',
      },
    }),
    ends: { ...ends, flowTime: time },
  };
}

/** The first column of every run, then those of its series. */
export function columnNames(columns: readonly NetworkColumn[]): readonly string[] {
  return [stepInfo.key, ...columns.map(({ key }) => key)];
}
