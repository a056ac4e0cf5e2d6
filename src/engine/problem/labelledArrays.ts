import type { Fault, Result } from '../fault.ts';
import {
  fail,
  fileOf,
  isFile,
  labelOf,
  readArray,
  readStored,
  shapeText,
  type ArrayMention,
  type EngineFiles,
  type StoredArray,
} from './arrays.ts';

/** Points and their classes as they lie in a user’s files, as narrow as they are stored. */
export interface LabelledArrays {
  /** N×…: everything after the first dimension belongs to one point. */
  readonly shape: readonly number[];
  readonly data: StoredArray['data'];
  /** N class numbers from 0 on. */
  readonly labels: Int32Array;
  /** N. */
  readonly count: number;
  /** Numbers of one point. */
  readonly features: number;
}

/** Points to train on, and perhaps others to test on. */
export interface LabelledSets {
  readonly train: LabelledArrays;
  readonly test: LabelledArrays | null;
  /** One more than the highest label of both. */
  readonly classes: number;
}

/** Settings that name such arrays. */
export interface LabelledSource {
  readonly path: string;
  readonly testPath?: string;
  readonly X: string;
  readonly y: string;
  readonly testX?: string;
  readonly testY?: string;
}

type Key = 'X' | 'y' | 'testX' | 'testY';
type Mentions = Readonly<Partial<Record<Key, ArrayMention>>>;
type Path = Fault['path'];

/** The arrays that the settings at `at` name. */
export function labelledMentions(source: LabelledSource, at: Path): Mentions {
  const keys = ['X', 'y', 'testX', 'testY'] as const;
  return Object.fromEntries(
    keys.flatMap(key => {
      const name = source[key];
      if (name === undefined) return [];
      const other = key.startsWith('test') && source.testPath !== undefined;
      const path = other ? source.testPath : source.path;
      const fileKey = other ? 'testPath' : 'path';
      return [[key, { path, name, at: [...at, key], fileAt: [...at, isFile(name) ? key : fileKey] }]];
    }),
  );
}

/** Reads them; faults where points and labels do not fit each other, labels are no classes, or there is one class only. */
export function labelledSets(mentions: Mentions, files: EngineFiles): Result<LabelledSets> {
  const train = labelled(files, mentions.X!, mentions.y!);
  if (!train.ok) return train;
  let test: LabelledArrays | null = null;
  if (mentions.testX && mentions.testY) {
    const read = labelled(files, mentions.testX, mentions.testY, train.value.features);
    if (!read.ok) return read;
    test = read.value;
  } else if (mentions.testX ?? mentions.testY) {
    const [given, missing] = mentions.testX ? ['testX', 'testY'] : ['testY', 'testX'];
    return fail({
      code: 'test-set-incomplete',
      path: (mentions.testX ?? mentions.testY)!.at,
      message: `${given} is named and ${missing} is not: a test set needs features and labels`,
      remedy: `name ${missing}, or remove ${given}`,
    });
  }
  const classes = 1 + Math.max(highestOf(train.value.labels), test ? highestOf(test.labels) : 0);
  return { ok: true, value: { train: train.value, test, classes } };
}

function labelled(
  files: EngineFiles,
  X: ArrayMention,
  y: ArrayMention,
  features?: number,
): Result<LabelledArrays> {
  const inputs = readStored(files, X);
  if (inputs.ok && fileOf(X) === fileOf(y) && isFile(fileOf(X)!))
    return fail({
      code: 'labels-mismatch',
      path: y.at,
      message: `${labelOf(X)} has one array, and that is X: the labels lie in another file`,
      remedy: `give the path of that file as ${String(y.at.at(-1))}`,
    });
  const labels = readArray(files, y);
  if (!inputs.ok || !labels.ok)
    return { ok: false, faults: [inputs, labels].flatMap(read => (read.ok ? [] : read.faults)) };
  const { shape, data } = inputs.value;
  const [count = 0, ...each] = shape;
  if (each.length === 0)
    return fail(featuresFault(X, inputs.value, 'N×d: a row of features for every example'));
  const own = each.reduce((product, length) => product * length, 1);
  if (features !== undefined && own !== features)
    return fail(featuresFault(X, inputs.value, `rows of ${features} features, as those to train on`));
  const fault = labelFault(y, labels.value.data, count, features === undefined);
  if (fault) return fail(fault);
  return {
    ok: true,
    value: { shape, data, labels: Int32Array.from(labels.value.data), count, features: own },
  };
}

function labelFault(
  y: ArrayMention,
  labels: Float64Array,
  count: number,
  training: boolean,
): Fault | undefined {
  if (labels.length !== count)
    return {
      code: 'labels-mismatch',
      path: y.at,
      message: `The ${labelOf(y)} has ${labels.length} labels, but there are features of ${count} examples`,
      remedy: 'save a label for every row of the features, in their order',
    };
  const bad = labels.findIndex(label => !Number.isInteger(label) || label < 0 || label > MOST_LABEL);
  if (bad >= 0)
    return {
      code: 'label-not-a-class',
      path: y.at,
      message: `The ${labelOf(y)} holds the label ${labels[bad]!} for example ${bad}; classes are whole numbers from 0 to ${MOST_LABEL}`,
      remedy: 'number the classes 0, 1, 2 …, for example with numpy.unique(y, return_inverse=True)',
    };
  const [first] = labels;
  if (!training || labels.some(label => label !== first)) return undefined;
  return {
    code: 'one-class-only',
    path: y.at,
    message: `All labels of the ${labelOf(y)} are ${first!}: there is nothing to tell apart`,
    remedy: 'save examples of two classes or more',
  };
}

const MOST_LABEL = 9999;

function highestOf(labels: Int32Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}

/** An array of points that has another shape than it should. */
export function featuresFault(
  mention: ArrayMention,
  { shape }: Pick<StoredArray, 'shape'>,
  expected: string,
): Fault {
  return {
    code: 'examples-shape',
    path: mention.at,
    message: `The ${labelOf(mention)} has shape ${shapeText(shape)}, expected ${expected}`,
    remedy: 'save it with that shape',
  };
}

/** Bytes that a number of these points takes once they are scaled: doubles stay doubles, the others become single precision. */
export function widthOf({ data }: Pick<LabelledArrays, 'data'>): 4 | 8 {
  return data instanceof Float64Array ? 8 : 4;
}
