import { detectorsFor } from '../event/detectors.ts';
import { EventTracker } from '../event/tracker.ts';
import type { Kernel, KernelFactory } from '../kernel/contract.ts';
import { columnShare } from '../metric/columnShare.ts';
import { TrajectoryPoint, type PointSource } from '../metric/point.ts';
import { Recorder } from '../metric/recorder.ts';
import type { EndReason, Outcome, Simulation } from '../simulation.ts';
import type { System } from '../system.ts';
import { FlowIntegrator } from './flow/integrator.ts';
import { StopRules } from './flow/stopRules.ts';
import { WorkSlice } from './workSlice.ts';

/** A gradient flow to be run. */
export interface FlowPlan {
  readonly system: System;
  readonly tolerance: number;
  /** Increasing; each is met exactly. The run ends at the last. */
  readonly times: Float64Array;
  readonly metrics: readonly string[];
  /** Records the loss and `metrics` alone, and watches for no events. */
  readonly onlyAsked: boolean;
  readonly mayStopEarly: boolean;
  /** α, where there is one. */
  readonly initScale: number | undefined;
  readonly makeKernel: KernelFactory;
}

/** ‖∇L(0)‖ below this part of ‖Δ‖·‖W‖·‖Z(0)‖ is rounding: the start is a stationary point (theory.md, What the theory predicts, stuck saddle). */
const STATIONARY = 1e-14;

/** Runs a gradient flow: samples at the plan's times, events, health figures, and the reason for its end. */
export function* runGradientFlow(plan: FlowPlan): Simulation {
  const kernel = plan.makeKernel(plan.system);
  try {
    return yield* integrate(plan, kernel);
  } finally {
    kernel.release?.();
  }
}

function* integrate(plan: FlowPlan, kernel: Kernel): Simulation {
  const { system, times } = plan;
  const initial = kernel.allocate();
  kernel.write(initial, system.initial);
  const integrator = new FlowIntegrator(kernel, system, initial, plan.tolerance);
  const sample = kernel.allocate();
  const sampleDerivative = kernel.allocate();
  const point = new TrajectoryPoint(system);
  const end = times[times.length - 1]!;

  const current: PointSource = {
    loss: () => kernel.loss(integrator.state),
    squaredGradient: () => kernel.dot(integrator.derivative, integrator.derivative),
    residualParts: parts => kernel.residualParts(integrator.state, parts),
  };
  const interpolated: PointSource = {
    loss: () => kernel.loss(sample),
    squaredGradient: () => {
      kernel.gradient(sample, sampleDerivative);
      return kernel.dot(sampleDerivative, sampleDerivative);
    },
    residualParts: parts => kernel.residualParts(sample, parts),
  };
  const here = (loss?: number): TrajectoryPoint => {
    point.moveTo(integrator.t, kernel.view(integrator.state), current, loss);
    return point;
  };
  const pointAt = (t: number): TrajectoryPoint => {
    if (t === integrator.t) return here();
    integrator.interpolate(t, sample);
    point.moveTo(t, kernel.view(sample), interpolated);
    return point;
  };

  const initialLoss = integrator.loss;
  const start = here(initialLoss);
  const recorder = new Recorder(start, plan.metrics, false, plan.onlyAsked);
  const detectors = plan.onlyAsked ? [] : detectorsFor(system, initialLoss, plan.initScale);
  const tracker = new EventTracker(detectors, start);
  const stop = new StopRules(system, plan.initScale ?? typicalEntry(system));
  const slice = new WorkSlice(system);
  let next = 0;
  let largestRise = 0;
  let reason: EndReason = 'horizon';

  const outcome = (): Outcome => ({
    reason,
    events: tracker.times,
    health: { drift: recorder.largestDrift, lossRise: largestRise, columnShare: columnShare(point) },
    counts: {
      gradients: integrator.gradients,
      ...integrator.counts,
    },
  });

  if (!Number.isFinite(initialLoss) || !Number.isFinite(current.squaredGradient())) {
    reason = 'diverged';
    return { ...outcome(), divergence: divergence(0, initialLoss) };
  }
  while (next < times.length && times[next]! <= 0) {
    yield { kind: 'sample', values: recorder.row(here(initialLoss), 0) };
    next++;
  }
  if (isStationary(system, start, current.squaredGradient())) {
    reason = 'stationary';
    for (; next < times.length; next++) {
      point.moveTo(times[next]!, kernel.view(integrator.state), current, initialLoss);
      yield { kind: 'sample', values: recorder.row(point, 0) };
    }
    return outcome();
  }

  while (next < times.length) {
    const lossBefore = integrator.loss;
    if (integrator.advance(end, times[next]!) === 'diverged') {
      reason = 'diverged';
      yield { kind: 'sample', values: recorder.row(here(integrator.loss), 0) };
      return { ...outcome(), divergence: divergence(integrator.t, integrator.loss) };
    }
    largestRise = Math.max(largestRise, (integrator.loss - lossBefore) / initialLoss);
    if (!tracker.done) tracker.observe(here(integrator.loss), pointAt);
    if (plan.mayStopEarly) stop.observe(integrator.t, integrator.loss, current.squaredGradient());
    while (next < times.length && times[next]! <= integrator.t) {
      const t = times[next]!;
      yield { kind: 'sample', values: recorder.row(pointAt(t), 0) };
      next++;
      if (!plan.mayStopEarly) continue;
      const early = stop.reason(t, point.loss, end);
      if (early !== undefined && next < times.length) {
        reason = early;
        return outcome();
      }
    }
    if (slice.isOver(integrator.gradients)) yield { kind: 'progress', fraction: next / times.length };
  }
  return outcome();
}

function divergence(t: number, loss: number): NonNullable<Outcome['divergence']> {
  return {
    t,
    loss,
    remedy: 'Scale the weights, the target or the initialisation down: the numbers left the range of doubles',
  };
}

/** Root mean square of the initial factors' entries that are not zero: α for a Gaussian start. */
function typicalEntry(system: System): number {
  let sum = 0;
  let count = 0;
  for (const factor of Object.values(system.initial) as { data: Float64Array }[]) {
    for (const value of factor.data) {
      if (value === 0) continue;
      sum += value * value;
      count++;
    }
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

function isStationary(system: System, start: TrajectoryPoint, gradient2: number): boolean {
  const size = Math.sqrt(Math.max(start.adapter1.frobenius2(), start.adapter2.frobenius2()));
  const { sigma, mu, nu } = system.probes;
  const frozen = Math.max(frozenScale(system), sigma > 0 ? Math.max(mu, nu) / sigma : 0);
  return Math.sqrt(gradient2) <= STATIONARY * sigma * frozen * size;
}

/** max(‖W₁‖, ‖W₂‖), at least by their largest entries. */
function frozenScale(system: System): number {
  let most = 0;
  for (const W of [system.W1, system.W2]) {
    for (const value of W.kind === 'diagonal' ? W.values : W.matrix.data)
      most = Math.max(most, Math.abs(value));
  }
  return most;
}
