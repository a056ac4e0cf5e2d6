import type { Fault, Result } from '../fault.ts';
import type { Matrix } from '../linalg/matrix.ts';

/** One array of a user's file; single precision and bytes only where they were asked for as they are stored. */
export interface StoredArray {
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Uint8Array;
}

/** The same as doubles. */
export interface FileArray extends StoredArray {
  readonly data: Float64Array;
}

/** Path as written in the experiment → arrays by name. A file of one array, `.npy` or IDX, calls it `data`. */
export type EngineFiles = Readonly<Record<string, Readonly<Record<string, StoredArray>>>>;

/** Where an array is meant to come from, in the user's words. */
export interface ArrayMention {
  /** The file of several arrays; absent where `name` is a file of its own. */
  readonly path: string | undefined;
  readonly name: string;
  /** JSON path of the setting that names the array. */
  readonly at: readonly (string | number)[];
  /** JSON path of the setting that names the file. */
  readonly fileAt: readonly (string | number)[];
}

/** The file that holds a mentioned array, or undefined where none is named. */
export function fileOf(mention: ArrayMention): string | undefined {
  return isFile(mention.name) ? mention.name : mention.path;
}

/** Whether a name is the path of a file of one array: `.npy`, or IDX as MNIST names it, gzipped or not. */
export function isFile(name: string): boolean {
  return /(\.npy|\.idx|[-.]idx\d-ubyte)(\.gz)?$/i.test(name);
}

/** The mentioned array as a finite matrix, or a fault that names file, array and reason. */
export function readMatrix(files: EngineFiles, mention: ArrayMention): Result<Matrix> {
  const found = findArray(files, mention);
  if (!found.ok) return found;
  const { shape, data } = found.value;
  if (shape.length !== 2)
    return fail({
      code: 'array-not-a-matrix',
      path: mention.at,
      message: `${capitalised(labelOf(mention))} has ${shape.length} dimensions (shape ${shapeText(shape)}), expected 2`,
      remedy: 'Save it as a two-dimensional array.',
    });
  const fault = contentFault(mention, found.value);
  if (fault) return fail(fault);
  const [rows, cols] = shape as readonly [number, number];
  return { ok: true, value: { rows, cols, data: doubles(data) } };
}

/** The mentioned array, of any shape but not empty, with finite entries; or a fault. */
export function readArray(files: EngineFiles, mention: ArrayMention): Result<FileArray> {
  const stored = readStored(files, mention);
  if (!stored.ok) return stored;
  const { shape, data } = stored.value;
  return { ok: true, value: { shape, data: doubles(data) } };
}

/** The same as narrow as it is stored. */
export function readStored(files: EngineFiles, mention: ArrayMention): Result<StoredArray> {
  const found = findArray(files, mention);
  if (!found.ok) return found;
  const fault = contentFault(mention, found.value);
  return fault ? fail(fault) : found;
}

function doubles(data: StoredArray['data']): Float64Array {
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

/** The mentioned array as it is in its file, or a fault that says why there is none. */
function findArray(files: EngineFiles, mention: ArrayMention): Result<StoredArray> {
  const path = fileOf(mention);
  if (path === undefined)
    return fail({
      code: 'file-not-named',
      path: mention.fileAt,
      message: `No file is named for the array “${mention.name}”`,
      remedy: 'Add "path" with an .npz file, or give the path of an .npy file instead of the array’s name.',
    });
  const arrays = files[path];
  if (!arrays)
    return fail({
      code: 'file-missing',
      path: isFile(mention.name) ? mention.at : mention.fileAt,
      message: `The file “${path}” was not read`,
      remedy: 'Check the path; it is relative to the experiment file.',
    });
  const names = Object.keys(arrays);
  const sole = isFile(path) ? arrays['data'] : undefined;
  const array = sole ?? (Object.hasOwn(arrays, mention.name) ? arrays[mention.name] : undefined);
  if (!array)
    return fail({
      code: 'array-missing',
      path: mention.at,
      message: `“${path}” has no array “${mention.name}”; it has ${names.length > 0 ? names.map(name => `“${name}”`).join(', ') : 'none'}`,
      remedy: 'Name one of the arrays that are there, or save the file again with this one.',
    });
  return { ok: true, value: array };
}

/** An array without entries, or with one that is not finite or too large. */
function contentFault(mention: ArrayMention, { shape, data }: StoredArray): Fault | undefined {
  const label = capitalised(labelOf(mention));
  if (shape.some(length => length < 1))
    return {
      code: 'array-empty',
      path: mention.at,
      message: `${label} is empty (shape ${shapeText(shape)})`,
      remedy:
        shape.length === 2
          ? 'Save an array with at least one row and one column.'
          : 'Save an array with at least one entry.',
    };
  const bad = firstBad(data);
  if (bad === data.length) return undefined;
  const value = data[bad]!;
  const finite = Number.isFinite(value);
  return {
    code: finite ? 'entry-too-large' : 'entry-not-finite',
    path: mention.at,
    message: `${label} holds ${value} at [${placeOf(bad, shape).join(', ')}]`,
    remedy: finite
      ? 'Scale the problem down: entries above 1e50 overflow in the loss or its gradient.'
      : 'Replace NaN and infinite entries.',
  };
}

/** Where the first such entry of an array is, or its length: looked for once, as millions of entries take a while. */
const looked = new WeakMap<StoredArray['data'], number>();

function firstBad(data: StoredArray['data']): number {
  let bad = looked.get(data) ?? 0;
  while (bad < data.length && Math.abs(data[bad]!) <= LARGEST) bad++;
  looked.set(data, bad);
  return bad;
}

/** The indices of an entry, given its place in the data. */
function placeOf(at: number, shape: readonly number[]): number[] {
  const place: number[] = [];
  let rest = at;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return place;
}

/** “w.npy”, or: array “W” of “w.npz”. */
export function labelOf(mention: ArrayMention): string {
  const path = fileOf(mention) ?? '';
  return isFile(path) ? `“${path}”` : `array “${mention.name}” of “${path}”`;
}

/** Products of four factors of this size still fit into a double. */
const LARGEST = 1e50;

export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? '()' : shape.join('×');
}

export function fail(fault: Fault): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults: [fault] };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
