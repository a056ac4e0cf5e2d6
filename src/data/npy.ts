import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS, shapeText, type NumericArray, type StoredNumbers } from './array.ts';
import { refuse } from './fault.ts';
import { readNpyHeader } from './npyHeader.ts';
import { FORMAT_BYTES, readNumbers, type Keep, type NumberFormat } from './numbers.ts';

/** NumPy's names of the types that are read, byte order first. */
const FORMATS: Readonly<Record<string, NumberFormat>> = {
  ...{ '<f8': 'f64', '<f4': 'f32', '<f2': 'f16' },
  ...{ '<i8': 'i64', '<i4': 'i32', '<i2': 'i16', '|i1': 'i8' },
  ...{ '<u8': 'u64', '<u4': 'u32', '<u2': 'u16', '|u1': 'u8' },
  '|b1': 'bool',
};

/**
 * Reads one `.npy` array of real numbers, integers or booleans, little-endian, in C or Fortran order. Everything else is a
 * fault. Entries are returned as they are, NaN and infinity included: whoever uses them judges them.
 * @param label names file and array in messages, for example `weights.npz, array W1`
 */
export function parseNpy(bytes: Uint8Array, label: string, keep: Keep = 'float64'): Result<NumericArray> {
  const header = readNpyHeader(bytes, label);
  if (!header.ok) return header;
  const { descr, fortranOrder, shape, dataOffset } = header.value;
  const format = Object.hasOwn(FORMATS, descr) ? FORMATS[descr] : undefined;
  if (format === undefined) return refuse('npy-dtype', `${label}: ${dtypeReason(descr)}`, dtypeRemedy(descr));
  const width = FORMAT_BYTES[format];

  // A product of non-negative factors only grows: past the limit it can be judged without being exact.
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === 0) {
    return refuse(
      'npy-empty',
      `${label}: the array is empty (shape ${shapeText(shape)})`,
      'save a matrix with entries',
    );
  }
  if (count > MAX_ELEMENTS) {
    return refuse(
      'npy-too-large',
      `${label}: shape ${shapeText(shape)} is more than ${MAX_ELEMENTS} numbers`,
      'use a smaller matrix, or its leading singular directions',
    );
  }
  const available = bytes.length - dataOffset;
  if (available < count * width) {
    return refuse(
      'npy-truncated',
      `${label}: shape ${shapeText(shape)} needs ${count * width} bytes of numbers, the file has ${available}`,
      'copy or save the file again',
    );
  }
  const flat = readNumbers(bytes, { format, offset: dataOffset, count, littleEndian: true }, keep);
  if (flat === null) return beyondDouble(label);
  return { ok: true, value: { shape, data: fortranOrder ? toCOrder(flat, shape) : flat } };
}

/** Integers that no double holds. */
export function beyondDouble(label: string): Result<never> {
  return refuse(
    'integer-too-large',
    `${label}: it holds integers beyond 2⁵³, which float64 cannot tell apart`,
    'save smaller integers, such as class numbers from 0 on',
  );
}

function dtypeReason(descr: string): string {
  if (descr.startsWith('>')) return `big-endian numbers (${descr}) cannot be read`;
  const kind = descr.replace(/^[<|=]/, '');
  if (kind.startsWith('O')) return 'it holds Python objects, which are never unpickled';
  if (kind.startsWith('c')) return `complex numbers (${descr}) cannot be read, only real ones`;
  return `entries of type ${descr} cannot be read, only real numbers, integers and booleans`;
}

function dtypeRemedy(descr: string): string {
  const real = /^[<|=>]?c/.test(descr) ? '.real' : '';
  return `convert it in NumPy: array${real}.astype('<f8')`;
}

/** Reorders numbers whose first index runs fastest into C order. */
function toCOrder(flat: StoredNumbers, shape: readonly number[]): StoredNumbers {
  if (shape.length < 2) return flat;
  const out = flat.slice();
  const index = new Array<number>(shape.length).fill(0);
  const strides: number[] = [];
  let stride = 1;
  for (const size of shape) {
    strides.push(stride);
    stride *= size;
  }
  let from = 0;
  for (let to = 0; to < out.length; to++) {
    out[to] = flat[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return out;
}
