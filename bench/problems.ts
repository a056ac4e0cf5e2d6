import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zeros, type Matrix } from '../src/engine/linalg/matrix.ts';
import { multiply, transpose } from '../src/engine/linalg/products.ts';
import { gaussianMatrix, haarFrame, haarOrthogonal } from '../src/engine/random/matrices.ts';
import { randomStream } from '../src/engine/random/stream.ts';
import type { ProblemMeta } from './problemFolder.ts';

/** A benchmark problem: what is written to its folder, and how it is run. */
export interface ProblemSpec extends ProblemMeta {
  /** Singular values of the target. */
  readonly strengths: readonly number[];
  /** End of the flow. */
  readonly end: number;
  /** Accuracy that is compared at: that of a plot for the stiff problems, 1e-6 for the others. */
  readonly target: number;
  readonly seed: number;
  /** Warm repetitions of the engine in one process. */
  readonly repetitions: number;
}

/** Samples of every run, evenly spaced, the last at the end. */
export const SAMPLES = 50;

const square = (
  name: string,
  size: number,
  rank: number,
  alpha: number,
  strengths: readonly number[],
  end: number,
  seed: number,
  repetitions: number,
  target = 1e-6,
): ProblemSpec => ({
  name,
  m: size,
  h: size,
  n: size,
  r: rank,
  k: strengths.length,
  alpha,
  balanced: name !== 'P2u',
  strengths,
  end,
  seed,
  repetitions,
  target,
});

/** P1: small. P2: middle. P2u: weights that do not commute. P3: large. P4: plateaus, stiff. P5: a long, stiff tail. */
export const problems: readonly ProblemSpec[] = [
  square('P1', 50, 4, 1e-3, [1], 50, 1, 40),
  square('P2', 200, 8, 1e-5, [1], 50, 2, 10),
  square('P2u', 200, 8, 1e-5, [1], 50, 3, 10),
  square('P3', 1000, 16, 1e-6, [1, 0.75, 0.5, 0.25], 100, 4, 2),
  square('P4', 200, 8, 1e-6, [1, 0.3, 0.1, 0.03], 1000, 5, 10, 1e-3),
  square('P5', 50, 4, 1e-1, [1], 2000, 6, 40, 1e-3),
];

/** Folder of a problem below `cache`, written if it is not there. */
export function problemFolder(cache: string, spec: ProblemSpec): string {
  const folder = join(cache, spec.name);
  if (!existsSync(join(folder, 'meta.json'))) writeProblem(folder, spec);
  return folder;
}

/**
 * Weights with random singular bases and singular values from 2 down to 1/2 (W2 from 1.5 to 0.3 where it has its own
 * right basis), a target with random singular vectors, Gaussian A1 and A2 of scale alpha, B1 = B2 = 0.
 */
function writeProblem(folder: string, spec: ProblemSpec): void {
  const { m, h, n, r, k, seed } = spec;
  const bases = randomStream('bases', seed);
  const right = haarOrthogonal(bases, n);
  const middle = haarOrthogonal(bases, h);
  const left = haarOrthogonal(bases, m);
  const own = spec.balanced ? middle : haarOrthogonal(bases, h);
  const values = geometric(Math.min(m, h, n), 2, 0.5);
  const target = randomStream('target', seed);
  const arrays: Record<string, Float64Array> = {
    W1: product(middle, values, right).data,
    W2: product(left, spec.balanced ? values : geometric(values.length, 1.5, 0.3), own).data,
    U: haarFrame(target, m, k).data,
    S: Float64Array.from(spec.strengths),
    V: haarFrame(target, n, k).data,
    A10: gaussianMatrix(randomStream('adapter1', seed), r, n).data.map(x => spec.alpha * x),
    A20: gaussianMatrix(randomStream('adapter2', seed), r, h).data.map(x => spec.alpha * x),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, data] of Object.entries(arrays)) {
    writeFileSync(join(folder, `${name}.f64`), new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  const { name, alpha, balanced } = spec;
  // Written last: a folder without it is not complete.
  writeFileSync(join(folder, 'meta.json'), JSON.stringify({ name, m, h, n, r, k, alpha, balanced }));
}

function geometric(count: number, from: number, to: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => from * (to / from) ** (i / Math.max(1, count - 1)));
}

/** left·diag(values)·rightᵀ. */
function product(left: Matrix, values: Float64Array, right: Matrix): Matrix {
  const scaled = zeros(left.rows, values.length);
  for (let i = 0; i < left.rows; i++) {
    for (let j = 0; j < values.length; j++) {
      scaled.data[i * values.length + j] = left.data[i * left.cols + j]! * values[j]!;
    }
  }
  return multiply(scaled, transpose(right));
}
