import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS, shapeText, type NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { FORMAT_BYTES, readNumbers, type Keep, type NumberFormat } from './numbers.ts';

/** Types of the IDX format, the third byte of a file. */
const FORMATS: Readonly<Record<number, NumberFormat>> = {
  ...{ 8: 'u8', 9: 'i8', 11: 'i16', 12: 'i32' },
  ...{ 13: 'f32', 14: 'f64' },
};

/** True where the bytes begin like an IDX file, the format of MNIST: two zeros, a type, and how many dimensions. */
export function isIdx(bytes: Uint8Array): boolean {
  const [zero, zeroToo, type = 0, dimensions = 0] = bytes;
  return zero === 0 && zeroToo === 0 && FORMATS[type] !== undefined && dimensions >= 1 && dimensions <= 8;
}

/** Reads the array of bytes that begin like an IDX file (`isIdx`): big-endian numbers in C order. */
export function parseIdx(bytes: Uint8Array, file: string, keep: Keep): Result<NumericArray> {
  const format = FORMATS[bytes[2]!]!;
  const offset = 4 + 4 * bytes[3]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < offset) return truncated(file, 'the file ends within its header');
  const shape: number[] = [];
  for (let at = 4; at < offset; at += 4) shape.push(view.getUint32(at));
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === 0)
    return refuse('npy-empty', `${file}: the array is empty (shape ${shapeText(shape)})`, 'give examples');
  if (count > MAX_ELEMENTS) {
    const message = `${file}: shape ${shapeText(shape)} is more than ${MAX_ELEMENTS} numbers`;
    return refuse('npy-too-large', message, 'keep fewer examples');
  }
  const needed = count * FORMAT_BYTES[format];
  if (bytes.length - offset < needed) {
    const has = `needs ${needed} bytes of numbers, the file has ${bytes.length - offset}`;
    return truncated(file, `shape ${shapeText(shape)} ${has}`);
  }
  // never null: no type of the format has 64-bit integers
  const data = readNumbers(bytes, { format, offset, count, littleEndian: false }, keep)!;
  return { ok: true, value: { shape, data } };
}

function truncated(file: string, reason: string): Result<never> {
  return refuse('idx-truncated', `${file}: ${reason}`, 'copy or download the file again');
}
