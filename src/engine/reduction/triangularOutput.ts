import { denseFactor } from '../linalg/frozenFactor.ts';
import { scaleColumns } from '../linalg/lowRank.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { besides } from '../linalg/products.ts';
import { triangularised } from '../linalg/triangle.ts';
import type { Ingredients } from './ingredients.ts';
import { columnRange, normalisedBlocks } from './stack.ts';

/**
 * The same system in output coordinates in which a dense W2 is upper triangular, so that products with it cost half: W2 = QR, and
 * everything that has outputs is multiplied by Qᵀ (theory.md, Exact reductions, R1). Of the outputs that W2 does not reach only
 * the span of target and B2 is kept.
 */
export function withTriangularOutput(given: Ingredients): Ingredients {
  const W2 = denseFactor(given.W2);
  const { target, initial, probes } = given;
  // Only where rows are left below the triangle must the content be brought to the top of them.
  const content = W2.rows > W2.cols ? contentOf(given) : [];
  const spanning = besides([W2, ...content]);
  const size = Math.min(W2.rows, spanning.cols);
  const blocks = [spanning, target.left, initial.B2, vector(probes.u), vector(probes.gamma2.x)];
  if (target.dense) blocks.push(target.dense);
  const turned = triangularised(besides(blocks), spanning.cols, size);
  let end = 0;
  const [triangle, left, B2, u, x, dense] = blocks.map(({ cols }) => {
    end += cols;
    return columnRange(turned, end - cols, end);
  }) as [Matrix, Matrix, Matrix, Matrix, Matrix, Matrix | undefined];
  return {
    ...given,
    W2: { kind: 'dense', matrix: columnRange(triangle, 0, W2.cols) },
    target: { left, strengths: target.strengths, right: target.right, ...(dense ? { dense } : {}) },
    initial: { ...initial, B2 },
    probes: { ...probes, u: u.data, gamma2: { ...probes.gamma2, x: x.data } },
  };
}

function contentOf({ target, initial }: Ingredients): Matrix[] {
  return normalisedBlocks([scaleColumns(target.left, target.strengths), initial.B2]);
}

function vector(x: Float64Array): Matrix {
  return { rows: x.length, cols: 1, data: x };
}
