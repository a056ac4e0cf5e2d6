import { KeptLatest } from '../../keptLatest.ts';
import type { Network } from '../../network/network.ts';
import { lookedAt, type Prepared } from '../network/prepared.ts';
import { startTraining } from '../network/training.ts';
import type { HeadTask } from './task.ts';
import type { HeadSettings } from './settings.ts';

/**
 * How the head learns the first task: full-batch descent with momentum from 0, for a flow time of RATE·STEPS/(1 − MOMENTUM) = 1500.
 * The same way without momentum takes ten times the steps.
 */
const STEPS = 150;
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
  const prepared = lookedAt(network, before, data, loss);
  if (key !== null) known.put(key, prepared);
  return prepared;
}

function* pretrainedHead(
  head: Network,
  examples: Prepared['train'],
  loss: HeadSettings['loss'],
): Generator<number, Network, undefined> {
  const run = startTraining(
    ...([head, examples, { kind: 'weights', layers: [0] }, loss] as const),
    {
      ...{
        kind: 'gd',
        learningRate: RATE,
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
