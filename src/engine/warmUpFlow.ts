import type { KernelFactory } from './kernel/contract.ts';
import { warmUpBuild } from './problem/matrixFactorization/warmUp.ts';
import { planSimulation } from './simulate.ts';

const SIZE = 16;
const END = 20;
const RUNS = 5;
const ALPHA = 1e-3;

/** Runs a small flow a few times, with its usual curves and phase boundaries, so that the code for it is there before the first run. */
export function warmUpFlow(makeKernel: KernelFactory): void {
  const built = warmUpBuild(SIZE);
  if (!built.ok) return;
  const planned = planSimulation({
    system: built.value,
    dynamics: { kind: 'gradientFlow', until: END, tolerance: 1e-6 },
    horizon: END,
    mayStopEarly: false,
    initScale: ALPHA,
    metrics: [],
    seed: 0,
    makeKernel,
  });
  for (let i = 0; i < RUNS; i++) {
    const simulation = planned.start();
    while (simulation.next().done !== true);
  }
}
