import type { Factors, System } from '../system.ts';

/** A state vector inside a kernel's own memory. Only the kernel that made it can use it. */
export type Vector = number & { readonly vector: unique symbol };

/**
 * The hot path of gradient flow: state vectors in one arena, and the few operations an integrator needs.
 * Two implementations do the same: WASM SIMD (`wasm`) and plain TypeScript (`typescript`, oracle and fallback).
 *
 * A state is four blocks [A1 | B1ᵀ | A2 | B2ᵀ], each rank×ld with rows contiguous along the large dimension and
 * ld = the large dimensions' maximum rounded up to a multiple of four; padding is zero and stays zero.
 * Blocks 0–1 hold rank1 rows, blocks 2–3 rank2 rows.
 */
export interface Kernel {
  readonly name: 'wasm' | 'typescript';
  /** Number of doubles in a state, padding included. */
  readonly length: number;
  /** A fresh zero vector. */
  allocate(): Vector;
  /** Copies factors into a vector, and back. */
  write(vector: Vector, factors: Factors): void;
  read(vector: Vector): Factors;
  /**
   * The vector's own memory, `length` doubles laid out as `layoutOf` (kernel/layout.ts) says: reads see the state, writes
   * change it (padding must stay zero). Valid until the kernel allocates again; not for keeping.
   */
  view(vector: Vector): Float64Array;
  /** out = −∇L(y), the right-hand side of the flow. */
  gradient(y: Vector, out: Vector): void;
  /**
   * out = base + Σ coefficients[i]·vectors[i], up to 32 vectors; a null base is zero. `out` may be base, or one of the
   * vectors. The cost is that of reading the vectors once: a point of a dense output is cheaper as one combination of all
   * the stages, with coefficients worked out in numbers, than through polynomials that are vectors themselves.
   */
  combine(
    out: Vector,
    base: Vector | null,
    coefficients: readonly number[],
    vectors: readonly Vector[],
  ): void;
  /** Squared Euclidean norm of each of the four blocks, into `norms` (length 4). */
  blockNorms(vector: Vector, norms: Float64Array): void;
  /** Σ over all entries of x·y. */
  dot(x: Vector, y: Vector): number;
  /** L = ½‖E‖²_F without cancellation (from E itself, or by thin QR of its two factors). */
  loss(y: Vector): number;
  /**
   * The loss at the state of the last `gradient` or `stage`, which must not have changed since. Nearly free, from what
   * that gradient left behind; at least eight digits, because it falls back on `loss` where more than that would cancel.
   */
  lossOfGradient(): number;
  /**
   * E = Δ − F split by the target's top direction (the probes u and v), into `parts` (length 4): e = uᵀEv, and the squared
   * norms of the column (I − uuᵀ)Ev, the row uᵀE(I − vvᵀ) and the bulk (I − uuᵀ)E(I − vvᵀ). Computed as `loss` is, without
   * cancellation; L = ½(e² + the three). Returns the very number that `loss` gives, which costs nothing where E is formed.
   */
  residualParts(y: Vector, parts: Float64Array): number;
  /**
   * One stage of a Runge–Kutta step in one call: state = base + Σ (step·coefficients[i])·vectors[i], and
   * out = −∇L(state). `state` may be base; `out` must be neither state, base nor one of the vectors.
   */
  stage(
    state: Vector,
    base: Vector,
    step: number,
    coefficients: readonly number[],
    vectors: readonly Vector[],
    out: Vector,
  ): void;
  /**
   * The end of an embedded Runge–Kutta step in one pass: out = base + Σ (step·weights[i])·vectors[i], and for each of
   * the four blocks b, in sums[4b…4b+3]: ‖Σ first[i]·vectors[i]‖², ‖Σ second[i]·vectors[i]‖², ‖base‖² and ‖out‖².
   * `first` and `second` are the coefficients of two error estimates (for DOP853 those of order 5 and 3). `out` may be base.
   */
  endStep(
    out: Vector,
    base: Vector,
    step: number,
    weights: readonly number[],
    first: readonly number[],
    second: readonly number[],
    vectors: readonly Vector[],
    sums: Float64Array,
  ): void;
  /** Leaves the kernel's memory to the next one made; neither it nor its views may be used afterwards. */
  release?(): void;
}

/** Makes a kernel for one system. */
export type KernelFactory = (system: System) => Kernel;
