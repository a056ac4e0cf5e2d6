import { svd } from '../../linalg/svd.ts';
import type { Triples } from '../../linalg/lowRank.ts';
import { plus } from '../../linalg/products.ts';
import type { Prepared } from './prepared.ts';
import type { NetworkRun } from './run.ts';
import { startTraining, workOfStep } from './training.ts';

const STEPS = 1000;
/** Multiplications between two signs of life. */
const SLICE = 4e6;

/** Singular triples of what full fine-tuning changes, by problem and adapted layers. */
const known = new WeakMap<Prepared, Map<string, readonly Triples[]>>();

/** The same of every layer, by 1000 steps of gradient descent that finds its step; layers that are not adapted have none. Yields its progress, 0…1. */
export function* fullChanges(
  { loss, sizes }: Pick<NetworkRun, 'loss' | 'sizes'>,
  prepared: Prepared,
): Generator<number, readonly Triples[], undefined> {
  const key = sizes.adapted.join();
  const kept = known.get(prepared) ?? new Map<string, readonly Triples[]>();
  known.set(prepared, kept);
  const earlier = kept.get(key);
  if (earlier) return earlier;
  const { network, train } = prepared;
  const run = startTraining(
    ...([network, train, { kind: 'weights', layers: sizes.adapted }, loss] as const),
    {
      ...{ kind: 'adaptiveGd', firstStep: 0.05, steps: STEPS },
      ...{ learningRateRatio: 1, precision: 'float64' },
    },
    0,
  );
  const slice = Math.max(1, Math.floor(SLICE / workOfStep(sizes.sizes, train.count, 0)));
  while (run.descent.steps < STEPS && run.descent.advance())
    if (run.descent.steps % slice === 0) yield run.descent.steps / STEPS;
  const changes = network.weights.map((W, layer) => {
    const { U, values, V } = svd(plus(run.layers.weight(layer), W, -1));
    return { left: U, strengths: values, right: V };
  });
  run.arena.release();
  kept.set(key, changes);
  return changes;
}
