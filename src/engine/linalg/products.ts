import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { wasmGram, wasmMultiply, worthWasm } from './wasmMatrices.ts';

/** AB; large ones in WASM. Throws if the shapes do not chain. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) throw new RangeError(`cannot multiply ${shape(a)} by ${shape(b)}`);
  if (worthWasm(a.rows * a.cols * b.cols)) return wasmMultiply(a, b);
  const out = zeros(a.rows, b.cols);
  const width = b.cols;
  const x = a.data;
  const y = b.data;
  const z = out.data;
  for (let i = 0; i < a.rows; i++) {
    const to = i * width;
    let l = 0;
    // Four rows of b at a time: one pass over the row of the result serves four products.
    for (; l + 3 < a.cols; l += 4) {
      const at = i * a.cols + l;
      const c0 = x[at]!;
      const c1 = x[at + 1]!;
      const c2 = x[at + 2]!;
      const c3 = x[at + 3]!;
      if (c0 === 0 && c1 === 0 && c2 === 0 && c3 === 0) continue;
      const from = l * width;
      for (let j = 0; j < width; j++) {
        const k = from + j;
        z[to + j] =
          z[to + j]! + c0 * y[k]! + c1 * y[k + width]! + c2 * y[k + 2 * width]! + c3 * y[k + 3 * width]!;
      }
    }
    for (; l < a.cols; l++) {
      const c = x[i * a.cols + l]!;
      if (c === 0) continue;
      const from = l * width;
      for (let j = 0; j < width; j++) z[to + j] = z[to + j]! + c * y[from + j]!;
    }
  }
  return out;
}

/** AᵀB. */
export function multiplyTransposedLeft(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.rows) throw new RangeError(`cannot multiply ${shape(a)} transposed by ${shape(b)}`);
  if (worthWasm(a.rows * a.cols * b.cols)) return wasmMultiply(a, b, { a: true });
  const out = zeros(a.cols, b.cols);
  const width = b.cols;
  for (let l = 0; l < a.rows; l++) {
    for (let i = 0; i < a.cols; i++) {
      const c = a.data[l * a.cols + i]!;
      if (c === 0) continue;
      const to = i * width;
      const from = l * width;
      for (let j = 0; j < width; j++) out.data[to + j] = out.data[to + j]! + c * b.data[from + j]!;
    }
  }
  return out;
}

/** ABᵀ. */
export function multiplyTransposedRight(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.cols) throw new RangeError(`cannot multiply ${shape(a)} by ${shape(b)} transposed`);
  if (worthWasm(a.rows * a.cols * b.rows)) return wasmMultiply(a, b, { b: true });
  const out = zeros(a.rows, b.rows);
  const inner = a.cols;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      let sum = 0;
      for (let l = 0; l < inner; l++) sum += a.data[i * inner + l]! * b.data[j * inner + l]!;
      out.data[i * b.rows + j] = sum;
    }
  }
  return out;
}

/** AᵀBᵀ. */
export function multiplyTransposedBoth(a: Matrix, b: Matrix): Matrix {
  if (a.rows !== b.cols) throw new RangeError(`cannot multiply ${shape(a)} by ${shape(b)}, both transposed`);
  if (worthWasm(a.rows * a.cols * b.rows)) return wasmMultiply(a, b, { a: true, b: true });
  return multiplyTransposedLeft(a, transpose(b));
}

/** AAᵀ, of which only the lower triangle is to be read. */
export function gramOfRows(a: Matrix): Matrix {
  return worthWasm(a.rows * a.rows * a.cols) ? wasmGram(a, true) : multiplyTransposedRight(a, a);
}

/** AᵀA, of which only the lower triangle is to be read. */
export function gramOfColumns(a: Matrix): Matrix {
  return worthWasm(a.rows * a.cols * a.cols) ? wasmGram(a, false) : multiplyTransposedLeft(a, a);
}

export function transpose(a: Matrix): Matrix {
  const out = zeros(a.cols, a.rows);
  // In tiles, so that neither side strides through the whole memory.
  const tile = 32;
  for (let top = 0; top < a.rows; top += tile)
    for (let start = 0; start < a.cols; start += tile)
      for (let i = top; i < Math.min(top + tile, a.rows); i++)
        for (let j = start; j < Math.min(start + tile, a.cols); j++)
          out.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  return out;
}

