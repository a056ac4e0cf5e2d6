import type { LoadedFiles, RunEstimate } from '../contract.ts';
import type { Settings } from './settings.ts';
import { shapeOf, type Shape } from './shape.ts';

/** Multiplications a second with stored features and with those of a layer; seconds that no size explains: of a step, of a sample, of a run. */
const SPEED = { stored: 5e8, layered: 1.5e9 } as const;
const PER_STEP = 1.5e-6;
const PER_SAMPLE = 1.5e-5;
const PER_RUN = 2e-3;
/** Steps that runs make of those allowed, about: descent slows down, and the polish converges. */
const TYPICAL_DESCENT = 3000;
const TYPICAL_POLISH = 150;
/** Samples of the automatic grid for each power of ten. */
const SAMPLES_A_DECADE = 25;
const COLUMNS = 10;
/** The network of the digits is trained once a worker. */
const PRETRAINING = 1;

/** What a run will cost: gradients, samples with their singular values, and its share of the convex problem. Good to a factor of three. */
export function estimateRun(settings: Settings, files: LoadedFiles): RunEstimate {
  const shape = shapeOf(settings, files);
  if (shape === null) return { seconds: 0, bytes: 0, storedBytes: 0 };
  const { dynamics, adapter, problem } = settings;
  const { m, n, measurements } = shape;
  const speed = SPEED[isLayered(settings) ? 'layered' : 'stored'];
  const gradient = featureWork(settings, shape) + 4 * adapter.rank * m * n;
  const steps =
    dynamics.kind === 'descent'
      ? Math.min(dynamics.iterations, TYPICAL_DESCENT) + Math.min(dynamics.polishIterations, TYPICAL_POLISH)
      : Math.min(dynamics.iterations, 2 * TYPICAL_POLISH);
  const samples = dynamics.samples ?? 10 + SAMPLES_A_DECADE * Math.log10(Math.max(10, steps));
  // the largest singular value of ∇L̂, and those of uvᵀ by its factors
  const sample = 60 * m * n + 20 * (m + n) * adapter.rank * adapter.rank;
  return {
    seconds:
      PER_RUN +
      steps * (PER_STEP + gradient / speed) +
      samples * (PER_SAMPLE + sample / SPEED.stored) +
      (problem.source.kind === 'digits' ? PRETRAINING / 10 : 0),
    bytes: 8 * (measurements * (m * n + 4) + 30 * adapter.rank * (m + n)) + 8e6,
    storedBytes: 8 * COLUMNS * samples,
  };
}

function isLayered({ problem }: Settings): boolean {
  return ['digits', 'tanhNetwork', 'angles'].includes(problem.source.kind);
}

/** Multiplications with the features in one gradient: those of a layer are products of two vectors. */
function featureWork(settings: Settings, { m, n, samples, measurements }: Shape): number {
  return isLayered(settings) ? 4 * (samples * m * n + measurements * m) : 4 * measurements * m * n;
}
