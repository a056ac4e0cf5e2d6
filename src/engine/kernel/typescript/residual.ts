import type { Operands } from '../operands.ts';
import { Mixed } from './mixed.ts';
import { addProduct, copyEntries, crossProduct, setProduct, zeroRows, type Rows } from './products.ts';
import type { State } from './state.ts';

/** Gradient and loss from the entries of E = Δ − PᵀA1 − B2(R + CA1), the difference form of theory.md, Model and flow. */
export class ResidualForm {
  private readonly operands: Operands;
  private readonly mixed: Mixed;
  private readonly delta: Rows;
  private readonly E: Rows;
  /** P + CᵀB2ᵀ = sB1ᵀM2ᵀ, rank1×m. */
  private readonly left: Rows;
  /** R + CA1 = sA2M1, rank2×n. */
  private readonly right: Rows;
  private readonly G: Rows;
  private readonly H: Rows;
  private readonly D: Rows;
  /** Ev and uᵀE. */
  private readonly column: Float64Array;
  private readonly row: Float64Array;

  constructor(operands: Operands) {
    const { dims, rank1, rank2, stride } = operands.layout;
    this.operands = operands;
    this.mixed = new Mixed(operands, zeroRows(rank1, stride), zeroRows(rank2, stride));
    this.delta = { data: operands.delta, offset: 0, stride };
    this.E = zeroRows(dims.m, stride);
    this.left = zeroRows(rank1, stride);
    this.right = zeroRows(rank2, stride);
    this.G = zeroRows(rank1, stride);
    this.H = zeroRows(rank2, stride);
    this.D = zeroRows(rank2, rank1);
    this.column = new Float64Array(stride);
    this.row = new Float64Array(stride);
  }

  gradient(y: State, out: State): void {
    const { E, G, H, D, left, right, mixed } = this;
    const { dims, rank1, rank2, stride } = this.operands.layout;
    this.formResidual(y);
    copyEntries(left, mixed.P, rank1, stride);
    addProduct(left, rank1, 1, mixed.C, true, y.B2, rank2, stride);
    setProduct(out.A1, rank1, left, false, E, dims.m, stride);
    setProduct(H, rank2, y.B2, false, E, dims.m, stride);
    crossProduct(out.B2, right, rank2, E, dims.m, stride);
    crossProduct(G, y.A1, rank1, E, dims.m, stride);
    crossProduct(D, H, rank2, y.A1, rank1, stride);
    mixed.unmix(y, G, H, D, out);
  }

  loss(y: State): number {
    this.formResidual(y);
    return this.halfSquare();
  }

  /** See `Kernel.residualParts`. */
  residualParts(y: State, parts: Float64Array): number {
    this.formResidual(y);
    const { dims, stride } = this.operands.layout;
    const { u, v } = this.operands;
    const { E, column, row } = this;
    row.fill(0);
    let e = 0;
    for (let i = 0; i < dims.m; i++) {
      let sum = 0;
      for (let j = 0; j < stride; j++) {
        const entry = E.data[i * stride + j]!;
        sum += entry * v[j]!;
        row[j] = row[j]! + u[i]! * entry;
      }
      column[i] = sum;
      e += u[i]! * sum;
    }
    let columnSquare = 0;
    let bulk = 0;
    for (let i = 0; i < dims.m; i++) {
      const rest = column[i]! - e * u[i]!;
      columnSquare += rest * rest;
      for (let j = 0; j < stride; j++) {
        const entry = E.data[i * stride + j]! - u[i]! * row[j]! - rest * v[j]!;
        bulk += entry * entry;
      }
    }
    let rowSquare = 0;
    for (let j = 0; j < stride; j++) {
      const rest = row[j]! - e * v[j]!;
      rowSquare += rest * rest;
    }
    parts[0] = e;
    parts[1] = columnSquare;
    parts[2] = rowSquare;
    parts[3] = bulk;
    return this.halfSquare();
  }

  private halfSquare(): number {
    const { data } = this.E;
    let sum = 0;
    for (let i = 0; i < data.length; i++) sum += data[i]! * data[i]!;
    return 0.5 * sum;
  }

  private formResidual(y: State): void {
    const { E, right, mixed } = this;
    const { dims, rank1, rank2, stride } = this.operands.layout;
    mixed.mix(y);
    copyEntries(right, mixed.R, rank2, stride);
    addProduct(right, rank2, 1, mixed.C, false, y.A1, rank1, stride);
    copyEntries(E, this.delta, dims.m, stride);
    addProduct(E, dims.m, -1, mixed.P, true, y.A1, rank1, stride);
    addProduct(E, dims.m, -1, y.B2, true, right, rank2, stride);
  }
}
