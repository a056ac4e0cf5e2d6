import type { Fault, Result } from '../../fault.ts';
import type { Matrix } from '../../linalg/matrix.ts';

/** One array of a user's file. */
export interface FileArray {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** Path as written in the experiment → arrays by name. A bare `.npy` file has the one array `data`. */
export type EngineFiles = Readonly<Record<string, Readonly<Record<string, FileArray>>>>;

/** Where an array is meant to come from, in the user's words. */
export interface ArrayMention {
  /** The `.npz`; absent where `name` is a `.npy` of its own. */
  readonly path: string | undefined;
  readonly name: string;
  /** JSON path of the setting that names the array. */
  readonly at: readonly (string | number)[];
  /** JSON path of the setting that names the file. */
  readonly fileAt: readonly (string | number)[];
}

/** The file that holds a mentioned array, or undefined where none is named. */
export function fileOf(mention: ArrayMention): string | undefined {
  return isNpy(mention.name) ? mention.name : mention.path;
}

export function isNpy(name: string): boolean {
  return name.toLowerCase().endsWith('.npy');
}

/** The mentioned array as a finite matrix, or a fault that names file, array and reason. */
export function readMatrix(files: EngineFiles, mention: ArrayMention): Result<Matrix> {
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
      path: isNpy(mention.name) ? mention.at : mention.fileAt,
      message: `The file “${path}” was not read`,
      remedy: 'Check the path; it is relative to the experiment file.',
    });
  const names = Object.keys(arrays);
  const sole = isNpy(path) ? arrays['data'] : undefined;
  const array = sole ?? (Object.hasOwn(arrays, mention.name) ? arrays[mention.name] : undefined);
  if (!array)
    return fail({
      code: 'array-missing',
      path: mention.at,
      message: `“${path}” has no array “${mention.name}”; it has ${names.length > 0 ? names.map(name => `“${name}”`).join(', ') : 'none'}`,
      remedy: 'Name one of the arrays that are there, or save the file again with this one.',
    });
  const label = sole ? `“${path}”` : `array “${mention.name}” of “${path}”`;
  if (array.shape.length !== 2)
    return fail({
      code: 'array-not-a-matrix',
      path: mention.at,
      message: `${capitalised(label)} has ${array.shape.length} dimensions (shape ${shapeText(array.shape)}), expected 2`,
      remedy: 'Save it as a two-dimensional array.',
    });
  const [rows, cols] = array.shape as readonly [number, number];
  if (rows < 1 || cols < 1)
    return fail({
      code: 'array-empty',
      path: mention.at,
      message: `${capitalised(label)} is empty (shape ${shapeText(array.shape)})`,
      remedy: 'Save an array with at least one row and one column.',
    });
  const { data } = array;
  let bad = 0;
  while (bad < data.length && Math.abs(data[bad]!) <= LARGEST) bad++;
  if (bad < data.length) {
    const value = data[bad]!;
    const place = `[${Math.floor(bad / cols)}, ${bad % cols}]`;
    return fail({
      code: Number.isFinite(value) ? 'entry-too-large' : 'entry-not-finite',
      path: mention.at,
      message: `${capitalised(label)} holds ${value} at ${place}`,
      remedy: Number.isFinite(value)
        ? 'Scale the problem down: entries above 1e50 overflow in the loss or its gradient.'
        : 'Replace NaN and infinite entries.',
    });
  }
  return { ok: true, value: { rows, cols, data } };
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
