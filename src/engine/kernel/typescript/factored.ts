import type { Operands } from '../operands.ts';
import { Mixed } from './mixed.ts';
import { copyEntries, crossProduct, rowsFrom, setProduct, zeroRows, type Rows } from './products.ts';
import { timesCore, timesCoreTransposed } from './core.ts';
import type { State } from './state.ts';

/**
 * Gradient without forming E (theory.md, Exact reductions). With the w = k + r1 + r2 rows L = [U; P; B2ᵀ] and Q = [V; A1; R],
 * E = LᵀKQ, where the core K is known in closed form. The Grams LLᵀ and QQᵀ (without their target blocks) reduce
 * everything to w×w algebra and to the products of small matrices with L and with Q.
 */
export class FactoredForm {
  private readonly operands: Operands;
  private readonly mixed: Mixed;
  private readonly L: Rows;
  private readonly Q: Rows;
  private readonly L1: Rows;
  private readonly L2: Rows;
  private readonly Q1: Rows;
  private readonly Q2: Rows;
  /** Rows P and B2 of LLᵀ, and rows A1 and R of QQᵀ; (r1 + r2)×w. */
  private readonly gramL: Rows;
  private readonly gramQ: Rows;
  private readonly row: Rows;
  private readonly forA1: Rows;
  private readonly forB2: Rows;
  private readonly forG: Rows;
  private readonly forH: Rows;
  private readonly G: Rows;
  private readonly H: Rows;
  private readonly D: Rows;

  constructor(operands: Operands) {
    const { k, layout } = operands;
    const { rank1, rank2, stride } = layout;
    const w = k + rank1 + rank2;
    this.operands = operands;
    this.L = zeroRows(w, stride);
    this.Q = zeroRows(w, stride);
    this.L.data.set(operands.left);
    this.Q.data.set(operands.right);
    this.L1 = rowsFrom(this.L, k);
    this.L2 = rowsFrom(this.L, k + rank1);
    this.Q1 = rowsFrom(this.Q, k);
    this.Q2 = rowsFrom(this.Q, k + rank1);
    this.mixed = new Mixed(operands, this.L1, this.Q2);
    this.gramL = zeroRows(rank1 + rank2, w);
    this.gramQ = zeroRows(rank1 + rank2, w);
    this.row = zeroRows(1, w);
    this.forA1 = zeroRows(rank1, w);
    this.forB2 = zeroRows(rank2, w);
    this.forG = zeroRows(rank1, w);
    this.forH = zeroRows(rank2, w);
    this.G = zeroRows(rank1, stride);
    this.H = zeroRows(rank2, stride);
    this.D = zeroRows(rank2, rank1);
  }

  gradient(y: State, out: State): void {
    const { L, Q, mixed, gramL, gramQ, D } = this;
    const { k, layout } = this.operands;
    const { rank1, rank2, stride } = layout;
    const w = k + rank1 + rank2;
    mixed.mix(y);
    copyEntries(this.L2, y.B2, rank2, stride);
    copyEntries(this.Q1, y.A1, rank1, stride);
    crossProduct(gramL, this.L1, rank1 + rank2, L, w, stride);
    crossProduct(gramQ, this.Q1, rank1 + rank2, Q, w, stride);
    this.solveSmall();
    for (let p = 0; p < rank2; p++) {
      for (let q = 0; q < rank1; q++) {
        let sum = 0;
        for (let c = 0; c < w; c++) sum += this.forH.data[p * w + c]! * gramQ.data[q * w + c]!;
        D.data[p * rank1 + q] = sum;
      }
    }
    setProduct(out.A1, rank1, this.forA1, false, Q, w, stride);
    setProduct(out.B2, rank2, this.forB2, false, L, w, stride);
    setProduct(this.H, rank2, this.forH, false, Q, w, stride);
    setProduct(this.G, rank1, this.forG, false, L, w, stride);
    mixed.unmix(y, this.G, this.H, D, out);
  }

  /** The coefficients of Ȧ1 and H in the rows of Q, and of Ḃ2ᵀ and G in the rows of L. */
  private solveSmall(): void {
    const { gramL, gramQ, row, operands } = this;
    const C = this.mixed.C;
    const { rank1, rank2 } = operands.layout;
    const w = row.stride;
    for (let p = 0; p < rank1; p++) {
      // (P + CᵀB2ᵀ)·Lᵀ, then times K.
      for (let c = 0; c < w; c++) {
        let sum = gramL.data[p * w + c]!;
        for (let u = 0; u < rank2; u++) sum += C.data[u * rank1 + p]! * gramL.data[(rank1 + u) * w + c]!;
        row.data[c] = sum;
      }
      timesCore(this.forA1, p, row, 0, operands, C);
      timesCoreTransposed(this.forG, p, gramQ, p, operands, C);
    }
    for (let p = 0; p < rank2; p++) {
      // (R + CA1)·Qᵀ, then times Kᵀ.
      for (let c = 0; c < w; c++) {
        let sum = gramQ.data[(rank1 + p) * w + c]!;
        for (let u = 0; u < rank1; u++) sum += C.data[p * rank1 + u]! * gramQ.data[u * w + c]!;
        row.data[c] = sum;
      }
      timesCoreTransposed(this.forB2, p, row, 0, operands, C);
      timesCore(this.forH, p, gramL, rank1 + p, operands, C);
    }
  }
}
