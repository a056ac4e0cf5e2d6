import { lossForm } from '../kernel/form.ts';
import type { Layout } from '../kernel/layout.ts';
import type { System } from '../system.ts';
import { dot, type LearnedMap } from './learnedMap.ts';
import { thinTriangle, timesTransposedTriangle } from './thinTriangle.ts';

/**
 * The residual E = Δ − F split by the target's top direction: e = uᵀEv, the column (I − uuᵀ)Ev, the row uᵀE(I − vvᵀ) and
 * the bulk (I − uuᵀ)E(I − vvᵀ). Entry by entry where E is small, else by thin QR of E's two factors. The blocks are
 * formed without subtracting what is not there: in a basis in which u and v are axes they carry no cancellation.
 */
export class ResidualBlocks {
  /** e = uᵀEv. */
  signal = 0;
  /** Squared Frobenius norms of the column, the row and the bulk. */
  column2 = 0;
  row2 = 0;
  bulk2 = 0;
  readonly #system: System;
  readonly #layout: Layout;
  readonly #delta: Float64Array;
  /** E, m×n, in the entry-wise form; the projected factors of E as columns in the other. */
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  readonly #count: number;
  readonly #Ev: Float64Array;
  readonly #uE: Float64Array;
  readonly #triangleLeft: Float64Array;
  readonly #triangleRight: Float64Array;
  readonly #product: Float64Array;
  readonly #onU: Float64Array;
  readonly #onV: Float64Array;

  constructor(system: System, layout: Layout) {
    const { dims, target } = system;
    const k = target.strengths.length;
    const entrywise = lossForm(dims, layout.rank1, layout.rank2, k) === 'residual';
    this.#system = system;
    this.#layout = layout;
    this.#count = entrywise ? 0 : k + layout.rank1 + layout.rank2;
    this.#delta = entrywise ? denseTarget(system) : new Float64Array(0);
    this.#left = new Float64Array(entrywise ? dims.m * dims.n : this.#count * layout.stride);
    this.#right = new Float64Array(this.#count * layout.stride);
    this.#Ev = new Float64Array(dims.m);
    this.#uE = new Float64Array(dims.n);
    this.#triangleLeft = new Float64Array(this.#count * this.#count);
    this.#triangleRight = new Float64Array(this.#count * this.#count);
    this.#product = new Float64Array(this.#count * this.#count);
    this.#onU = new Float64Array(this.#count);
    this.#onV = new Float64Array(this.#count);
  }

  /** Takes the blocks of Δ − F from the current factors of F. */
  update(map: LearnedMap): void {
    if (this.#count === 0) this.#updateEntries(map);
    else this.#updateFactors(map);
  }

  /** L_S = ½e². */
  signalLoss(): number {
    return 0.5 * this.signal * this.signal;
  }

  /** L_N = ½‖E − e·uvᵀ‖²_F. */
  noiseLoss(): number {
    return 0.5 * (this.column2 + this.row2 + this.bulk2);
  }

  #updateEntries(map: LearnedMap): void {
    const { m, n } = this.#system.dims;
    const { u, v } = this.#system.probes;
    const { stride } = this.#layout;
    const { left, right, count } = map;
    const E = this.#left;
    E.set(this.#delta);
    for (let c = 0; c < count; c++) {
      for (let i = 0; i < m; i++) {
        const weight = left[c * stride + i]!;
        if (weight === 0) continue;
        for (let j = 0; j < n; j++) E[i * n + j] = E[i * n + j]! - weight * right[c * stride + j]!;
      }
    }
    const Ev = this.#Ev;
    const uE = this.#uE;
    uE.fill(0);
    let e = 0;
    for (let i = 0; i < m; i++) {
      const x = dot(E, i * n, v, 0, n);
      Ev[i] = x;
      e += u[i]! * x;
      const weight = u[i]!;
      for (let j = 0; j < n; j++) uE[j] = uE[j]! + weight * E[i * n + j]!;
    }
    this.signal = e;
    this.column2 = squaredDistance(Ev, u, e, m);
    this.row2 = squaredDistance(uE, v, e, n);
    let bulk = 0;
    for (let i = 0; i < m; i++) {
      const x = Ev[i]! - e * u[i]!;
      const y = u[i]!;
      for (let j = 0; j < n; j++) {
        const entry = E[i * n + j]! - y * uE[j]! - x * v[j]!;
        bulk += entry * entry;
      }
    }
    this.bulk2 = bulk;
  }

  #updateFactors(map: LearnedMap): void {
    const { dims, target, probes } = this.#system;
    const { m, n } = dims;
    const { stride } = this.#layout;
    const k = target.strengths.length;
    const count = this.#count;
    const left = this.#left;
    const right = this.#right;
    for (let l = 0; l < k; l++) {
      for (let i = 0; i < m; i++) left[l * stride + i] = target.strengths[l]! * target.left.data[i * k + l]!;
      for (let j = 0; j < n; j++) right[l * stride + j] = target.right.data[j * k + l]!;
    }
    for (let c = 0; c < map.count; c++) {
      const at = (k + c) * stride;
      for (let i = 0; i < m; i++) left[at + i] = -map.left[c * stride + i]!;
      for (let j = 0; j < n; j++) right[at + j] = map.right[c * stride + j]!;
    }
    let e = 0;
    for (let c = 0; c < count; c++) {
      this.#onU[c] = project(left, c * stride, probes.u, m);
      this.#onV[c] = project(right, c * stride, probes.v, n);
      e += this.#onU[c]! * this.#onV[c]!;
    }
    this.signal = e;
    this.column2 = combinationNorm2(left, this.#onV, count, stride, m, this.#Ev);
    this.row2 = combinationNorm2(right, this.#onU, count, stride, n, this.#uE);
    thinTriangle(left, count, m, stride, this.#triangleLeft);
    thinTriangle(right, count, n, stride, this.#triangleRight);
    timesTransposedTriangle(count, this.#triangleLeft, this.#triangleRight, this.#product);
    this.bulk2 = dot(this.#product, 0, this.#product, 0, count * count);
  }
}

/** Removes from x its component along the unit vector u, and returns that component. */
function project(x: Float64Array, at: number, u: Float64Array, length: number): number {
  const component = dot(x, at, u, 0, length);
  for (let i = 0; i < length; i++) x[at + i] = x[at + i]! - component * u[i]!;
  return component;
}

/** ‖Σ weights[c]·columns[c]‖², with the sum in `work`. */
function combinationNorm2(
  columns: Float64Array,
  weights: Float64Array,
  count: number,
  stride: number,
  length: number,
  work: Float64Array,
): number {
  work.fill(0);
  for (let c = 0; c < count; c++) {
    for (let i = 0; i < length; i++) work[i] = work[i]! + weights[c]! * columns[c * stride + i]!;
  }
  return dot(work, 0, work, 0, length);
}

/** ‖x − e·u‖². */
function squaredDistance(x: Float64Array, u: Float64Array, e: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const d = x[i]! - e * u[i]!;
    sum += d * d;
  }
  return sum;
}

function denseTarget(system: System): Float64Array {
  const { dims, target } = system;
  if (target.dense !== undefined) return Float64Array.from(target.dense.data);
  const k = target.strengths.length;
  const delta = new Float64Array(dims.m * dims.n);
  for (let l = 0; l < k; l++) {
    for (let i = 0; i < dims.m; i++) {
      const weight = target.strengths[l]! * target.left.data[i * k + l]!;
      for (let j = 0; j < dims.n; j++) {
        delta[i * dims.n + j] = delta[i * dims.n + j]! + weight * target.right.data[j * k + l]!;
      }
    }
  }
  return delta;
}
