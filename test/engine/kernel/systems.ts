import { zeros, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import type { Factors, FrozenFactor, System } from '../../../src/engine/system.ts';

/** Systems for the kernels' tests: small linear algebra written the obvious way, as an oracle. */

/** A stream of numbers in (−1, 1); good enough for test matrices. */
export function stream(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    state = (state ^ (state >>> 13)) >>> 0;
    return state / 2147483648 - 1;
  };
}

export function randomMatrix(rows: number, cols: number, next: () => number, scale = 1): Matrix {
  const matrix = zeros(rows, cols);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = scale * next();
  return matrix;
}

export function product(a: Matrix, b: Matrix): Matrix {
  const out = zeros(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.cols; j++) {
      let sum = 0;
      for (let l = 0; l < a.cols; l++) sum += a.data[i * a.cols + l]! * b.data[l * b.cols + j]!;
      out.data[i * b.cols + j] = sum;
    }
  }
  return out;
}

export function transpose(a: Matrix): Matrix {
  const out = zeros(a.cols, a.rows);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.cols; j++) out.data[j * a.rows + i] = a.data[i * a.cols + j]!;
  }
  return out;
}

/** a + weight·b. */
export function plus(a: Matrix, weight: number, b: Matrix): Matrix {
  return { ...a, data: a.data.map((value, i) => value + weight * b.data[i]!) };
}

export function times(weight: number, a: Matrix): Matrix {
  return { ...a, data: a.data.map(value => weight * value) };
}

/** Orthonormal columns by Gram–Schmidt, twice. */
export function orthonormalColumns(rows: number, cols: number, next: () => number): Matrix {
  const q = randomMatrix(rows, cols, next);
  for (let c = 0; c < cols; c++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let d = 0; d < c; d++) {
        let dot = 0;
        for (let i = 0; i < rows; i++) dot += q.data[i * cols + c]! * q.data[i * cols + d]!;
        for (let i = 0; i < rows; i++) q.data[i * cols + c]! -= dot * q.data[i * cols + d]!;
      }
    }
    let square = 0;
    for (let i = 0; i < rows; i++) square += q.data[i * cols + c]! ** 2;
    for (let i = 0; i < rows; i++) q.data[i * cols + c]! /= Math.sqrt(square);
  }
  return q;
}

export function denseOf(factor: FrozenFactor): Matrix {
  if (factor.kind === 'dense') return factor.matrix;
  const matrix = zeros(factor.rows, factor.cols);
  factor.values.forEach((value, i) => (matrix.data[i * factor.cols + i] = value));
  return matrix;
}

export function targetOf(system: System): Matrix {
  const { left, strengths, right, dense } = system.target;
  if (dense !== undefined) return dense;
  const scaled = {
    ...left,
    data: left.data.map((value, at) => value * strengths[at % strengths.length]!),
  };
  return product(scaled, transpose(right));
}

/** `upper`: dense, and upper triangular. */
export type FrozenKind = 'diagonal' | 'dense' | 'upper';

export interface Shape {
  m: number;
  h: number;
  n: number;
  rank1: number;
  rank2: number;
  k: number;
  scaling: number;
  W2: FrozenKind;
  W1: FrozenKind;
  givenDense: boolean;
}

/** A random system of the given shape; everything of order one. */
export function randomSystem(shape: Shape, seed: number, adapterScale = 0.5): System {
  const { m, h, n, rank1, rank2, scaling } = shape;
  const next = stream(seed);
  const frozen = (kind: FrozenKind, rows: number, cols: number): FrozenFactor => {
    if (kind === 'diagonal') {
      const values = Float64Array.from({ length: Math.min(rows, cols) }, () => 1 + 0.5 * next());
      return { kind, rows, cols, values };
    }
    const matrix = randomMatrix(rows, cols, next, 0.7);
    if (kind === 'upper')
      for (let i = 0; i < rows; i++) matrix.data.fill(0, i * cols, i * cols + Math.min(i, cols));
    return { kind: 'dense', matrix };
  };
  const k = Math.min(shape.k, m, n);
  const left = orthonormalColumns(m, k, next);
  const right = orthonormalColumns(n, k, next);
  const strengths = Float64Array.from({ length: k }, (_, i) => 1.5 / (i + 1));
  const bare = { left, strengths, right };
  const W2 = frozen(shape.W2, m, h);
  const W1 = frozen(shape.W1, h, n);
  const initial: Factors = {
    A1: randomMatrix(rank1, n, next, adapterScale),
    B1: randomMatrix(h, rank1, next, adapterScale),
    A2: randomMatrix(rank2, h, next, adapterScale),
    B2: randomMatrix(m, rank2, next, adapterScale),
  };
  const zero = (length: number): Float64Array => new Float64Array(length);
  const system: System = {
    dims: { m, h, n },
    rank1,
    rank2,
    W2,
    W1,
    target: bare,
    initial,
    scaling,
    probes: {
      u: zero(m),
      v: zero(n),
      sigma: 1,
      gamma1: { x: zero(h), y: zero(n) },
      gamma2: { x: zero(m), y: zero(h) },
      mu: 1,
      nu: 1,
      aligned: false,
    },
    reduction: { m, h, n, r1: rank1, r2: rank2, full: { m, h, n, r: Math.max(rank1, rank2) }, reasons: [] },
  };
  return shape.givenDense ? { ...system, target: { ...bare, dense: targetOf(system) } } : system;
}

/** E = Δ − s(W2B1)A1 − sB2A2(W1 + sB1A1), entry by entry. */
export function residualOf(system: System, f: Factors): Matrix {
  const s = system.scaling;
  const M1 = plus(denseOf(system.W1), s, product(f.B1, f.A1));
  const first = product(product(denseOf(system.W2), f.B1), f.A1);
  const second = product(f.B2, product(f.A2, M1));
  return plus(plus(targetOf(system), -s, first), -s, second);
}

export function lossOf(system: System, f: Factors): number {
  return 0.5 * residualOf(system, f).data.reduce((sum, value) => sum + value * value, 0);
}

/** −∇L from the full matrices. */
export function flowOf(system: System, f: Factors): Factors {
  const s = system.scaling;
  const E = residualOf(system, f);
  const M1 = plus(denseOf(system.W1), s, product(f.B1, f.A1));
  const M2 = plus(denseOf(system.W2), s, product(f.B2, f.A2));
  const G1 = product(transpose(M2), E);
  const G2 = product(E, transpose(M1));
  return {
    A1: times(s, product(transpose(f.B1), G1)),
    B1: times(s, product(G1, transpose(f.A1))),
    A2: times(s, product(transpose(f.B2), G2)),
    B2: times(s, product(G2, transpose(f.A2))),
  };
}

export const FACTOR_NAMES = ['A1', 'B1', 'A2', 'B2'] as const;

/** Largest difference between two sets of factors, relative to the largest entry of the same block of the second. */
export function distance(a: Factors, b: Factors): number {
  let worst = 0;
  for (const name of FACTOR_NAMES) {
    const scale = b[name].data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    a[name].data.forEach((value, i) => {
      const difference = Math.abs(value - b[name].data[i]!);
      worst = Math.max(worst, scale === 0 ? difference : difference / scale);
    });
  }
  return worst;
}
