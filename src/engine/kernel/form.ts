import type { Dims } from '../system.ts';

/**
 * How a kernel computes the gradient.
 *
 * `residual` forms E = Δ − (W2B1)A1s − … entry by entry (the difference form of theory.md, Model and flow): best for small problems,
 * for targets of high rank, and for losses far below the target's. `factored` never forms E: with E = LᵀKQ of rank
 * k + r1 + r2 it needs two Gram matrices and two tall-skinny products, linear in m + n.
 */
export type GradientForm = 'residual' | 'factored';

/** How a kernel computes the loss: from the entries of E, or by thin QR of the two factors of E. */
export type LossForm = 'residual' | 'qr';

/** Up to this many entries of E the entry-wise forms are used whatever the flop counts say: E is then cheap, and exact. */
const SMALL_GRADIENT = 400;
const SMALL_LOSS = 4096;

/**
 * The form of the gradient for these sizes: `residual` if m·n ≤ 400 or if it needs no more flops than `factored`.
 * A fixed rule in the sizes alone, so that a run has the same bits everywhere.
 */
export function gradientForm(dims: Dims, rank1: number, rank2: number, k: number): GradientForm {
  const entries = dims.m * dims.n;
  if (entries <= SMALL_GRADIENT) return 'residual';
  return residualFlops(dims, rank1, rank2) <= factoredFlops(dims, rank1, rank2, k) ? 'residual' : 'factored';
}

/** The form of the loss: entry-wise where the gradient is, or for m·n ≤ 4096; else by thin QR. */
export function lossForm(dims: Dims, rank1: number, rank2: number, k: number): LossForm {
  if (dims.m * dims.n <= SMALL_LOSS) return 'residual';
  return gradientForm(dims, rank1, rank2, k) === 'residual' ? 'residual' : 'qr';
}

/** Flops of the entry-wise gradient that depend on the form: E, and its four products. */
function residualFlops(dims: Dims, rank1: number, rank2: number): number {
  return 6 * dims.m * dims.n * (rank1 + rank2);
}

/** Flops of the factored gradient that depend on the form: the Grams without their target block, and the products. */
function factoredFlops(dims: Dims, rank1: number, rank2: number, k: number): number {
  const r = rank1 + rank2;
  const w = k + r;
  return (dims.m + dims.n) * (w * w - k * k + 2 * w * r);
}
