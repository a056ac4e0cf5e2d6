import { zeros, type Matrix } from '../src/engine/linalg/matrix.ts';
import type { FrozenFactor, System } from '../src/engine/system.ts';

export interface BenchShape {
  readonly name: string;
  readonly m: number;
  readonly h: number;
  readonly n: number;
  readonly rank: number;
  readonly k: number;
  /** W2 dense, or dense and upper triangular, instead of diagonal. */
  readonly W2?: 'dense' | 'upper';
}

/** A system of the given shape whose numbers do not matter, only their sizes. */
export function benchSystem(shape: BenchShape): System {
  const { m, h, n, rank, k } = shape;
  let state = 1;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
  const random = (rows: number, cols: number, scale: number): Matrix => {
    const matrix = zeros(rows, cols);
    for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = scale * next();
    return matrix;
  };
  const diagonal = (rows: number, cols: number) =>
    ({
      kind: 'diagonal',
      rows,
      cols,
      values: Float64Array.from({ length: Math.min(rows, cols) }, () => 1 + 0.5 * next()),
    }) as const;
  const direction = (length: number): Float64Array => new Float64Array(length).fill(1 / Math.sqrt(length));
  const W2 = (): FrozenFactor => {
    if (shape.W2 === undefined) return diagonal(m, h);
    const matrix = random(m, h, 1 / Math.sqrt(h));
    if (shape.W2 === 'upper') for (let i = 0; i < m; i++) matrix.data.fill(0, i * h, i * h + Math.min(i, h));
    return { kind: 'dense', matrix };
  };
  return {
    dims: { m, h, n },
    rank1: rank,
    rank2: rank,
    W2: W2(),
    W1: diagonal(h, n),
    target: {
      left: random(m, k, 1 / Math.sqrt(m)),
      strengths: new Float64Array(k).fill(1),
      right: random(n, k, 1 / Math.sqrt(n)),
    },
    initial: {
      A1: random(rank, n, 1e-2),
      B1: random(h, rank, 1e-2),
      A2: random(rank, h, 1e-2),
      B2: random(m, rank, 1e-2),
    },
    scaling: 1,
    probes: {
      u: direction(m),
      v: direction(n),
      sigma: 1,
      gamma1: { x: direction(h), y: direction(n) },
      gamma2: { x: direction(m), y: direction(h) },
      mu: 1,
      nu: 1,
      aligned: false,
    },
    reduction: { m, h, n, r1: rank, r2: rank, full: { m, h, n, r: rank }, reasons: [] },
  };
}
