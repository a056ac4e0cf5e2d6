import { layoutOf, packFactors } from '../../kernel/layout.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { denseResidualParts } from '../../metric/residualParts.ts';
import type { RandomStream } from '../../random/stream.ts';
import type { FrozenFactor, System } from '../../system.ts';
import { frozenBlocks } from '../frozenFactors.ts';
import { product, product32, rowMajor, transposed, type Strided } from './denseProduct.ts';
import type { GradientSource } from './gradientSource.ts';

/** Options of the plain gradient. */
export interface PlainGradientOptions {
  /** Rounds every product and every sum to single precision, in the operation order of reference case 07. */
  readonly single: boolean;
  /** q: each entry of the residual is kept with this probability and divided by it; 1 keeps all. */
  readonly maskProbability: number;
  /** Source of the masks. */
  readonly random: RandomStream;
}

/**
 * The gradient formed with dense matrices in the user's own coordinates, for what the kernels cannot do: single precision
 * and masked entries. M₁ = W₁ + B₁A₁, M₂ = W₂ + B₂A₂, E = (Δ − (W₂B₁)A₁) − B₂(A₂M₁), G₁ = M₂ᵀE, G₂ = EM₁ᵀ; products by
 * ascending inner index. With a scaling s each product BA and each gradient is multiplied by s.
 */
export function plainGradient(system: System, options: PlainGradientOptions): GradientSource {
  const { m, h, n } = system.dims;
  const { rank1, rank2, scaling } = system;
  const { single, maskProbability, random } = options;
  const layout = layoutOf(system.dims, rank1, rank2);
  const { stride, offsets, length } = layout;
  const state = new Float64Array(length);
  const descent = new Float64Array(length);
  packFactors(layout, system.initial, state);
  const round = single ? Math.fround : (x: number): number => x;
  const multiply = single ? product32 : product;
  const s = round(scaling);
  for (let i = 0; i < length; i++) state[i] = round(state[i]!);
  const W2 = denseOf(system.W2).map(round);
  const W1 = denseOf(system.W1).map(round);
  const delta = denseTarget(system).map(round);

  const block = (data: Float64Array, offset: number): Strided => ({
    data,
    offset,
    rowStep: stride,
    columnStep: 1,
  });
  const A1 = block(state, offsets[0]);
  const B1 = transposed(block(state, offsets[1]));
  const A2 = block(state, offsets[2]);
  const B2 = transposed(block(state, offsets[3]));
  const matrix = (rows: number, cols: number): Strided => rowMajor(new Float64Array(rows * cols), cols);
  const W2View = rowMajor(W2, h);
  const M1 = matrix(h, n);
  const M2 = matrix(m, h);
  const left = matrix(m, rank1);
  const right = matrix(rank2, n);
  const E = matrix(m, n);
  const seen = matrix(m, n);
  const second = matrix(m, n);
  const G1 = matrix(h, n);
  const G2 = matrix(m, h);

  const residual = (): void => {
    multiply(M1, B1, A1, h, rank1, n);
    addScaled(M1.data, W1);
    multiply(M2, B2, A2, m, rank2, h);
    addScaled(M2.data, W2);
    multiply(left, W2View, B1, m, h, rank1);
    multiply(E, left, A1, m, rank1, n);
    multiply(right, A2, M1, rank2, h, n);
    multiply(second, B2, right, m, rank2, n);
    for (let i = 0; i < E.data.length; i++) {
      const rest = round(delta[i]! - round(s * E.data[i]!));
      E.data[i] = round(rest - round(s * second.data[i]!));
    }
  };
  const addScaled = (out: Float64Array, W: Float64Array): void => {
    for (let i = 0; i < out.length; i++) out[i] = round(W[i]! + round(s * out[i]!));
  };
  /** −∇L for the residual `R` into `out`. */
  const pullBack = (R: Strided, out: Float64Array): void => {
    multiply(G1, transposed(M2), R, h, m, n);
    multiply(G2, R, transposed(M1), m, n, h);
    multiply(block(out, offsets[0]), transposed(B1), G1, rank1, h, n);
    multiply(transposed(block(out, offsets[1])), G1, transposed(A1), h, n, rank1);
    multiply(block(out, offsets[2]), transposed(B2), G2, rank2, m, h);
    multiply(transposed(block(out, offsets[3])), G2, transposed(A2), m, h, rank2);
    clearFrozen?.(out);
    if (s !== 1) for (let i = 0; i < length; i++) out[i] = round(s * out[i]!);
  };
  const mask = (): void => {
    const weight = round(1 / maskProbability);
    for (let i = 0; i < E.data.length; i++) {
      seen.data[i] = random.uniform() < maskProbability ? round(weight * E.data[i]!) : 0;
    }
  };
  const lossOfResidual = (): number => {
    let sum = 0;
    for (let i = 0; i < E.data.length; i++) sum = round(sum + round(E.data[i]! * E.data[i]!));
    return round(0.5 * sum);
  };
  const exact = new Float64Array(length);
  const clearFrozen = frozenBlocks(system);

  return {
    state,
    descent,
    evaluate: () => {
      residual();
      if (maskProbability < 1) {
        mask();
        pullBack(seen, descent);
      } else {
        pullBack(E, descent);
      }
    },
    roughLoss: lossOfResidual,
    loss: () => {
      residual();
      return lossOfResidual();
    },
    residualParts: parts => {
      residual();
      denseResidualParts(E.data, system.probes.u, system.probes.v, parts);
      return lossOfResidual();
    },
    squaredGradient: () => {
      residual();
      pullBack(E, exact);
      let sum = 0;
      for (let i = 0; i < length; i++) sum += exact[i]! * exact[i]!;
      return sum;
    },
  };
}

function denseOf(W: FrozenFactor): Float64Array {
  if (W.kind === 'dense') return W.matrix.data.slice();
  const data = new Float64Array(W.rows * W.cols);
  W.values.forEach((value, i) => (data[i * W.cols + i] = value));
  return data;
}

function denseTarget(system: System): Float64Array {
  const { target, dims } = system;
  if (target.dense !== undefined) return target.dense.data.slice();
  const data = new Float64Array(dims.m * dims.n);
  const k = target.strengths.length;
  for (let l = 0; l < k; l++) addOuter(data, target.left, target.right, l, target.strengths[l]!);
  return data;
}

function addOuter(data: Float64Array, left: Matrix, right: Matrix, l: number, strength: number): void {
  for (let i = 0; i < left.rows; i++) {
    const weight = strength * left.data[i * left.cols + l]!;
    for (let j = 0; j < right.rows; j++) {
      const at = i * right.rows + j;
      data[at] = data[at]! + weight * right.data[j * right.cols + l]!;
    }
  }
}
