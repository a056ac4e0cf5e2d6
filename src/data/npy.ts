import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS, shapeText, type NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { readNpyHeader } from './npyHeader.ts';

/**
 * Reads one `.npy` array of float32 or float64, little-endian, in C or Fortran order. Everything else is a fault.
 * Entries are returned as they are, NaN and infinity included: whoever uses them judges them.
 * @param label names file and array in messages, for example `weights.npz, array W1`
 */
export function parseNpy(bytes: Uint8Array, label: string): Result<NumericArray> {
  const header = readNpyHeader(bytes, label);
  if (!header.ok) return header;
  const { descr, fortranOrder, shape, dataOffset } = header.value;
  const width = numberWidth(descr);
  if (width === null) return refuse('npy-dtype', `${label}: ${dtypeReason(descr)}`, dtypeRemedy(descr));

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
  const flat = readNumbers(bytes, dataOffset, count, width);
  return { ok: true, value: { shape, data: fortranOrder ? toCOrder(flat, shape) : flat } };
}

/** Bytes a number takes where the type can be read, else null. */
function numberWidth(descr: string): 4 | 8 | null {
  if (descr === '<f8') return 8;
  return descr === '<f4' ? 4 : null;
}

function dtypeReason(descr: string): string {
  if (descr.startsWith('>')) return `big-endian numbers (${descr}) cannot be read`;
  const kind = descr.replace(/^[<|=]/, '');
  if (kind.startsWith('O')) return 'it holds Python objects, which are never unpickled';
  if (/^[iu]\d/.test(kind)) return `integers (${descr}) cannot be read, only float64 and float32`;
  if (kind.startsWith('c')) return `complex numbers (${descr}) cannot be read, only float64 and float32`;
  return `numbers of type ${descr} cannot be read, only float64 and float32`;
}

function dtypeRemedy(descr: string): string {
  const real = /^[<|=>]?c/.test(descr) ? '.real' : '';
  return `convert it in NumPy: array${real}.astype('<f8')`;
}

function readNumbers(bytes: Uint8Array, offset: number, count: number, width: 4 | 8): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * width);
  const data = new Float64Array(count);
  if (width === 8) for (let i = 0; i < count; i++) data[i] = view.getFloat64(8 * i, true);
  else for (let i = 0; i < count; i++) data[i] = view.getFloat32(4 * i, true);
  return data;
}

/** Reorders numbers whose first index runs fastest into C order. */
function toCOrder(flat: Float64Array, shape: readonly number[]): Float64Array {
  if (shape.length < 2) return flat;
  const out = new Float64Array(flat.length);
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
