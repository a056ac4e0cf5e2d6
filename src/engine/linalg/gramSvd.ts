import type { Svd } from './jacobiSvd.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import {
  above,
  gramOfColumns,
  gramOfRows,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  plus,
  rows,
  transpose,
} from './products.ts';
import { wasmSymmetricEigen } from './wasmMatrices.ts';

/**
 * Squaring loses the digits of small singular values. A level of the decomposition therefore takes those within this ratio of
 * the largest, and leaves the rest to the next level, where they are large.
 */
const LEVEL = 1e-2;

/** Entries up to this factor from 1 stay as they are; beyond, they are scaled in steps of 2^20. */
const NEAR_ONE = 1e-6;
const NEAR_STEP = 1048576;

/** Singular values below this part of the largest, times the size, are zero. */
const NOTHING = 1e-16;

/**
 * Thin SVD of a large matrix (rows ≥ cols) by eigenvectors of AᵀA, in levels: many times as fast as Golub–Reinsch, and as
 * accurate, that is, to rounding of the largest singular value. Columns of U that belong to zero are zero. Null where the
 * images of eigenvectors are too far from orthogonal to go on.
 */
export function gramSvd(a: Matrix): Svd | null {
  const scale = powerOfTwoNear(a);
  if (scale !== 1) {
    const scaled = gramSvd({ ...a, data: a.data.map(value => value / scale) });
    return scaled && { ...scaled, values: scaled.values.map(value => value * scale) };
  }
  const p = a.cols;
  const left: Matrix[] = [];
  const right: Matrix[] = [];
  const values: number[] = [];
  let rest = a;
  // Columns of `rest` are images of these rows.
  let directions: Matrix | null = null;
  while (rest.cols > 0) {
    const { values: squares, rows: vectors } = wasmSymmetricEigen(gramOfColumns(rest));
    const top = Math.sqrt(Math.max(0, squares[0]!));
    if (top <= NOTHING * p * (values[0] ?? 0) || top === 0) {
      right.push(directions ?? vectors);
      left.push(zeros(rest.cols, a.rows));
      values.push(...Array.from({ length: rest.cols }, () => 0));
      break;
    }
    const kept = squares.filter(square => square > LEVEL * LEVEL * squares[0]!).length;
    const taken = rowRange(vectors, 0, kept);
    const images = multiplyTransposedRight(taken, rest);
    const norms = normaliseRows(images);
    const unit = orthonormalRows(images);
    if (unit === null) return null;
    left.push(unit.rows);
    right.push(directions ? multiply(taken, directions) : taken);
    values.push(...norms);
    const others = rowRange(vectors, kept, rest.cols);
    directions = directions ? multiply(others, directions) : others;
    const remaining = multiplyTransposedRight(rest, others);
    rest = plus(remaining, multiplyTransposedLeft(unit.rows, multiply(unit.rows, remaining)), -1);
  }
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[j]! - values[i]! || i - j);
  return {
    U: inOrder(left, order),
    values: Float64Array.from(order, i => values[i]!),
    V: inOrder(right, order),
  };
}

/** The rows of all blocks, in the given order, as columns. */
function inOrder(blocks: readonly Matrix[], order: readonly number[]): Matrix {
  const all = blocks.length === 1 ? blocks[0]! : above(blocks);
  return transpose(order.every((from, to) => from === to) ? all : rows(all, order));
}

/** A power of two that brings the largest entry to the order of 1, so that squares neither vanish nor overflow; 1 if it is there. */
function powerOfTwoNear(a: Matrix): number {
  let largest = 0;
  for (let i = 0; i < a.data.length; i++) largest = Math.max(largest, Math.abs(a.data[i]!));
  if (!(largest > 0 && largest < Infinity)) return 1;
  let scale = 1;
  while (largest / scale < NEAR_ONE) scale /= NEAR_STEP;
  while (largest / scale > 1 / NEAR_ONE) scale *= NEAR_STEP;
  return scale;
}

function rowRange(a: Matrix, start: number, end: number): Matrix {
  return { rows: end - start, cols: a.cols, data: a.data.subarray(start * a.cols, end * a.cols) };
}

/** Divides every row by its norm, in place, and returns the norms. */
export function normaliseRows(a: Matrix): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => {
    const row = a.data.subarray(i * a.cols, (i + 1) * a.cols);
    let square = 0;
    for (let j = 0; j < row.length; j++) square += row[j]! * row[j]!;
    const norm = Math.sqrt(square);
    if (norm > 0) for (let j = 0; j < row.length; j++) row[j] = row[j]! / norm;
    return norm;
  });
}

/**
 * Unit rows that are nearly orthogonal, made orthogonal to second order: each gives up its parts along the rows before it.
 * The lower triangle of `overlaps` holds the inner products as they were. Null where they are too large for one correction.
 */
export function orthonormalRows(unit: Matrix): { readonly rows: Matrix; readonly overlaps: Matrix } | null {
  const overlaps = gramOfRows(unit);
  const n = unit.rows;
  let worst = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) worst = Math.max(worst, Math.abs(overlaps.data[i * n + j]!));
  if (!(worst < 1e-8)) return null;
  if (worst < 1e-13) return { rows: unit, overlaps };
  const before = zeros(n, n);
  for (let i = 0; i < n; i++) before.data.set(overlaps.data.subarray(i * n, i * n + i), i * n);
  return { rows: plus(unit, multiply(before, unit), -1), overlaps };
}
