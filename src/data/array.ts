/** Numbers as they are kept: doubles, or single precision and bytes where a caller asks for them as they are stored. */
export type StoredNumbers = Float64Array | Float32Array | Uint8Array;

/** Numbers read from a user's file: a shape and the entries in C order (the last index runs fastest). */
export interface NumericArray {
  readonly shape: readonly number[];
  readonly data: StoredNumbers;
}

/** Arrays of one file by name. A file of a single array, such as `.npy` and IDX, calls it `data`. */
export type NumericArrays = Readonly<Record<string, NumericArray>>;

/** The name under which the only array of a `.npy` or IDX file is known. */
export const BARE_ARRAY = 'data';

/** Largest array that is read: 2²⁷ numbers, 1 GiB as float64. */
export const MAX_ELEMENTS = 2 ** 27;

/** `10×100`, or `a single number` for a shape without dimensions. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? 'a single number' : shape.join('×');
}
