import { zeros, type Matrix } from '../linalg/matrix.ts';
import type { Dims, Factors } from '../system.ts';

/** Where the four blocks [A1 | B1ᵀ | A2 | B2ᵀ] of a state lie. Sizes and offsets count doubles. */
export interface Layout {
  readonly dims: Dims;
  readonly rank1: number;
  readonly rank2: number;
  /** Length of every row: the largest of m, h and n, rounded up to a multiple of four. */
  readonly stride: number;
  /** Offsets of A1, B1ᵀ, A2 and B2ᵀ. */
  readonly offsets: readonly [number, number, number, number];
  /** Doubles in a state, padding included. */
  readonly length: number;
}

/** The layout of a state for factors A1 rank1×n, B1 h×rank1, A2 rank2×h, B2 m×rank2. */
export function layoutOf(dims: Dims, rank1: number, rank2: number): Layout {
  const stride = roundUpToFour(Math.max(dims.m, dims.h, dims.n));
  const block1 = rank1 * stride;
  const block2 = rank2 * stride;
  return {
    dims,
    rank1,
    rank2,
    stride,
    offsets: [0, block1, 2 * block1, 2 * block1 + block2],
    length: 2 * (block1 + block2),
  };
}

/** The least multiple of four that is not less than `count`. */
export function roundUpToFour(count: number): number {
  return 4 * Math.ceil(count / 4);
}

/** Writes factors into a state; the padding becomes zero. Throws if a shape is not the layout's. */
export function packFactors(layout: Layout, factors: Factors, state: Float64Array): void {
  const { dims, rank1, rank2, stride, offsets } = layout;
  requireShape('A1', factors.A1, rank1, dims.n);
  requireShape('B1', factors.B1, dims.h, rank1);
  requireShape('A2', factors.A2, rank2, dims.h);
  requireShape('B2', factors.B2, dims.m, rank2);
  state.fill(0);
  copyRows(factors.A1, state, offsets[0], stride);
  copyColumns(factors.B1, state, offsets[1], stride);
  copyRows(factors.A2, state, offsets[2], stride);
  copyColumns(factors.B2, state, offsets[3], stride);
}

/** The factors in a state, as fresh matrices. */
export function unpackFactors(layout: Layout, state: Float64Array): Factors {
  const { dims, rank1, rank2, stride, offsets } = layout;
  return {
    A1: rowsOf(state, offsets[0], stride, rank1, dims.n),
    B1: columnsOf(state, offsets[1], stride, dims.h, rank1),
    A2: rowsOf(state, offsets[2], stride, rank2, dims.h),
    B2: columnsOf(state, offsets[3], stride, dims.m, rank2),
  };
}

/** Writes the rows of a matrix at `offset`, one every `stride` doubles. */
export function copyRows(source: Matrix, target: Float64Array, offset: number, stride: number): void {
  const { rows, cols, data } = source;
  for (let i = 0; i < rows; i++) target.set(data.subarray(i * cols, (i + 1) * cols), offset + i * stride);
}

/** Writes the columns of a matrix at `offset`, one every `stride` doubles. */
export function copyColumns(source: Matrix, target: Float64Array, offset: number, stride: number): void {
  const { rows, cols, data } = source;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) target[offset + j * stride + i] = data[i * cols + j]!;
  }
}

function rowsOf(state: Float64Array, offset: number, stride: number, rows: number, cols: number): Matrix {
  const matrix = zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    matrix.data.set(state.subarray(offset + i * stride, offset + i * stride + cols), i * cols);
  }
  return matrix;
}

function columnsOf(state: Float64Array, offset: number, stride: number, rows: number, cols: number): Matrix {
  const matrix = zeros(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) matrix.data[i * cols + j] = state[offset + j * stride + i]!;
  }
  return matrix;
}

function requireShape(name: string, matrix: Matrix, rows: number, cols: number): void {
  if (matrix.rows !== rows || matrix.cols !== cols) {
    throw new RangeError(`${name} is ${matrix.rows}×${matrix.cols}, expected ${rows}×${cols}`);
  }
}
