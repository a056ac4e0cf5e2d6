import { planNtk, type NtkInput } from './plan.ts';

/** A problem that takes all the ways of a run, in some tens of milliseconds. */
export const SMALL: NtkInput = {
  problem: {
    kind: 'ntk',
    source: { kind: 'gaussian', dims: { m: 6, n: 6 }, N: 8, K: 1, noise: 1, targetRank: 2, seed: 0 },
    ...{ loss: 'squared', lambda: 0.01 },
  },
  adapter: { rank: 2, init: 'zeroB', initScale: 0.01 },
  dynamics: {
    ...{ kind: 'descent', iterations: 300, polishIterations: 100, tolerance: 1e-11, escapes: 1 },
    ...{ convexIterations: 1000, convexTolerance: 1e-9 },
  },
  ...{ metrics: [], seed: 0, files: {} },
};

/** Runs it to its end, so that the code of runs is compiled. */
export function warmUpNtk(): void {
  const planned = planNtk(SMALL);
  if (!planned.ok) return;
  for (const run = planned.value.start(); run.next().done !== true;);
}
