import { largestDiagonal, symmetricEigen } from './symmetricEigen.ts';

/** Where one adapter's factors lie in a state: rows of A (length `inner`) and rows of Bᵀ (length `outer`). */
export interface AdapterRows {
  readonly rank: number;
  readonly stride: number;
  readonly offsetA: number;
  readonly offsetB: number;
  /** Row length of A: n for adapter 1, h for adapter 2. */
  readonly inner: number;
  /** Row length of Bᵀ: h for adapter 1, m for adapter 2. */
  readonly outer: number;
}

/**
 * The r×r products A·Aᵀ and Bᵀ·B of one adapter, and the spectrum of Z = (B; Aᵀ) from ZᵀZ = AAᵀ + BᵀB. Everything the
 * alignment, the norms and the conserved quantity need.
 */
export class AdapterGrams {
  readonly rows: AdapterRows;
  /** A·Aᵀ, row-major. */
  readonly gramA: Float64Array;
  /** Bᵀ·B, row-major. */
  readonly gramB: Float64Array;
  /** ‖A‖²_F and ‖B‖²_F. */
  normA2 = 0;
  normB2 = 0;
  /** Right singular vectors of Z as columns (rank×rank), unordered; `topColumn` is the one of the largest. */
  readonly directions: Float64Array;
  topColumn = 0;
  /** Squared singular values of Z, in the order of `directions`. */
  readonly squares: Float64Array;
  readonly #work: Float64Array;

  constructor(rows: AdapterRows) {
    const size = rows.rank * rows.rank;
    this.rows = rows;
    this.gramA = new Float64Array(size);
    this.gramB = new Float64Array(size);
    this.directions = new Float64Array(size);
    this.squares = new Float64Array(rows.rank);
    this.#work = new Float64Array(size);
  }

  /** Takes the products of the factors in `state`. */
  update(state: Float64Array): void {
    const { rank, stride, offsetA, offsetB, inner, outer } = this.rows;
    rowGram(state, offsetA, stride, rank, inner, this.gramA);
    rowGram(state, offsetB, stride, rank, outer, this.gramB);
    this.normA2 = trace(rank, this.gramA);
    this.normB2 = trace(rank, this.gramB);
    for (let i = 0; i < this.#work.length; i++) this.#work[i] = this.gramA[i]! + this.gramB[i]!;
    symmetricEigen(rank, this.#work, this.directions);
    this.topColumn = largestDiagonal(rank, this.#work);
    for (let i = 0; i < rank; i++) this.squares[i] = Math.max(0, this.#work[i * rank + i]!);
  }

  /** ‖Z‖₂. */
  norm(): number {
    return Math.sqrt(this.squares[this.topColumn]!);
  }

  /** Z·r̂ for the right singular vector r̂ in `column` of `directions`: B·r̂ into `outer`, Aᵀ·r̂ into `inner`. */
  combine(state: Float64Array, column: number, outer: Float64Array, inner: Float64Array): void {
    const { rank, stride, offsetA, offsetB } = this.rows;
    outer.fill(0);
    inner.fill(0);
    for (let i = 0; i < rank; i++) {
      const weight = this.directions[i * rank + column]!;
      addRow(outer, weight, state, offsetB + i * stride);
      addRow(inner, weight, state, offsetA + i * stride);
    }
  }

  /** ‖Z‖²_F. */
  frobenius2(): number {
    return this.normA2 + this.normB2;
  }
}

function addRow(out: Float64Array, weight: number, state: Float64Array, row: number): void {
  for (let k = 0; k < out.length; k++) out[k] = out[k]! + weight * state[row + k]!;
}

/** Inner products of `count` rows of the given length, one every `stride` from `offset` on: count×count, row-major. */
export function rowGram(
  state: Float64Array,
  offset: number,
  stride: number,
  count: number,
  length: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const x = offset + i * stride;
    for (let j = i; j < count; j++) {
      const y = offset + j * stride;
      let sum = 0;
      for (let k = 0; k < length; k++) sum += state[x + k]! * state[y + k]!;
      out[i * count + j] = sum;
      out[j * count + i] = sum;
    }
  }
}

function trace(size: number, matrix: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += matrix[i * size + i]!;
  return sum;
}
