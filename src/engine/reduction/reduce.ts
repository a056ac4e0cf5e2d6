import type { Matrix } from '../linalg/matrix.ts';
import {
  above,
  besides,
  columns,
  multiply,
  multiplyTransposedLeft,
  rows,
  transpose,
} from '../linalg/products.ts';
import { rangeBasis, triangularFactor } from '../linalg/qr.ts';
import { denseFactor, shapeOf } from '../linalg/frozenFactor.ts';
import { scaleColumns } from '../linalg/lowRank.ts';
import { lowRankFactors } from '../linalg/sketch.ts';
import type { Factors, FrozenFactor } from '../system.ts';
import type { Ingredients, Subspaces } from './ingredients.ts';
import { projectFactor, projectFactors, projectProbes, projectTarget } from './ingredients.ts';
import type { FirstFactorSvd } from './jointBases.ts';
import type { Pair } from './paired.ts';
import { reducePaired } from './paired.ts';
import { surelyIndependent } from './independent.ts';
import { RELATIVE_CUT, complementBasis, joined, normalisedBlocks, spanBasis } from './stack.ts';
import type { Structure } from './structure.ts';
import { spanOf, wholeSpace } from './subspace.ts';
import { withTriangularOutput } from './triangularOutput.ts';

/** Above this relative size of what joint diagonals leave out, the factors count as not commuting. */
const EXACT = 1e-12;

export interface Reduced {
  readonly ingredients: Ingredients;
  readonly reasons: readonly string[];
}

/**
 * The same system in the fewest coordinates in which its flow, and every optimiser that commutes with rotations, is
 * the same up to rounding (theory.md, Exact reductions, R1, R2, R4 and the ranks of R2). `structure` is that of W2 and W1.
 */
export function reduce(given: Ingredients, structure: Structure): Reduced {
  const ranked = reduceRanks(given);
  const reduced =
    structure.kind === 'diagonal'
      ? reduceDiagonal(ranked.ingredients, structure.pairs)
      : reduceDense(ranked.ingredients, structure);
  return { ingredients: reduced.ingredients, reasons: [...reduced.reasons, ...ranked.reasons] };
}

function reduceDiagonal(given: Ingredients, pairs: readonly Pair[]): Reduced {
  const dims = dimsOf(given);
  const reduction = reducePaired(dims, pairs, given.target, given.initial);
  const { spaces } = reduction;
  const size = { m: spaces.m.size, h: spaces.h.size, n: spaces.n.size };
  const ingredients: Ingredients = {
    W2: { kind: 'diagonal', rows: size.m, cols: size.h, values: reduction.values2 },
    W1: { kind: 'diagonal', rows: size.h, cols: size.n, values: reduction.values1 },
    target: projectTarget(given.target, spaces),
    initial: projectFactors(given.initial, spaces),
    probes: projectProbes(given.probes, spaces),
  };
  const reasons = ['In singular bases W₂ and W₁ are diagonal (R1)'];
  if (reduction.silent > 0) reasons.push(`${reduction.silent} singular directions are never reached (R2)`);
  if (reduction.degenerate > 0)
    reasons.push(`Equal singular values rotate together: ${reduction.degenerate} directions fewer (R4)`);
  const shrunk = shrinkage(dims, size);
  if (shrunk)
    reasons.push(`${shrunk}: the flow stays in the span of weights, target and initial adapters (R2)`);
  return { ingredients, reasons };
}

function reduceDense(given: Ingredients, { first, joint }: Extract<Structure, { kind: 'dense' }>): Reduced {
  const spans = contentOf(given);
  if (joint.defect <= EXACT) {
    const spaces: Subspaces = {
      m: spanOf(joined(joint.U, complementBasis(joint.U, spans.m))),
      h: spanOf(joined(joint.G, complementBasis(joint.G, spans.h))),
      n: spanOf(joined(joint.V, complementBasis(joint.V, spans.n))),
    };
    const between: Ingredients = {
      W2: given.W2,
      W1: given.W1,
      target: projectTarget(given.target, spaces),
      initial: projectFactors(given.initial, spaces),
      probes: projectProbes(given.probes, spaces),
    };
    const full = dimsOf(given);
    const dims = { m: spaces.m.size, h: spaces.h.size, n: spaces.n.size };
    const reduced = reduceDiagonal(withShapes(between, dims), joint.pairs);
    const shrunk = shrinkage(full, dimsOf(reduced.ingredients));
    const reasons = reduced.reasons.filter(reason => !reason.includes('the flow stays'));
    if (shrunk)
      reasons.push(`${shrunk}: the flow stays in the span of weights, target and initial adapters (R2)`);
    return { ingredients: reduced.ingredients, reasons };
  }
  return reduceGeneral(given, denseFactor(given.W2), first, spans);
}

