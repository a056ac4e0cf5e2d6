import type { DiscreteSettings, DynamicsSettings, GradientFlowSettings } from './dynamics/settings.ts';
import { runGradientFlow } from './dynamics/gradientFlow.ts';
import { runDiscreteDynamics } from './dynamics/discreteDynamics.ts';
import { respectingFrozen } from './dynamics/frozenFactors.ts';
import { automaticTimes, evenTimes, stepsNearest } from './dynamics/sampling.ts';
import type { Kernel, KernelFactory } from './kernel/contract.ts';
import { chooseMetrics, columnsOf } from './metric/registry.ts';
import type { PlannedRun, Simulation } from './simulation.ts';
import type { System } from './system.ts';

/** What a matrix-factorisation run needs besides its settings file. */
export interface SimulationInput {
  /** Reduced or plain; plain where `needsPlainCoordinates(dynamics)`. */
  readonly system: System;
  readonly dynamics: DynamicsSettings;
  /** Resolved end of a flow (`until` as a number). Ignored by discrete dynamics and where times are given. */
  readonly horizon: number;
  /** Whether a flow may end before the horizon: true for `until: "auto"` only. */
  readonly mayStopEarly: boolean;
  /** Explicit sample times of a flow instead of the settings' own; increasing. */
  readonly sampleTimes?: Float64Array;
  /**
   * Predicted escape time T½ of the flow from settings alone (no seed), for the automatic sample grid.
   */
  readonly predictedEscape?: number;
  /** α of the settings, for the end of early alignment and the stopping rule. */
  readonly initScale?: number;
  /** Keys of extra metrics. */
  readonly metrics: readonly string[];
  /** A flow records the loss and `metrics` alone and watches for no events: what other solvers are compared by. */
  readonly onlyAsked?: boolean;
  /** Seed of the optimiser's noise stream; unused without noise. */
  readonly seed: number;
  readonly makeKernel: KernelFactory;
}

/** Plans one run. Nothing is computed before `start()`. */
export function planSimulation(input: SimulationInput): PlannedRun {
  const { system, dynamics } = input;
  const shape = {
    dims: system.dims,
    rank1: system.rank1,
    rank2: system.rank2,
    targets: system.target.strengths.length,
  };
  const discrete = dynamics.kind !== 'gradientFlow';
  const { m, h, n, r1, r2, reasons } = system.reduction;
  const kernel = usesKernel(dynamics) ? firstKernel(respectingFrozen(input.makeKernel), system) : undefined;
  const planned = kernel === undefined ? input : { ...input, makeKernel: kernel.take };
  return {
    columns: columnsOf(chooseMetrics(input.metrics, !discrete && input.onlyAsked), shape, discrete).map(
      info => info.key,
    ),
    get kernel() {
      return kernel?.name() ?? 'typescript';
    },
    reduction: { m, h, n, r1, r2, reasons },
    start: () => (discrete ? startDiscrete(planned, dynamics) : startFlow(planned, dynamics)),
  };
}

/** Whether a run's gradients come from a kernel: single precision and masked entries have their own plain code. */
function usesKernel(dynamics: DynamicsSettings): boolean {
  if (dynamics.kind === 'gradientFlow') return true;
  return dynamics.precision === 'float64' && dynamics.maskProbability === 1;
}

/** Makes the kernel of a run when its name is asked for or the run starts, whichever comes first, and only once. */
function firstKernel(makeKernel: KernelFactory, system: System): { name: () => string; take: KernelFactory } {
  let waiting: Kernel | undefined;
  let name: string | undefined;
  const make = (): Kernel => {
    const kernel = makeKernel(system);
    name = kernel.name;
    return kernel;
  };
  return {
    name: () => name ?? (waiting = make()).name,
    take: () => {
      const kernel = waiting ?? make();
      waiting = undefined;
      return kernel;
    },
  };
}

function startFlow(input: SimulationInput, dynamics: GradientFlowSettings): Simulation {
  return runGradientFlow({
    system: input.system,
    tolerance: dynamics.tolerance,
    times: flowTimes(input, dynamics),
    metrics: input.metrics,
    onlyAsked: input.onlyAsked ?? false,
    // Explicit times are always run to their end.
    mayStopEarly: input.mayStopEarly && dynamics.times === undefined && input.sampleTimes === undefined,
    initScale: input.initScale,
    makeKernel: input.makeKernel,
  });
}

function startDiscrete(input: SimulationInput, dynamics: DiscreteSettings): Simulation {
  return runDiscreteDynamics({
    system: input.system,
    settings: dynamics,
    sampleSteps: discreteSteps(input, dynamics),
    metrics: input.metrics,
    initScale: input.initScale,
    seed: input.seed,
    makeKernel: input.makeKernel,
  });
}

/** The sample times of a flow: explicit ones, an even count, or the automatic grid. */
export function flowTimes(input: SimulationInput, dynamics: GradientFlowSettings): Float64Array {
  if (input.sampleTimes !== undefined) return input.sampleTimes;
  if (dynamics.times !== undefined) return Float64Array.from(dynamics.times);
  if (dynamics.samples !== undefined) return evenTimes(input.horizon, dynamics.samples);
  return automaticTimes(input.horizon, input.predictedEscape);
}

/** The sample steps of an optimiser: explicit ones, an even count, or those nearest to the automatic grid. */
export function discreteSteps(input: SimulationInput, dynamics: DiscreteSettings): Float64Array {
  const { steps, learningRate, samples, sampleSteps } = dynamics;
  if (sampleSteps !== undefined) return Float64Array.from(sampleSteps);
  const horizon = steps * learningRate;
  const times =
    samples === undefined
      ? automaticTimes(horizon, discreteEscape(input, dynamics))
      : evenTimes(horizon, samples);
  return stepsNearest(times, learningRate, steps);
}

/** Where an optimiser escapes, in t = ηk: momentum is 1/(1 − μ) times as fast, and of Adam the theory says nothing. */
function discreteEscape(input: SimulationInput, dynamics: DiscreteSettings): number | undefined {
  if (dynamics.kind !== 'gd' || input.predictedEscape === undefined) return undefined;
  return input.predictedEscape * (1 - dynamics.momentum);
}
