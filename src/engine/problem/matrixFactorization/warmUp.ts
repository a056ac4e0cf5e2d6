import type { Result } from '../../fault.ts';
import { zeros, type Matrix } from '../../linalg/matrix.ts';
import { multiplyTransposedRight, transpose } from '../../linalg/products.ts';
import type { System } from '../../system.ts';
import { buildSystem } from './build.ts';

/** Sizes to warm up with, in turn: the last ones are multiplied in WASM, and their targets sketched. */
export const warmUpSizes: readonly number[] = [48, 48, 48, 48, 136, 136];

const FILE = 'warmUp.npz';

/**
 * Brings dense weights of that size into their singular bases, so that the code for it is compiled before the first problem
 * needs it: some 25 milliseconds a size, for a worker that has to wait anyway.
 */
export function warmUpBuild(size: number): Result<System> {
  const W1 = pattern(size, size);
  const W2 = transpose(W1);
  const column = pattern(size, 1);
  const delta = multiplyTransposedRight(column, column);
  const array = ({ rows, cols, data }: Matrix) => ({ shape: [rows, cols], data });
  return buildSystem({
    problem: {
      kind: 'matrixFactorization',
      pretrained: { kind: 'file', path: FILE, w1: 'W1', w2: 'W2' },
      target: { kind: 'file', path: FILE, name: 'delta', quantity: 'difference' },
      reduction: 'auto',
    },
    adapter: { rank: 2, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 1e-3, scaling: 1 },
    seed: 0,
    files: { [FILE]: { W1: array(W1), W2: array(W2), delta: array(delta) } },
    reduce: true,
  });
}

/** Numbers without structure around 0, and 4 more on the diagonal: a matrix that is far from singular. */
function pattern(rows: number, cols: number): Matrix {
  const out = zeros(rows, cols);
  let seed = 1;
  for (let i = 0; i < out.data.length; i++) {
    seed = (seed * 75) % 65_537;
    out.data[i] = seed / 65_537 - 0.5 + (i % (cols + 1) === 0 ? 4 : 0);
  }
  return out;
}
