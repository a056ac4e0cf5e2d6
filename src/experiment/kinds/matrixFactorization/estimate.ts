import { needsPlainCoordinates } from '../../../engine/dynamics/settings.ts';
import type { Dims } from '../../../engine/system.ts';
import type { LoadedFiles, RunEstimate } from '../contract.ts';
import { dimsOf } from './dims.ts';
import { affordablePrepared, preparationCost, scalesOf } from './facts.ts';
import type { Settings } from './settings.ts';

/** Multiplications a second: of the vectorised gradient, of the entry-by-entry one, of singular-value decompositions. */
const GRADIENT_SPEED = 2e9;
const ENTRYWISE_SPEED = 3.3e8;
const DECOMPOSITION_SPEED = 5e8;
/** Seconds that no size explains: of a stage of the flow, of a step, of a sample with its metrics, of a run. */
const PER_STAGE = 4e-6;
const PER_STEP = 7e-7;
const PER_SAMPLE = 3e-5;
const PER_RUN = 6e-4;
/** A sample with its metrics costs about as much as three gradients. */
const GRADIENTS_PER_SAMPLE = 3;
const AUTOMATIC_SAMPLES = 300;
const COLUMNS = 12;

/**
 * What a run will cost: gradients × multiplications of one gradient in the sizes that are integrated, plus samples,
 * plus the set-up. Calibrated on one core of a 2023 server from n = 10 to 300 and r = 1 to 16; good to a factor of two
 * or three.
 */
export function estimateRun(settings: Settings, files: LoadedFiles): RunEstimate {
  const full = dimsOf(settings, files) ?? { m: 1, h: 1, n: 1 };
  const { dynamics, adapter, problem } = settings;
  const plain = problem.reduction === 'none' || needsPlainCoordinates(dynamics);
  const sizes = plain ? full : reducedDims(settings, full);
  const rank = Math.min(adapter.rank, Math.max(sizes.m, sizes.h, sizes.n));
  const dense = plain || problem.pretrained.kind === 'file' || problem.target.kind === 'file';
  const vectorised = vectorisedSeconds(settings, sizes, rank, dense);
  const gradient = isEntrywise(settings) ? entrywiseSeconds(sizes, rank) : vectorised;
  const flow = dynamics.kind === 'gradientFlow';
  const gradients = flow ? flowGradients(settings, files) : dynamics.steps;
  const samples = sampleCount(settings);
  const state = rank * (sizes.m + 2 * sizes.h + sizes.n);
  const entries = full.m * full.h + full.h * full.n + full.m * full.n;
  return {
    seconds:
      PER_RUN +
      preparationCost(settings, full) / DECOMPOSITION_SPEED +
      gradients * (gradient + (flow ? PER_STAGE : PER_STEP)) +
      samples * (PER_SAMPLE + GRADIENTS_PER_SAMPLE * vectorised),
    // Stage vectors, frozen factors and target with their copies where they are dense, and the code itself.
    bytes: 8 * (20 * state + (dense ? 3 * entries : 0)) + 4e6,
    storedBytes: 8 * COLUMNS * samples,
  };
}

/** Single precision and masked entries have plain code of their own, entry by entry. */
function isEntrywise({ dynamics }: Settings): boolean {
  return (
    dynamics.kind !== 'gradientFlow' && (dynamics.precision === 'float32' || dynamics.maskProbability < 1)
  );
}

function entrywiseSeconds({ m, h, n }: Dims, rank: number): number {
  return (4 * m * h * n + 8 * rank * h * (m + n)) / ENTRYWISE_SPEED;
}

/** Seconds of the multiplications of one gradient, in factored form or entry by entry of E, whichever is less. */
function vectorisedSeconds({ problem }: Settings, { m, h, n }: Dims, rank: number, dense: boolean): number {
  const { target } = problem;
  const k =
    target.kind === 'file' ? Math.min(m, n) : target.kind === 'singularPairs' ? target.pairs.length : 1;
  const factored = 2 * rank * (m + 2 * h + n) * (2 * rank + k);
  const entrywise = 6 * rank * (m * h + h * n + m * n);
  const frozen = dense ? 4 * rank * h * (m + n) : 0;
  return (Math.min(factored, entrywise) + frozen) / GRADIENT_SPEED;
}

/** theory.md, Exact reductions: sizes after R2, for random factors on the side that `randomFactor` names; R5 for the spectral start. */
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
  if (adapter.init.kind === 'spectral')
    return { m: Math.min(full.m, r), h: Math.min(full.h, r), n: Math.min(full.n, r) };
  const onB = adapter.init.kind === 'gaussian' && adapter.init.randomFactor === 'B';
  const k = problem.target.kind === 'file' ? most : 0;
  return {
    m: Math.min(full.m, p + k + (onB ? r : 0)),
    h: Math.min(full.h, p + 2 * r),
    n: Math.min(full.n, p + k + (onB ? 0 : r)),
  };
}

/**
 * Gradients of an adaptive flow: the escape and the descent take about 500 at the default tolerance and a fifth more
 * per digit; then stability asks for 2.4 a unit of h·ρ (the eighth-order method) until the stabilised methods, whose
 * cost grows like the square root, take over.
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
