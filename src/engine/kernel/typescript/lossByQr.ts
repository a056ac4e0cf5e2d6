import type { Operands } from '../operands.ts';
import { Mixed } from './mixed.ts';
import { addProduct, rowsFrom, zeroRows, type Rows } from './products.ts';
import type { State } from './state.ts';

/**
 * Loss and parts of E = LᵀQ by thin QR of its two factors, ‖E‖ = ‖R_L·R_Qᵀ‖, with L = [SU; −P; −B2ᵀ] and Q = [V; A1; R + CA1].
 * The R of modified Gram–Schmidt is backward stable even for dependent rows, so nothing cancels that does not in E itself.
 */
export class LossByQr {
  private readonly operands: Operands;
  private readonly mixed: Mixed;
  private readonly P: Rows;
  private readonly right: Rows;
  private readonly L: Rows;
  private readonly Q: Rows;
  private readonly triangleL: Rows;
  private readonly triangleQ: Rows;
  private readonly onU: Float64Array;
  private readonly onV: Float64Array;

  constructor(operands: Operands) {
    const { k, layout } = operands;
    const { rank1, rank2, stride } = layout;
    const w = k + rank1 + rank2;
    this.operands = operands;
    this.L = zeroRows(w, stride);
    this.Q = zeroRows(w, stride);
    this.P = rowsFrom(this.L, k);
    this.right = rowsFrom(this.Q, k + rank1);
    this.mixed = new Mixed(operands, this.P, this.right);
    this.triangleL = zeroRows(w, w);
    this.triangleQ = zeroRows(w, w);
    this.onU = new Float64Array(w);
    this.onV = new Float64Array(w);
  }

  loss(y: State): number {
    this.formFactors(y);
    return 0.5 * this.square();
  }

  /** See `Kernel.residualParts`: u and v are projected out of the factors, and the bulk is what remains. */
  residualParts(y: State, parts: Float64Array): number {
    const loss = this.loss(y);
    this.formFactors(y);
    const { L, Q, onU, onV } = this;
    const { u, v, layout } = this.operands;
    const w = onU.length;
    const { stride } = layout;
    let e = 0;
    for (let c = 0; c < w; c++) {
      onU[c] = removeDirection(L, c, u);
      onV[c] = removeDirection(Q, c, v);
      e += onU[c]! * onV[c]!;
    }
    let column = 0;
    let row = 0;
    for (let i = 0; i < stride; i++) {
      let left = 0;
      let right = 0;
      for (let c = 0; c < w; c++) {
        left += onV[c]! * L.data[c * stride + i]!;
        right += onU[c]! * Q.data[c * stride + i]!;
      }
      column += left * left;
      row += right * right;
    }
    parts[0] = e;
    parts[1] = column;
    parts[2] = row;
    parts[3] = this.square();
    return loss;
  }

  private formFactors(y: State): void {
    const { L, Q, mixed } = this;
    const { k, strengths, layout } = this.operands;
    const { rank1, rank2, stride } = layout;
    mixed.mix(y);
    addProduct(this.right, rank2, 1, mixed.C, false, y.A1, rank1, stride);
    for (let l = 0; l < k; l++) {
      for (let i = 0; i < stride; i++) {
        L.data[l * stride + i] = strengths[l]! * this.operands.left[l * stride + i]!;
        Q.data[l * stride + i] = this.operands.right[l * stride + i]!;
      }
    }
    for (let at = k * stride; at < (k + rank1) * stride; at++) L.data[at] = -L.data[at]!;
    for (let i = 0; i < rank1 * stride; i++) Q.data[k * stride + i] = y.A1.data[y.A1.offset + i]!;
    for (let i = 0; i < rank2 * stride; i++) L.data[(k + rank1) * stride + i] = -y.B2.data[y.B2.offset + i]!;
  }

  /** ‖LᵀQ‖² by thin QR of both, which are overwritten. */
  private square(): number {
    const { L, Q, triangleL, triangleQ } = this;
    const w = triangleL.stride;
    orthogonalise(L, w, triangleL);
    orthogonalise(Q, w, triangleQ);
    let sum = 0;
    for (let a = 0; a < w; a++) {
      for (let b = 0; b < w; b++) {
        let entry = 0;
        for (let c = a > b ? a : b; c < w; c++) {
          entry += triangleL.data[a * w + c]! * triangleQ.data[b * w + c]!;
        }
        sum += entry * entry;
      }
    }
    return sum;
  }
}

/** Removes the component of row c along a unit vector, and returns it. */
function removeDirection(X: Rows, c: number, direction: Float64Array): number {
  const at = X.offset + c * X.stride;
  let component = 0;
  for (let i = 0; i < X.stride; i++) component += X.data[at + i]! * direction[i]!;
  for (let i = 0; i < X.stride; i++) X.data[at + i] = X.data[at + i]! - component * direction[i]!;
  return component;
}

/** The upper triangle T of X = TᵀO by modified Gram–Schmidt on the w rows of X, which become the orthonormal rows O. */
function orthogonalise(X: Rows, w: number, triangle: Rows): void {
  const { data, stride } = X;
  for (let c = 0; c < w; c++) {
    const x = X.offset + c * stride;
    let square = 0;
    for (let i = 0; i < stride; i++) square += data[x + i]! * data[x + i]!;
    const norm = Math.sqrt(square);
    triangle.data[c * w + c] = norm;
    const inverse = norm > 0 ? 1 / norm : 0;
    for (let i = 0; i < stride; i++) data[x + i] = inverse * data[x + i]!;
    for (let q = c + 1; q < w; q++) {
      const z = X.offset + q * stride;
      let dot = 0;
      for (let i = 0; i < stride; i++) dot += data[x + i]! * data[z + i]!;
      triangle.data[c * w + q] = dot;
      for (let i = 0; i < stride; i++) data[z + i] = data[z + i]! - dot * data[x + i]!;
    }
  }
}
