import type { Examples } from '../../dataset/contract.ts';
import type { Fault, Result } from '../../fault.ts';
import { zeros, type Matrix } from '../../linalg/matrix.ts';
import {
  fail,
  labelOf,
  readArray,
  readStored,
  shapeText,
  type ArrayMention,
  type EngineFiles,
  type StoredArray,
} from '../arrays.ts';
import type { HeadFileSource } from './settings.ts';

/** A user’s features and labels, and the head over them. Features are as narrow as they are stored. */
export interface FileHead {
  readonly features: number;
  readonly classes: number;
  readonly train: Examples;
  readonly test: Examples | null;
  /** K×d. */
  readonly W: Matrix;
  readonly b: Float64Array;
}

type Key = 'X' | 'y' | 'testX' | 'testY' | 'W' | 'b';

/** The arrays that a file source names. */
export function headMentions(source: HeadFileSource): Partial<Record<Key, ArrayMention>> {
  const keys = ['X', 'y', 'testX', 'testY', 'W', 'b'] as const;
  return Object.fromEntries(
    keys.flatMap(key => {
      const name = source[key];
      const at = ['problem', 'source', key];
      if (name === undefined) return [];
      return [[key, { path: source.path, name, at, fileAt: ['problem', 'source', 'path'] }]];
    }),
  );
}

/** Heads by their settings, for as long as the files they read are held. */
const known = new WeakMap<EngineFiles, Map<string, Result<FileHead>>>();

/**
 * Reads them, once for all that ask with the same files; faults where features and labels do not fit each other, labels are no
 * classes, or there is one class only.
 */
export function fileHead(source: HeadFileSource, files: EngineFiles): Result<FileHead> {
  const kept = known.get(files) ?? new Map<string, Result<FileHead>>();
  known.set(files, kept);
  const key = JSON.stringify(source);
  const found = kept.get(key) ?? readHead(source, files);
  kept.set(key, found);
  return found;
}

function readHead(source: HeadFileSource, files: EngineFiles): Result<FileHead> {
  const mentions = headMentions(source);
  const train = examplesOf(files, mentions.X!, mentions.y!);
  if (!train.ok) return train;
  const { features } = train.value;
  let test: SizedExamples | null = null;
  if (mentions.testX && mentions.testY) {
    const read = examplesOf(files, mentions.testX, mentions.testY, features);
    if (!read.ok) return read;
    test = read.value;
  } else if (mentions.testX ?? mentions.testY) {
    const [given, missing] = mentions.testX ? ['testX', 'testY'] : ['testY', 'testX'];
    return fail({
      code: 'test-set-incomplete',
      path: ['problem', 'source', given],
      message: `${given} is named and ${missing} is not: a test set needs features and labels`,
      remedy: `name ${missing}, or remove ${given}`,
    });
  }
  const highest = Math.max(highestOf(train.value.labels), test ? highestOf(test.labels) : 0);
  const head = headOf(files, mentions, highest + 1, features);
  if (!head.ok) return head;
  const { W, b } = head.value;
  return { ok: true, value: { features, classes: W.rows, train: train.value, test, W, b } };
}

interface SizedExamples extends Examples {
  readonly features: number;
}

function examplesOf(
  files: EngineFiles,
  X: ArrayMention,
  y: ArrayMention,
  features?: number,
): Result<SizedExamples> {
  const inputs = readStored(files, X);
  const labels = readArray(files, y);
  if (!inputs.ok || !labels.ok)
    return { ok: false, faults: [inputs, labels].flatMap(read => (read.ok ? [] : read.faults)) };
  const { shape, data } = inputs.value;
  const [count = 0, ...each] = shape;
  if (each.length === 0) return fail(shapeFault(X, inputs.value, 'N×d: a row of features for every example'));
  const own = each.reduce((product, length) => product * length, 1);
  if (features !== undefined && own !== features)
    return fail(shapeFault(X, inputs.value, `rows of ${features} features, as those to train on`));
  if (labels.value.data.length !== count)
    return fail({
      code: 'labels-mismatch',
      path: y.at,
      message: `The ${labelOf(y)} has ${labels.value.data.length} labels, but there are features of ${count} examples`,
      remedy: 'save a label for every row of the features, in their order',
    });
  const bad = labels.value.data.findIndex(
    label => !Number.isInteger(label) || label < 0 || label > MOST_LABEL,
  );
  if (bad >= 0)
    return fail({
      code: 'label-not-a-class',
      path: y.at,
      message: `The ${labelOf(y)} holds the label ${labels.value.data[bad]!} for example ${bad}; classes are whole numbers from 0 to ${MOST_LABEL}`,
      remedy: 'number the classes 0, 1, 2 …, for example with numpy.unique(y, return_inverse=True)',
    });
  const [first] = labels.value.data;
  if (labels.value.data.every(label => label === first) && features === undefined)
    return fail({
      code: 'one-class-only',
      path: y.at,
      message: `All labels of the ${labelOf(y)} are ${first!}: there is nothing to tell apart`,
      remedy: 'save examples of two classes or more',
    });
  const numbers = data instanceof Uint8Array ? Float32Array.from(data) : data;
  return {
    ok: true,
    value: { inputs: numbers, labels: Int32Array.from(labels.value.data), count, features: own },
  };
}

/** The head’s own weights and bias, or zeros: for the classes that the labels need, or more. */
function headOf(
  files: EngineFiles,
  { W, b }: Partial<Record<Key, ArrayMention>>,
  classes: number,
  features: number,
): Result<{ readonly W: Matrix; readonly b: Float64Array }> {
  let weights = zeros(classes, features);
  if (W) {
    const read = readArray(files, W);
    if (!read.ok) return read;
    const [rows = 0, cols] = read.value.shape;
    if (read.value.shape.length !== 2 || cols !== features || rows < classes)
      return fail(shapeFault(W, read.value, `K×${features} with K ≥ ${classes}`));
    weights = { rows, cols, data: read.value.data };
  }
  let bias = new Float64Array(weights.rows);
  if (b) {
    const read = readArray(files, b);
    if (!read.ok) return read;
    if (read.value.data.length !== weights.rows)
      return fail(shapeFault(b, read.value, `${weights.rows} numbers, one for each class`));
    bias = Float64Array.from(read.value.data);
  }
  return { ok: true, value: { W: weights, b: bias } };
}

const MOST_LABEL = 9999;

function highestOf(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}

function shapeFault(mention: ArrayMention, { shape }: StoredArray, expected: string): Fault {
  return {
    code: 'head-shape',
    path: mention.at,
    message: `The ${labelOf(mention)} has shape ${shapeText(shape)}, expected ${expected}`,
    remedy: 'save it with that shape',
  };
}
