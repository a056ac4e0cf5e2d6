import { jacobiSvd } from '../../../src/engine/linalg/jacobiSvd.ts';
import { zeros, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import {
  column,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  scaled,
  transpose,
} from '../../../src/engine/linalg/products.ts';
import { gaussianMatrix, haarOrthogonal } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import type { Factors, System } from '../../../src/engine/system.ts';

/** A plain dense system from its matrices. */
export function systemOf(W2: Matrix, W1: Matrix, delta: Matrix, initial: Factors, scaling = 1): System {
  const dims = { m: W2.rows, h: W2.cols, n: W1.cols };
  const svd = jacobiSvd(delta);
  const first = jacobiSvd(multiplyTransposedLeft(W2, delta));
  const second = jacobiSvd(multiplyTransposedRight(delta, W1));
  const rank1 = initial.A1.rows;
  const rank2 = initial.A2.rows;
  return {
    dims,
    rank1,
    rank2,
    W2: { kind: 'dense', matrix: W2 },
    W1: { kind: 'dense', matrix: W1 },
    target: { left: svd.U, strengths: svd.values, right: svd.V, dense: delta },
    initial,
    scaling,
    probes: {
      u: column(svd.U, 0),
      v: column(svd.V, 0),
      sigma: svd.values[0]!,
      gamma1: { x: column(first.U, 0), y: column(first.V, 0) },
      gamma2: { x: column(second.U, 0), y: column(second.V, 0) },
      mu: first.values[0]!,
      nu: second.values[0]!,
      aligned: false,
    },
    reduction: { ...dims, r1: rank1, r2: rank2, full: { ...dims, r: rank1 }, reasons: [] },
  };
}

export interface RandomSystemOptions {
  readonly m?: number;
  readonly h?: number;
  readonly n?: number;
  readonly rank?: number;
  readonly alpha?: number;
  /** Which factors start at random. */
  readonly random?: 'A' | 'B' | 'both';
  readonly seed?: number;
  /** Rank of Δ. */
  readonly targets?: number;
}

/** General unbalanced Gaussian weights of unit scale and a target of size about one. */
export function randomSystem(options: RandomSystemOptions = {}): System {
  const { m = 5, h = 7, n = 6, rank = 2, alpha = 1e-3, random = 'A', seed = 1, targets = 1 } = options;
  const weights = randomStream('pretrained', seed);
  const adapters = randomStream('adapter1', seed);
  const W2 = scaled(gaussianMatrix(weights, m, h), 0.5);
  const W1 = scaled(gaussianMatrix(weights, h, n), 0.5);
  const delta = scaled(
    multiply(gaussianMatrix(weights, m, targets), gaussianMatrix(weights, targets, n)),
    0.4,
  );
  const draw = (rows: number, cols: number, on: boolean): Matrix =>
    on ? scaled(gaussianMatrix(adapters, rows, cols), alpha) : zeros(rows, cols);
  const A = random !== 'B';
  const B = random !== 'A';
  return systemOf(W2, W1, delta, {
    A1: draw(rank, n, A),
    B1: draw(h, rank, B),
    A2: draw(rank, h, A),
    B2: draw(m, rank, B),
  });
}

function dense(system: System): { W2: Matrix; W1: Matrix; delta: Matrix } {
  const { W2, W1, target } = system;
  if (W2.kind !== 'dense' || W1.kind !== 'dense' || target.dense === undefined) throw new Error('not dense');
  return { W2: W2.matrix, W1: W1.matrix, delta: target.dense };
}

/** The same problem in coordinates rotated at random, also inside the adapters (R1 of theory.md, Exact reductions). */
export function rotated(system: System, seed: number): System {
  const bases = randomStream('bases', seed);
  const { m, h, n } = system.dims;
  const U = haarOrthogonal(bases, m);
  const G = haarOrthogonal(bases, h);
  const V = haarOrthogonal(bases, n);
  const Q1 = haarOrthogonal(bases, system.rank1);
  const Q2 = haarOrthogonal(bases, system.rank2);
  const { W2, W1, delta } = dense(system);
  const { A1, B1, A2, B2 } = system.initial;
  return systemOf(
    multiply(multiplyTransposedLeft(U, W2), G),
    multiply(multiplyTransposedLeft(G, W1), V),
    multiply(multiplyTransposedLeft(U, delta), V),
    {
      A1: multiply(multiply(Q1, A1), V),
      B1: multiplyTransposedRight(multiplyTransposedLeft(G, B1), Q1),
      A2: multiply(multiply(Q2, A2), G),
      B2: multiplyTransposedRight(multiplyTransposedLeft(U, B2), Q2),
    },
    system.scaling,
  );
}

/** The mirrored problem: everything transposed, so that the two adapters and the roles of A and B change places. */
export function mirrored(system: System): System {
  const { W2, W1, delta } = dense(system);
  const { A1, B1, A2, B2 } = system.initial;
  return systemOf(
    transpose(W1),
    transpose(W2),
    transpose(delta),
    { A1: transpose(B2), B1: transpose(A2), A2: transpose(B1), B2: transpose(A1) },
    system.scaling,
  );
}

/** The problem with another scaling s and the adapters multiplied by `factor`. */
export function withScaling(system: System, scaling: number, factor: number): System {
  const { W2, W1, delta } = dense(system);
  const { A1, B1, A2, B2 } = system.initial;
  const initial = {
    A1: scaled(A1, factor),
    B1: scaled(B1, factor),
    A2: scaled(A2, factor),
    B2: scaled(B2, factor),
  };
  return systemOf(W2, W1, delta, initial, scaling);
}
