import { isOwn } from '../../../engine/problem/network/ownSource.ts';
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
/** Bytes of a thread with the engine in it. */
const PROCESS = 3e7;
/** Samples of the automatic grid for each power of ten, and numbers in each. */
const SAMPLES_A_DECADE = 25;
const COLUMNS = 16;

/** What a run will cost: its steps, its samples, and a share of the pre-training. Good to a factor of three. */
export function estimateRun(settings: Settings, sizes: NetworkSizes): RunEstimate {
  const { activation, hidden, pretraining } = settings.problem;
  return estimateTraining(settings, sizes, {
    hidden: activation === 'tanh' ? sum(hidden) : 0,
    epochs: pretraining.epochs,
    dataBytes: dataBytes(settings.problem, sizes),
  });
}

/** Bytes of all examples in a worker: as they are read and scaled, and what the second task makes of them. */
function dataBytes({ data: source, task }: Settings['problem'], { data, examples }: NetworkSizes): number {
  const { features, train, test, width } = data;
  const all = width * features * (train + test);
  const standardised = isOwn(source) && source.scaling === 'standardise' ? width * features * train : 0;
  const parted = task.kind === 'newClasses' ? all : 0;
  const shifted = task.kind === 'newClasses' || task.kind === 'relabel' ? 0 : width * features * test;
  // those of fine-tuning are picked, widened and shifted
  return all + standardised + parted + shifted + 2 * 8 * features * examples;
}

/** The same of a network with so many units that need an exponential, pre-trained for so many epochs, on examples of so many bytes. */
export function estimateTraining(
  { dynamics, adapter }: Pick<Settings, 'dynamics' | 'adapter'>,
  { sizes, examples, data }: NetworkSizes,
  {
    hidden,
    epochs,
    dataBytes,
  }: { readonly hidden: number; readonly epochs: number; readonly dataBytes: number },
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
    bytes: 8 * (2 * (rows + 400) * numbers + 6 * sum(layers.map(({ m, n }) => m * n))) + dataBytes + PROCESS,
    storedBytes: 8 * COLUMNS * samples,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
