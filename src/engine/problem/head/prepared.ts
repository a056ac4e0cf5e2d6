import type { Examples } from '../../dataset/contract.ts';
import { KeptLatest } from '../../keptLatest.ts';
import type { Network } from '../../network/network.ts';
import { lookedAt, type Prepared } from '../network/prepared.ts';
import { startTraining } from '../network/training.ts';
import type { HeadTask } from './task.ts';
import type { HeadSettings } from './settings.ts';

/**
 * How the head learns the first task: full-batch descent with momentum from 0, for a flow time of η·STEPS/(1 − MOMENTUM), with
 * cross entropy 1500. The same way without momentum takes ten times the steps.
 */
const STEPS = 150;
/** η with cross entropy. */
const RATE = 1;
const MOMENTUM = 0.9;
const SLICE = 10;

const known = new KeptLatest<Prepared>(4);

/** Pre-trains a head that has a first task, unless this process has just done so. Yields its progress, 0…1. */
export function* preparedHead(
  { source, loss }: HeadSettings,
  task: () => HeadTask,
): Generator<number, Prepared, undefined> {
  // a file may have changed under its name
  const key = source.kind === 'file' ? null : JSON.stringify([source, loss]);
  const earlier = key === null ? undefined : known.get(key);
  if (earlier) return earlier;
  const { data, before, W, b } = task();
  const head: Network = {
    sizes: [data.features, data.classes],
    activation: 'relu',
    weights: [W],
    biases: [b],
  };
  const network = before === null ? head : yield* pretrainedHead(head, before.train, loss);
  const prepared = yield* lookedAt(network, before, data, loss);
  if (key !== null) known.put(key, prepared);
  return prepared;
}

function* pretrainedHead(
  head: Network,
  examples: Examples,
  loss: HeadSettings['loss'],
): Generator<number, Network, undefined> {
  const run = startTraining(
    ...([head, examples, { kind: 'weights', layers: [0] }, loss] as const),
    {
      ...{
        kind: 'gd',
        learningRate: loss === 'squared' ? 1 / meanSquare(examples) : RATE,
        steps: STEPS,
        momentum: MOMENTUM,
        nesterov: false,
        weightDecay: 0,
      },
      ...{ learningRateRatio: 1, precision: 'float64' },
    },
    0,
  );
  try {
    while (run.descent.steps < STEPS) {
      run.descent.advance();
      if (run.descent.steps % SLICE === 0) yield run.descent.steps / STEPS;
    }
    return { ...head, weights: [run.layers.weight(0)] };
  } finally {
    run.arena.release();
  }
}

/** Mean of ‖x‖², the trace of the Hessian XᵀX/N of the squared loss: at η = 1/trace every ηλ is at most 1, and below 2(1 + μ) stable. */
function meanSquare({ inputs, count }: Examples): number {
  let sum = 0;
  for (let i = 0; i < inputs.length; i++) sum += inputs[i]! * inputs[i]!;
  return sum > 0 ? sum / count : 1;
}
