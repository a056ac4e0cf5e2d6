import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineFiles } from '../src/engine/problem/arrays.ts';

/** Sizes and settings of a benchmark problem: Y = W2·W1 + U·diag(S)·Vᵀ is to be fitted from A1, A2 and B1 = B2 = 0. */
export interface ProblemMeta {
  readonly name: string;
  readonly m: number;
  readonly h: number;
  readonly n: number;
  readonly r: number;
  readonly k: number;
  /** Standard deviation of the entries of A1 and A2, which are stored already scaled by it. */
  readonly alpha: number;
  /** Whether W2ᵀW2 and W1W1ᵀ share their eigenvectors. */
  readonly balanced: boolean;
}

/** A problem with its arrays, all row-major. */
export interface Problem {
  readonly meta: ProblemMeta;
  /** h×n */
  readonly W1: Float64Array;
  /** m×h */
  readonly W2: Float64Array;
  /** m×k, orthonormal columns */
  readonly U: Float64Array;
  /** k */
  readonly S: Float64Array;
  /** n×k, orthonormal columns */
  readonly V: Float64Array;
  /** r×n */
  readonly A10: Float64Array;
  /** r×h */
  readonly A20: Float64Array;
}

/** Reads a problem folder: meta.json, and raw little-endian doubles in NAME.f64. */
export function readProblem(folder: string): Problem {
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as ProblemMeta;
  const { m, h, n, r, k } = meta;
  const array = (name: string, length: number): Float64Array => {
    const bytes = readFileSync(join(folder, `${name}.f64`));
    if (bytes.length !== 8 * length) {
      throw new Error(`${name}.f64 has ${bytes.length} bytes, expected ${8 * length}`);
    }
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  return {
    meta,
    W1: array('W1', h * n),
    W2: array('W2', m * h),
    U: array('U', m * k),
    S: array('S', k),
    V: array('V', n * k),
    A10: array('A10', r * n),
    A20: array('A20', r * h),
  };
}

/** Path under which the arrays of a problem are given to the engine. */
export const PROBLEM_FILE = 'problem.npz';

/** The arrays of a problem as a user's file would hold them: W1, W2, delta = U·diag(S)·Vᵀ, A1, B1, A2, B2. */
export function filesOf(problem: Problem): EngineFiles {
  const { m, h, n, r, k } = problem.meta;
  const delta = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let l = 0; l < k; l++) {
      const weight = problem.U[i * k + l]! * problem.S[l]!;
      for (let j = 0; j < n; j++) delta[i * n + j] = delta[i * n + j]! + weight * problem.V[j * k + l]!;
    }
  }
  const array = (rows: number, cols: number, data: Float64Array) => ({ shape: [rows, cols], data });
  return {
    [PROBLEM_FILE]: {
      W1: array(h, n, problem.W1),
      W2: array(m, h, problem.W2),
      delta: array(m, n, delta),
      A1: array(r, n, problem.A10),
      B1: array(h, r, new Float64Array(h * r)),
      A2: array(r, h, problem.A20),
      B2: array(m, r, new Float64Array(m * r)),
    },
  };
}
