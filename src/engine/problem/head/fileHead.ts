import type { Fault, Result } from '../../fault.ts';
import { zeros, type Matrix } from '../../linalg/matrix.ts';
import {
  fail,
  labelOf,
  readArray,
  shapeText,
  type ArrayMention,
  type EngineFiles,
  type StoredArray,
} from '../arrays.ts';
import { labelledMentions, labelledSets, type LabelledSets } from '../labelledArrays.ts';
import type { HeadFileSource } from './settings.ts';

/** A user’s features and labels, and the head over them. */
export interface FileHead extends Omit<LabelledSets, 'classes'> {
  readonly features: number;
  readonly classes: number;
  /** K×d. */
  readonly W: Matrix;
  readonly b: Float64Array;
}

const AT = ['problem', 'source'] as const;

type Mentions = ReturnType<typeof labelledMentions> & Readonly<Partial<Record<'W' | 'b', ArrayMention>>>;

/** The arrays that a file source names. */
export function headMentions(source: HeadFileSource): Mentions {
  const own = (['W', 'b'] as const).flatMap(key => {
    const name = source[key];
    return name === undefined
      ? []
      : [[key, { path: source.path, name, at: [...AT, key], fileAt: [...AT, 'path'] }]];
  });
  return { ...labelledMentions(source, AT), ...(Object.fromEntries(own) as Mentions) };
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
  const sets = labelledSets(mentions, files);
  if (!sets.ok) return sets;
  const { train, test, classes } = sets.value;
  const { features } = train;
  const head = headOf(files, mentions, classes, features);
  if (!head.ok) return head;
  const { W, b } = head.value;
  return { ok: true, value: { features, classes: W.rows, train, test, W, b } };
}

/** The head’s own weights and bias, or zeros: for the classes that the labels need, or more. */
function headOf(
  files: EngineFiles,
  { W, b }: Mentions,
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

function shapeFault(mention: ArrayMention, { shape }: StoredArray, expected: string): Fault {
  return {
    code: 'head-shape',
    path: mention.at,
    message: `The ${labelOf(mention)} has shape ${shapeText(shape)}, expected ${expected}`,
    remedy: 'save it with that shape',
  };
}
