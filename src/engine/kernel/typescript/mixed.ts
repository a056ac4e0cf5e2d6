import type { Operands } from '../operands.ts';
import { timesFrozen, timesFrozenTransposed, frozenRows, type FrozenRows } from './frozenProducts.ts';
import { addProduct, crossProduct, zeroRows, type Rows } from './products.ts';
import type { State } from './state.ts';

/**
 * The products of the adapters with the frozen factors that both forms of the gradient start from:
 * P = s(W2B1)ᵀ, R = sA2W1 and C = s²A2B1, so that E = Δ − PᵀA1 − B2(R + CA1).
 */
export class Mixed {
  /** P, rank1×m. */
  readonly P: Rows;
  /** R, rank2×n. */
  readonly R: Rows;
  /** C, rank2×rank1. */
  readonly C: Rows;
  readonly W2: FrozenRows;
  readonly W1: FrozenRows;
  private readonly operands: Operands;

  constructor(operands: Operands, P: Rows, R: Rows) {
    const { rank1, rank2, stride } = operands.layout;
    this.operands = operands;
    this.P = P;
    this.R = R;
    this.C = zeroRows(rank2, rank1);
    this.W2 = frozenRows(operands.W2, stride);
    this.W1 = frozenRows(operands.W1, stride);
  }

  /** Sets P, R and C at y. */
  mix(y: State): void {
    const { rank1, rank2, stride } = this.operands.layout;
    timesFrozenTransposed(this.P, y.B1, rank1, this.W2);
    timesFrozen(this.R, y.A2, rank2, this.W1);
    crossProduct(this.C, y.A2, rank2, y.B1, rank1, stride);
    scaleEntries(this.C.data, this.operands.scalingSquared);
  }

  /** The last products of the gradient, from G = A1Eᵀ, H = B2ᵀE and D = B2ᵀEA1ᵀ: Ȧ2 = sHW1ᵀ + s²DB1ᵀ, Ḃ1ᵀ = sGW2 + s²DᵀA2. */
  unmix(y: State, G: Rows, H: Rows, D: Rows, out: State): void {
    const { rank1, rank2, stride } = this.operands.layout;
    scaleEntries(D.data, this.operands.scalingSquared);
    timesFrozenTransposed(out.A2, H, rank2, this.W1);
    addProduct(out.A2, rank2, 1, D, false, y.B1, rank1, stride);
    timesFrozen(out.B1, G, rank1, this.W2);
    addProduct(out.B1, rank1, 1, D, true, y.A2, rank2, stride);
  }
}

function scaleEntries(data: Float64Array, factor: number): void {
  for (let i = 0; i < data.length; i++) data[i] = factor * data[i]!;
}