export function copy(a: Matrix): Matrix {
  return { rows: a.rows, cols: a.cols, data: a.data.slice() };
}

/** factor · A, as a new matrix. */
export function scaled(a: Matrix, factor: number): Matrix {
  const data = new Float64Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = factor * a.data[i]!;
  return { rows: a.rows, cols: a.cols, data };
}

/** A + factor · B, as a new matrix. Throws if the shapes differ. */
export function plus(a: Matrix, b: Matrix, factor = 1): Matrix {
  if (a.rows !== b.rows || a.cols !== b.cols) throw new RangeError(`cannot add ${shape(b)} to ${shape(a)}`);
  const data = new Float64Array(a.data.length);
  for (let i = 0; i < data.length; i++) data[i] = a.data[i]! + factor * b.data[i]!;
  return { rows: a.rows, cols: a.cols, data };
}

/** ‖A‖_F; scaled so that neither tiny nor huge entries are lost. */
export function frobeniusNorm(a: Matrix): number {
  return euclideanNorm(a.data);
}

/** ‖x‖₂ without underflow or overflow. */
export function euclideanNorm(x: Float64Array): number {
  let largest = 0;
  // By index: iterators and callbacks are slow until the compiler has seen them often.
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! / largest) * (x[i]! / largest);
  return largest * Math.sqrt(sum);
}

/** Columns side by side. Throws if the numbers of rows differ. */
export function besides(blocks: readonly Matrix[]): Matrix {
  const rows = blocks[0]?.rows ?? 0;
  const out = zeros(
    rows,
    blocks.reduce((sum, block) => sum + block.cols, 0),
  );
  let offset = 0;
  for (const block of blocks) {
    if (block.rows !== rows) throw new RangeError(`cannot place ${shape(block)} beside ${rows} rows`);
    for (let i = 0; i < rows; i++) {
      const from = i * block.cols;
      const to = i * out.cols + offset;
      for (let j = 0; j < block.cols; j++) out.data[to + j] = block.data[from + j]!;
    }
    offset += block.cols;
  }
  return out;
}

/** Rows on top of each other. Throws if the numbers of columns differ. */
export function above(blocks: readonly Matrix[]): Matrix {
  const cols = blocks[0]?.cols ?? 0;
  const out = zeros(
    blocks.reduce((sum, block) => sum + block.rows, 0),
    cols,
  );
  let offset = 0;
  for (const block of blocks) {
    if (block.cols !== cols) throw new RangeError(`cannot place ${shape(block)} above ${cols} columns`);
    out.data.set(block.data, offset);
    offset += block.data.length;
  }
  return out;
}

/** Columns `indices` of A, in that order. */
export function columns(a: Matrix, indices: readonly number[]): Matrix {
  const out = zeros(a.rows, indices.length);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < indices.length; j++)
      out.data[i * indices.length + j] = a.data[i * a.cols + indices[j]!]!;
  return out;
}

/** Rows `indices` of A, in that order. */
export function rows(a: Matrix, indices: readonly number[]): Matrix {
  const out = zeros(indices.length, a.cols);
  indices.forEach((from, to) =>
    out.data.set(a.data.subarray(from * a.cols, (from + 1) * a.cols), to * a.cols),
  );
  return out;
}

/** Column j of A. */
export function column(a: Matrix, j: number): Float64Array {
  const out = new Float64Array(a.rows);
  for (let i = 0; i < a.rows; i++) out[i] = a.data[i * a.cols + j]!;
  return out;
}

/** The n×n identity. */
export function identity(n: number): Matrix {
  const out = zeros(n, n);
  for (let i = 0; i < n; i++) out.data[i * n + i] = 1;
  return out;
}

/** Largest |AᵀA − I|: how far the columns of A are from orthonormal. */
export function orthonormalityError(a: Matrix): number {
  const gram = multiplyTransposedLeft(a, a);
  let worst = 0;
  for (let i = 0; i < gram.rows; i++)
    for (let j = 0; j < gram.cols; j++)
      worst = Math.max(worst, Math.abs(gram.data[i * gram.cols + j]! - (i === j ? 1 : 0)));
  return worst;
}

function shape(a: Matrix): string {
  return `${a.rows}×${a.cols}`;
}
