import { buildSystem } from '../src/engine/problem/matrixFactorization/build.ts';
import { chooseKernel } from '../src/engine/kernel/choose.ts';
import { planSimulation } from '../src/engine/simulate.ts';
import type { Outcome, PlannedRun } from '../src/engine/simulation.ts';
import type { System } from '../src/engine/system.ts';
import { weightsAndTarget } from '../src/cli/benchProblems.ts';
import { SAMPLES } from './problems.ts';

/** Shape of a synthetic problem: square, singular values of the weights from 2 to 1/2. */
export interface SyntheticShape {
  readonly size: number;
  readonly rank: number;
  readonly alpha: number;
  /** Strengths of a target along so many singular pairs; without it the target is one random direction. */
  readonly strengths?: readonly number[];
}

/** The system of such a problem, drawn in singular coordinates. */
export function syntheticSystem({ size, rank, alpha, strengths = [1] }: SyntheticShape): System {
  const { pretrained, target } = weightsAndTarget(size, strengths);
  const built = buildSystem({
    problem: {
      kind: 'matrixFactorization',
      pretrained: { ...pretrained, seed: 2 },
      target: target.kind === 'randomDirection' ? { ...target, pair: 'top', seed: 2 } : target,
      reduction: 'auto',
    },
    adapter: { rank, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: alpha, scaling: 1 },
    seed: 2,
    files: {},
    reduce: true,
  });
  if (!built.ok) throw new Error(built.faults.map(({ message }) => message).join('; '));
  return built.value;
}

/** A gradient flow to `end` with evenly spaced samples, all default curves and the phase boundaries; or, bare, loss and alignment alone. */
export function planFlow(system: System, end: number, alpha: number, bare = false): PlannedRun {
  return planSimulation({
    system,
    dynamics: { kind: 'gradientFlow', until: end, tolerance: 1e-6 },
    horizon: end,
    mayStopEarly: false,
    sampleTimes: Float64Array.from({ length: SAMPLES }, (_, i) => (end * (i + 1)) / SAMPLES),
    initScale: alpha,
    metrics: bare ? ['targetShare'] : [],
    onlyAsked: bare,
    seed: 0,
    makeKernel: chooseKernel(),
  });
}

/** Runs to the end. */
export function finish(run: PlannedRun): Outcome {
  const simulation = run.start();
  for (let step = simulation.next(); ; step = simulation.next()) if (step.done) return step.value;
}
