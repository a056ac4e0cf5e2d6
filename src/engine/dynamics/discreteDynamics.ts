import { detectorsFor } from '../event/detectors.ts';
import { EventTracker } from '../event/tracker.ts';
import type { KernelFactory } from '../kernel/contract.ts';
import { columnShare } from '../metric/columnShare.ts';
import { TrajectoryPoint } from '../metric/point.ts';
import { Recorder } from '../metric/recorder.ts';
import { randomStream, type RandomStream } from '../random/stream.ts';
import type { EndReason, Outcome, Simulation } from '../simulation.ts';
import type { System } from '../system.ts';
import { chooseOptimiser } from './discrete/chooseOptimiser.ts';
import { addGradientNoise } from './discrete/gradientNoise.ts';
import type { GradientSource } from './discrete/gradientSource.ts';
import { kernelGradient } from './discrete/kernelGradient.ts';
import { parameterRows } from './discrete/parameterRows.ts';
import { plainGradient } from './discrete/plainGradient.ts';
import { roundedSystem } from './discrete/roundedSystem.ts';
import type { DiscreteSettings } from './settings.ts';
import { WorkSlice } from './workSlice.ts';

/** A run of an optimiser. */
export interface DiscretePlan {
  readonly system: System;
  readonly settings: DiscreteSettings;
  /** Increasing step numbers to record; the run ends at the last. */
  readonly sampleSteps: Float64Array;
  readonly metrics: readonly string[];
  readonly initScale: number | undefined;
  /** Seed of the optimiser's own noise. */
  readonly seed: number;
  readonly makeKernel: KernelFactory;
}

/** Events are looked for at this many even steps besides the samples. */
const EVENT_CHECKS = 1_000;

/** Runs an optimiser: samples at the plan's steps, events, health figures, and the reason for its end. */
export function* runDiscreteDynamics(plan: DiscretePlan): Simulation {
  const { settings, sampleSteps } = plan;
  const system = settings.precision === 'float32' ? roundedSystem(plan.system) : plan.system;
  const random = randomStream('optimiser', plan.seed);
  const source = gradientSource(plan, system, random);
  const rows = parameterRows(system, settings.learningRate, settings.learningRateRatio);
  const optimiser = chooseOptimiser(settings, rows, source.state.length);
  const previous = new Float64Array(source.state.length);
  const end = sampleSteps[sampleSteps.length - 1]!;
  const checkEvery = Math.max(1, Math.ceil(end / EVENT_CHECKS));
  const slice = new WorkSlice(system);
  const point = new TrajectoryPoint(system);
  const at = (step: number): TrajectoryPoint => {
    point.moveTo(settings.learningRate * step, source.state, source);
    return point;
  };

  source.evaluate();
  let rough = source.roughLoss();
  const start = at(0);
  const initialLoss = start.loss;
  const recorder = new Recorder(start, plan.metrics, true);
  const tracker = new EventTracker(detectorsFor(system, initialLoss, plan.initScale), start);
  let largestRise = 0;
  let step = 0;
  let next = 0;
  let reason: EndReason = 'horizon';
  const outcome = (): Outcome => ({
    reason,
    events: tracker.times,
    health: { drift: recorder.largestDrift, lossRise: largestRise, columnShare: columnShare(point) },
    counts: { gradients: step + 1, steps: step, rejected: 0 },
  });
  if (!Number.isFinite(initialLoss)) {
    reason = 'diverged';
    return { ...outcome(), divergence: divergence(plan, 0, initialLoss) };
  }

  for (;;) {
    const sampled = next < sampleSteps.length && step === sampleSteps[next]!;
    if (!tracker.done && (sampled || step % checkEvery === 0)) tracker.observe(at(step));
    if (sampled) {
      next++;
      yield { kind: 'sample', values: recorder.row(at(step), step) };
    }
    if (step >= end) return outcome();
    previous.set(source.state);
    if (settings.gradientNoise > 0) addGradientNoise(source.descent, rows, settings.gradientNoise, random);
    optimiser.step(source.state, source.descent);
    source.evaluate();
    const loss = source.roughLoss();
    if (!Number.isFinite(loss)) {
      source.state.set(previous);
      reason = 'diverged';
      yield { kind: 'sample', values: recorder.row(at(step), step) };
      return { ...outcome(), divergence: divergence(plan, step, point.loss) };
    }
    step++;
    largestRise = Math.max(largestRise, (loss - rough) / initialLoss);
    rough = loss;
    if (slice.isOver(step)) yield { kind: 'progress', fraction: step / end };
  }
}

function gradientSource(plan: DiscretePlan, system: System, random: RandomStream): GradientSource {
  const { precision, maskProbability } = plan.settings;
  const single = precision === 'float32';
  if (single || maskProbability < 1) return plainGradient(system, { single, maskProbability, random });
  return kernelGradient(plan.makeKernel(system), system);
}

function divergence(plan: DiscretePlan, step: number, loss: number): NonNullable<Outcome['divergence']> {
  const { learningRate } = plan.settings;
  return {
    t: learningRate * step,
    step,
    loss,
    remedy: `Lower the learning rate: ${learningRate} is above the stability limit of this problem`,
  };
}
