import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { RunEstimate } from '../contract.ts';
import type { Settings } from './settings.ts';

/** Multiplications a second, and seconds of an exponential, of a step and of a sample that no size explains. */
const SPEED = 4e9;
const EXPONENTIAL = 6e-8;
const PER_STEP = 1e-5;
const PER_SAMPLE = 1e-3;
/** Seconds of a singular value decomposition, over the square of the smaller side times the larger. */
const DECOMPOSED = 2.5e-9;
/** Samples of the automatic grid for each power of ten, and numbers in each. */
const SAMPLES_A_DECADE = 25;
const COLUMNS = 16;

/** What a run will cost: its steps, its samples, and a share of the pre-training. Good to a factor of three. */
export function estimateRun(settings: Settings, sizes: NetworkSizes): RunEstimate {
  const { activation, hidden, pretraining } = settings.problem;
  return estimateTraining(settings, sizes, {
    hidden: activation === 'tanh' ? sum(hidden) : 0,
    epochs: pretraining.epochs,
  });
}

/** The same of a network with so many units that need an exponential, pre-trained for so many epochs. */
export function estimateTraining(
  { dynamics, adapter }: Pick<Settings, 'dynamics' | 'adapter'>,
  { sizes, examples, data }: NetworkSizes,
  { hidden, epochs }: { readonly hidden: number; readonly epochs: number },
): RunEstimate {
  const rank = adapter.method === 'full' ? 0 : adapter.rank;
  const rows = dynamics.kind === 'adaptiveGd' ? examples : Math.min(dynamics.batch ?? examples, examples);
  const layers = sizes.slice(1).map((m, l) => ({ m, n: sizes[l]! }));
  const passes = sum(layers.map(({ m, n }) => 2 * m * n + 2 * rank * (m + n)));
  const values = (data.classes + hidden) * EXPONENTIAL;
  const step = rows * (passes / SPEED + values) + PER_STEP;
  const samples = dynamics.samples ?? 10 + SAMPLES_A_DECADE * Math.log10(Math.max(10, dynamics.steps));
  const judged = examples + data.test;
  const sample = PER_SAMPLE + judged * (passes / (2 * SPEED) + values);
  const pretraining = epochs * data.train * ((1.5 * passes) / SPEED + values);
  const looked = sum(layers.map(({ m, n }) => DECOMPOSED * Math.min(m, n) ** 2 * Math.max(m, n)));
  const numbers = sum(sizes);
  return {
    seconds: dynamics.steps * step + samples * sample + (pretraining + looked) / 10,
    bytes:
      8 * (2 * (rows + 400) * numbers + 6 * sum(layers.map(({ m, n }) => m * n))) +
      8 * data.features * (data.train + 2 * data.test + examples) +
      8e6,
    storedBytes: 8 * COLUMNS * samples,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
