import type { Layout } from '../kernel/layout.ts';
import type { System } from '../system.ts';
import { timesColumn, timesRow } from './frozenProducts.ts';
import { smallSingularValues } from './smallSingularValues.ts';
import { thinTriangle, timesTransposedTriangle } from './thinTriangle.ts';

/**
 * The learned map F = s·W2·B1·A1 + s·B2·A2·M1 as left·rightᵀ with r1 + r2 columns, M1 = W1 + s·B1·A1. Each column is
 * contiguous, one every `stride` doubles: left holds s·W2·B1 and s·B2, right holds A1ᵀ and (A2·M1)ᵀ.
 */
export class LearnedMap {
  readonly count: number;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly #system: System;
  readonly #layout: Layout;
  readonly #triangleLeft: Float64Array;
  readonly #triangleRight: Float64Array;
  readonly #product: Float64Array;
  readonly #workspace: Float64Array;

  constructor(system: System, layout: Layout) {
    const count = layout.rank1 + layout.rank2;
    this.#system = system;
    this.#layout = layout;
    this.count = count;
    this.left = new Float64Array(count * layout.stride);
    this.right = new Float64Array(count * layout.stride);
    this.#workspace = new Float64Array(count * layout.stride);
    this.#triangleLeft = new Float64Array(count * count);
    this.#triangleRight = new Float64Array(count * count);
    this.#product = new Float64Array(count * count);
  }

  /** Takes the two factors from the adapters in `state`. */
  update(state: Float64Array): void {
    const { dims, rank1, rank2, stride, offsets } = this.#layout;
    const { W2, W1, scaling } = this.#system;
    const { left, right } = this;
    for (let i = 0; i < rank1; i++) {
      timesColumn(W2, state, offsets[1] + i * stride, left, i * stride);
      for (let p = 0; p < dims.m; p++) left[i * stride + p] = scaling * left[i * stride + p]!;
      for (let q = 0; q < dims.n; q++) right[i * stride + q] = state[offsets[0] + i * stride + q]!;
    }
    for (let i = 0; i < rank2; i++) {
      const at = (rank1 + i) * stride;
      const row2 = offsets[2] + i * stride;
      for (let p = 0; p < dims.m; p++) left[at + p] = scaling * state[offsets[3] + i * stride + p]!;
      timesRow(W1, state, row2, right, at);
      for (let j = 0; j < rank1; j++) {
        const weight = scaling * dot(state, row2, state, offsets[1] + j * stride, dims.h);
        const from = offsets[0] + j * stride;
        for (let q = 0; q < dims.n; q++) right[at + q] = right[at + q]! + weight * state[from + q]!;
      }
    }
  }

  /** Singular values of F, descending, into `values` (`count` numbers; the last ones are zero where F has lower rank). */
  singularValues(values: Float64Array): void {
    const { dims, stride } = this.#layout;
    this.#workspace.set(this.left);
    thinTriangle(this.#workspace, this.count, dims.m, stride, this.#triangleLeft);
    this.#workspace.set(this.right);
    thinTriangle(this.#workspace, this.count, dims.n, stride, this.#triangleRight);
    timesTransposedTriangle(this.count, this.#triangleLeft, this.#triangleRight, this.#product);
    smallSingularValues(this.count, this.#product, values);
  }
}

/** Σ x[xAt + i]·y[yAt + i] over `length` entries. */
export function dot(x: Float64Array, xAt: number, y: Float64Array, yAt: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[xAt + i]! * y[yAt + i]!;
  return sum;
}
