import { digitsDescription as digits } from '../../dataset/digitsDescription.ts';
import { fashionDescription as fashion } from '../../dataset/fashion/description.ts';
import { fail, type EngineFiles } from '../arrays.ts';
import type { Result } from '../../fault.ts';
import type { NetworkAdapterSettings } from './adapterSettings.ts';
import type { NetworkDataSettings } from './dataSettings.ts';
import { isOwn, type OwnSource } from './ownSource.ts';
import { ownTask } from './ownTask.ts';
import type { NetworkSettings } from './settings.ts';

/** Sizes of a data set, known before it is unpacked. */
export interface DataShape {
  readonly features: number;
  readonly classes: number;
  /** Examples to train and to test on. */
  readonly train: number;
  readonly test: number;
  /** Bytes that a worker keeps for each number of an example. */
  readonly width: 4 | 8;
}

/** What follows from the settings of a network before anything runs. */
export interface NetworkSizes {
  readonly data: DataShape;
  /** Inputs, hidden units, outputs. */
  readonly sizes: readonly number[];
  /** Examples of fine-tuning, at most as many as there are. */
  readonly examples: number;
  /** False where `examples` is about: how many have the new classes, only the packed data knows. */
  readonly counted: boolean;
  /** Adapted layers from 0, ascending. */
  readonly adapted: readonly number[];
}

/** Sizes of the data that ships. */
export const dataShapes: Readonly<
  Record<Exclude<NetworkDataSettings['kind'], OwnSource['kind']>, DataShape>
> = {
  digits: {
    features: digits.image.rows * digits.image.columns,
    ...{ classes: digits.classes, train: digits.train, test: digits.test, width: 8 },
  },
  fashion: {
    features: fashion.image.rows * fashion.image.columns,
    classes: fashion.classNames.length,
    ...{ train: fashion.train, test: fashion.test, width: 8 },
  },
};

/** The new classes have half of the examples, give or take a few per cent; this share of the half they always have. */
const SURELY = 0.8;

/** What the sizes follow from. */
type Sized = Pick<NetworkSettings, 'data' | 'hidden' | 'N' | 'task' | 'pretraining'>;

/** The sizes, or what is wrong: layers that are not there, files that have no such data. */
export function sizesOf(
  problem: Sized,
  adapter: Pick<NetworkAdapterSettings, 'layers'>,
  files: EngineFiles,
): Result<NetworkSizes> {
  const found = available(problem, files);
  if (!found.ok) return found;
  const { data } = found.value;
  const sizes = [data.features, ...problem.hidden, data.classes];
  const adapted = adaptedLayers(sizes, adapter.layers);
  if (!adapted.ok) return adapted;
  return { ok: true, value: { ...found.value, sizes, adapted: adapted.value } };
}

/** Sizes of the data, and how much of it fine-tuning takes. */
function available(
  { data, task, N, pretraining: { seed } }: Sized,
  files: EngineFiles,
): Result<Pick<NetworkSizes, 'data' | 'examples' | 'counted'>> {
  if (isOwn(data)) {
    const own = ownTask({ data, task, seed }, files);
    if (!own.ok) return own;
    const { shape, examples } = own.value;
    return { ok: true, value: { data: shape, examples: Math.min(N, examples), counted: true } };
  }
  const shape = dataShapes[data.kind];
  if (task.kind !== 'newClasses')
    return { ok: true, value: { data: shape, examples: Math.min(N, shape.train), counted: true } };
  const half = Math.floor(shape.train / 2);
  return { ok: true, value: { data: shape, examples: Math.min(N, half), counted: N <= SURELY * half } };
}

/** Layers that are named, from 0 and ascending; or one that is not there. */
export function adaptedLayers(
  sizes: readonly number[],
  layers: NetworkAdapterSettings['layers'],
): Result<readonly number[]> {
  const count = sizes.length - 1;
  const named = layers === 'all' ? Array.from({ length: count }, (_, i) => i + 1) : layers;
  const beyond = named.find(layer => layer > count);
  if (beyond !== undefined)
    return fail({
      code: 'layer-missing',
      path: ['adapter', 'layers'],
      message: `There is no layer ${beyond}: the network ${sizes.join('-')} has ${count}`,
      remedy: `Name layers from 1 to ${count}, or write "all".`,
    });
  return { ok: true, value: [...new Set(named)].sort((a, b) => a - b).map(layer => layer - 1) };
}

/** Rank of the adapter of a layer: it cannot exceed the layer’s smaller side. */
export function rankIn(sizes: readonly number[], layer: number, rank: number): number {
  return Math.min(rank, sizes[layer]!, sizes[layer + 1]!);
}
