import { needsPlainCoordinates } from '../../../engine/dynamics/settings.ts';
import type { Dims } from '../../../engine/system.ts';
import type { LoadedFiles, RunEstimate } from '../contract.ts';
import { dimsOf } from './dims.ts';
import { affordablePrepared, preparationCost, scalesOf } from './facts.ts';
import type { Settings } from './settings.ts';

/** Multiplications a second of the vectorised gradient, and of singular-value decompositions in plain code. */
const GRADIENT_SPEED = 1.5e9;
const DECOMPOSITION_SPEED = 5e8;
/** Seconds of a call that no size explains: of a gradient, of a sample with its metrics, of setting up a run. */
const PER_GRADIENT = 1.2e-6;
const PER_SAMPLE = 1.5e-5;
const PER_RUN = 1e-3;
const AUTOMATIC_SAMPLES = 400;

/**
 * What a run will cost: gradients × multiplications of one gradient in the sizes that are integrated, plus samples,
 * plus the set-up. Calibrated on one core of a server; good to a factor of about two.
 */
export function estimateRun(settings: Settings, files: LoadedFiles): RunEstimate {
  const full = dimsOf(settings, files) ?? { m: 1, h: 1, n: 1 };
  const { dynamics, adapter, problem } = settings;
  const plain = problem.reduction === 'none' || needsPlainCoordinates(dynamics);
  const sizes = plain ? full : reducedDims(settings, full);
  const rank = Math.min(adapter.rank, Math.max(sizes.m, sizes.h, sizes.n));
  const dense = plain || problem.pretrained.kind === 'file' || problem.target.kind === 'file';
  const k = targetRank(settings, full);
  const multiplications =
    2 * rank * (sizes.m + 2 * sizes.h + sizes.n) * (2 * rank + k) +
    (dense ? 4 * rank * sizes.h * (sizes.m + sizes.n) : 0);
  const gradients = dynamics.kind === 'gradientFlow' ? flowGradients(settings, files) : dynamics.steps;
  const samples = sampleCount(settings);
  const columns = 12;
  const state = rank * (sizes.m + 2 * sizes.h + sizes.n);
  return {
    seconds:
      PER_RUN +
      preparationCost(settings, full) / DECOMPOSITION_SPEED +
      gradients * (PER_GRADIENT + multiplications / GRADIENT_SPEED) +
      samples * (PER_SAMPLE + (20 * multiplications) / GRADIENT_SPEED),
    // Sixteen stage vectors, frozen factors and target where they are dense, and what singular values need beside them.
    bytes: 8 * (20 * state + (dense ? 3 : 0) * (full.m * full.h + full.h * full.n + full.m * full.n)) + 4e6,
    storedBytes: 8 * columns * samples,
  };
}

/** SCIENCE §10: sizes after R2, for random factors on the side that `randomFactor` names. */
function reducedDims({ problem, adapter }: Settings, full: Dims): Dims {
  const { pretrained } = problem;
  const r = adapter.rank;
  const most = Math.min(full.m, full.h, full.n);
  const p =
    pretrained.kind === 'lowRank'
      ? pretrained.rank
      : pretrained.kind === 'spectrum'
        ? 'count' in pretrained.singularValues
          ? pretrained.singularValues.count
          : pretrained.singularValues.length
        : most;
  const onB = adapter.init.kind === 'gaussian' && adapter.init.randomFactor === 'B';
  const k = problem.target.kind === 'file' ? most : 0;
  return {
    m: Math.min(full.m, p + k + (onB ? r : 0)),
    h: Math.min(full.h, p + 2 * r),
    n: Math.min(full.n, p + k + (onB ? 0 : r)),
  };
}

function targetRank({ problem }: Settings, full: Dims): number {
  if (problem.target.kind === 'singularPairs') return problem.target.pairs.length;
  return problem.target.kind === 'file' ? Math.min(full.m, full.n) : 1;
}

/**
 * Gradients of an adaptive flow: the escape and the descent take about 500 at the default tolerance and a fifth more
 * per digit; then stability asks for 2.4 a unit of h·ρ (the eighth-order method) until the Chebyshev method, whose
 * cost grows like the square root, takes over.
 */
function flowGradients(settings: Settings, files: LoadedFiles): number {
  const { dynamics } = settings;
  if (dynamics.kind !== 'gradientFlow') return 0;
  const digits = -Math.log10(dynamics.tolerance) - 6;
  const prepared = affordablePrepared(settings, files);
  const scales = prepared?.ok === true ? scalesOf(settings, prepared.value) : undefined;
  const end =
    dynamics.times?.at(-1) ?? (dynamics.until === 'auto' ? (scales?.horizon ?? 20) : dynamics.until);
  const stiffness = end * (scales?.curvature ?? 10);
  return 500 * Math.max(0.3, 1 + 0.2 * digits) + Math.min(2.4 * stiffness, 600 + 30 * Math.sqrt(stiffness));
}

function sampleCount({ dynamics }: Settings): number {
  if (dynamics.kind === 'gradientFlow')
    return dynamics.times?.length ?? dynamics.samples ?? AUTOMATIC_SAMPLES;
  return dynamics.sampleSteps?.length ?? dynamics.samples ?? Math.min(AUTOMATIC_SAMPLES, dynamics.steps + 1);
}