/** W1 diagonal in its singular bases, W2 upper triangular, everything in the span of what there is. */
function reduceGeneral(
  given: Ingredients,
  W2: Matrix,
  first: FirstFactorSvd,
  spans: ReturnType<typeof contentOf>,
): Reduced {
  const dims = dimsOf(given);
  const [second] = normalisedBlocks([W2]);
  const hiddenRest = complementBasis(first.left, [...(second ? [transpose(second)] : []), ...spans.h]);
  const outputs = outputSpan(dims.m, [...(second ? [second] : []), ...spans.m]);
  const spaces: Subspaces = {
    m: outputs && outputs.cols < dims.m ? spanOf(outputs) : wholeSpace(dims.m),
    h: spanOf(joined(first.left, hiddenRest)),
    n: spanOf(joined(first.right, complementBasis(first.right, spans.n))),
  };
  const ingredients = withTriangularOutput({
    W2: { kind: 'dense', matrix: projectFactor(given.W2, spaces.m, spaces.h) },
    W1: { kind: 'diagonal', rows: spaces.h.size, cols: spaces.n.size, values: first.values },
    target: projectTarget(given.target, spaces),
    initial: projectFactors(given.initial, spaces),
    probes: projectProbes(given.probes, spaces),
  });
  const reasons = [
    'W₂ᵀW₂ and W₁W₁ᵀ do not commute: W₁ is diagonal in its singular bases, W₂ upper triangular (R1)',
  ];
  const shrunk = shrinkage(dims, dimsOf(ingredients));
  if (shrunk)
    reasons.push(`${shrunk}: the flow stays in the span of weights, target and initial adapters (R2)`);
  return { ingredients, reasons };
}

/** Span of the blocks; at large sizes only where its dimension is small, else null: correct all the same, only larger. */
function outputSpan(m: number, blocks: readonly Matrix[]): Matrix | null {
  if (m < 128) return spanBasis(m, blocks);
  return lowRankFactors(besides(blocks), RELATIVE_CUT)?.Q ?? null;
}

/** Directions that target and adapters span in each space, as normalised columns. */
function contentOf({ target, initial }: Ingredients): {
  readonly m: readonly Matrix[];
  readonly h: readonly Matrix[];
  readonly n: readonly Matrix[];
} {
  return {
    m: normalisedBlocks([scaleColumns(target.left, target.strengths), initial.B2]),
    h: normalisedBlocks([initial.B1, transpose(initial.A2)]),
    n: normalisedBlocks([scaleColumns(target.right, target.strengths), transpose(initial.A1)]),
  };
}

/** Rank directions in which an adapter is zero never start to move: rotate them away (r₁, r₂ of R2). */
function reduceRanks(given: Ingredients): Reduced {
  const first = smallerRank(given.initial.A1, given.initial.B1);
  const second = smallerRank(given.initial.A2, given.initial.B2);
  if (!first && !second) return { ingredients: given, reasons: [] };
  const initial: Factors = {
    A1: first?.A ?? given.initial.A1,
    B1: first?.B ?? given.initial.B1,
    A2: second?.A ?? given.initial.A2,
    B2: second?.B ?? given.initial.B2,
  };
  const reasons = [];
  if (first)
    reasons.push(`Adapter 1 starts with rank ${first.A.rows} of ${given.initial.A1.rows} and keeps it (R2)`);
  if (second)
    reasons.push(`Adapter 2 starts with rank ${second.A.rows} of ${given.initial.A2.rows} and keeps it (R2)`);
  return { ingredients: { ...given, initial }, reasons };
}

function smallerRank(A: Matrix, B: Matrix): { readonly A: Matrix; readonly B: Matrix } | null {
  if (surelyIndependent(A, B)) return null;
  const blocks = normalisedBlocks([transpose(A), B]);
  // At least one rank direction stays, so that there is always an adapter to speak of.
  if (blocks.length === 0) return A.rows > 1 ? { A: rows(A, [0]), B: columns(B, [0]) } : null;
  // range[A, Bᵀ] from the small triangular factor of its transpose.
  const Q = rangeBasis(transpose(triangularFactor(above(blocks))), RELATIVE_CUT);
  if (Q.cols === A.rows) return null;
  return { A: multiplyTransposedLeft(Q, A), B: multiply(B, Q) };
}

function dimsOf({ W2, W1 }: Ingredients): { readonly m: number; readonly h: number; readonly n: number } {
  return { m: shapeOf(W2).rows, h: shapeOf(W2).cols, n: shapeOf(W1).cols };
}

/** The same ingredients with frozen factors of the given sizes; their values follow from the pairs. */
function withShapes(given: Ingredients, dims: { m: number; h: number; n: number }): Ingredients {
  const empty = (rowCount: number, colCount: number): FrozenFactor => ({
    kind: 'diagonal',
    rows: rowCount,
    cols: colCount,
    values: new Float64Array(0),
  });
  return { ...given, W2: empty(dims.m, dims.h), W1: empty(dims.h, dims.n) };
}

interface Sizes {
  readonly m: number;
  readonly h: number;
  readonly n: number;
}

function shrinkage(before: Sizes, after: Sizes): string | null {
  const parts = (['m', 'h', 'n'] as const)
    .filter(key => after[key] < before[key])
    .map(key => `${key} ${before[key]} → ${after[key]}`);
  return parts.length > 0 ? parts.join(', ') : null;
}
