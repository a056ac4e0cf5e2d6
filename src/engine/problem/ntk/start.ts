import { randomStream } from '../../random/stream.ts';
import type { FactorShape } from './factors.ts';
import type { NtkAdapterSettings } from './settings.ts';

/** The starting state of a run: v, and u too where both are random, with independent N(0, α²) entries. */
export function startState(
  { init, initScale }: Pick<NtkAdapterSettings, 'init' | 'initScale'>,
  { m, n, rank }: FactorShape,
  seed: number,
): Float64Array {
  const state = new Float64Array((m + n) * rank);
  // v first: the two starts of one seed share it.
  const v = randomStream('adapter1', seed);
  for (let i = m * rank; i < state.length; i++) state[i] = initScale * v.normal();
  if (init === 'zeroB') return state;
  const u = randomStream('adapter2', seed);
  for (let i = 0; i < m * rank; i++) state[i] = initScale * u.normal();
  return state;
}
