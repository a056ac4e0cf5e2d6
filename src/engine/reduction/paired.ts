import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import { besides, frobeniusNorm, rows, transpose } from '../linalg/products.ts';
import { rangeBasis } from '../linalg/qr.ts';
import { scaleColumns } from '../linalg/lowRank.ts';
import type { Factors, FrozenFactor, Target } from '../system.ts';
import type { Subspaces } from './ingredients.ts';
import { RELATIVE_CUT, columnRange, spanBasis } from './stack.ts';
import type { SubspaceBlock } from './subspace.ts';
import { nonEmpty, subspace } from './subspace.ts';

/**
 * Coordinates that the frozen factors pair: W2 maps hidden coordinate h to output m with factor s2, W1 maps input n to
 * hidden h with factor s1. A null stands where the factor has nothing there (and its value is 0).
 */
export interface Pair {
  readonly h: number;
  readonly m: number | null;
  readonly n: number | null;
  readonly s2: number;
  readonly s1: number;
}

/** Pairs of two diagonal factors; hidden coordinates that neither of them touches are left out. */
export function diagonalPairs(
  W2: Extract<FrozenFactor, { kind: 'diagonal' }>,
  W1: Extract<FrozenFactor, { kind: 'diagonal' }>,
): Pair[] {
  const pairs: Pair[] = [];
  for (let i = 0; i < Math.max(W2.values.length, W1.values.length); i++) {
    const s2 = W2.values[i] ?? 0;
    const s1 = W1.values[i] ?? 0;
    if (s2 === 0 && s1 === 0) continue;
    pairs.push({ h: i, m: s2 === 0 ? null : i, n: s1 === 0 ? null : i, s2, s1 });
  }
  return pairs;
}

export interface PairedReduction {
  readonly spaces: Subspaces;
  /** Diagonals of the reduced W2 and W1. */
  readonly values2: Float64Array;
  readonly values1: Float64Array;
  /** Pairs whose coordinates nothing ever reaches, or that equal singular values made superfluous. */
  readonly silent: number;
  readonly degenerate: number;
}

/**
 * The smallest coordinates in which diagonal frozen factors stay diagonal (theory.md, Exact reductions, R1, R2 and R4).
 *
 * Pairs with equal (s2, s1) form a group: W acts on it as a multiple of the identity, so that U, G and V may be rotated
 * there together and only the span of what target and adapters put into the group is ever reached; a group of one that
 * holds nothing is never reached at all. Outside the pairs W is zero, U, G and V rotate apart, and again only that span
 * counts. Each block is divided by its norm; what is below 1e-10 of it is rounding.
 */
export function reducePaired(
  dims: { readonly m: number; readonly h: number; readonly n: number },
  pairs: readonly Pair[],
  target: Target,
  initial: Factors,
): PairedReduction {
  const content = contents(target, initial);
  const groups = grouped(pairs);
  const kinds = { both: [] as Kept[], second: [] as Kept[], first: [] as Kept[] };
  let silent = 0;
  let degenerate = 0;
  for (const group of groups) {
    const basis = groupBasis(group, content);
    const q = basis === 'all' ? group.length : basis.cols;
    if (group.length === 1) silent += 1 - q;
    else degenerate += group.length - q;
    if (q === 0) continue;
    const { m, n } = group[0]!;
    (m === null ? kinds.first : n === null ? kinds.second : kinds.both).push({ group, basis, q });
  }
  const ordered = [...kinds.both, ...kinds.second, ...kinds.first];
  const count = (kept: readonly Kept[]) => kept.reduce((sum, { q }) => sum + q, 0);
  const second = count(kinds.second);
  const first = count(kinds.first);

  const rest = {
    m: restBlocks(
      others(
        dims.m,
        pairs.map(pair => pair.m),
      ),
      content.m,
    ),
    h: restBlocks(
      others(
        dims.h,
        pairs.map(pair => pair.h),
      ),
      content.h,
    ),
    n: restBlocks(
      others(
        dims.n,
        pairs.map(pair => pair.n),
      ),
      content.n,
    ),
  };
  // Hidden order: both, second only, first only, rest. The input side must leave room where only W2 has values, so that
  // W1's remaining values stay on the diagonal: its rest fills the gap, and zero padding what is left of it.
  const gap = first > 0 ? second : 0;
  const filled = Math.min(gap, rest.n.size);
  const spaces: Subspaces = {
    m: nonEmpty(
      subspace(dims.m, [
        ...blocksOf([...kinds.both, ...kinds.second], pair => pair.m!),
        ...rest.m.slice(0, rest.m.size),
      ]),
    ),
    h: nonEmpty(subspace(dims.h, [...blocksOf(ordered, pair => pair.h), ...rest.h.slice(0, rest.h.size)])),
    n: nonEmpty(
      subspace(dims.n, [
        ...blocksOf(kinds.both, pair => pair.n!),
        ...rest.n.slice(0, filled),
        { kind: 'padding', count: gap - filled },
        ...blocksOf(kinds.first, pair => pair.n!),
        ...rest.n.slice(filled, rest.n.size),
      ]),
    ),
  };
  const repeated = (kept: readonly Kept[], value: (pair: Pair) => number) =>
    kept.flatMap(({ group, q }) => new Array<number>(q).fill(value(group[0]!)));
  return {
    spaces,
    values2: Float64Array.from(repeated([...kinds.both, ...kinds.second], pair => pair.s2)),
    values1: Float64Array.from(
      first > 0
        ? [
            ...repeated(kinds.both, pair => pair.s1),
            ...Array.from({ length: second }, () => 0),
            ...repeated(kinds.first, pair => pair.s1),
          ]
        : repeated(kinds.both, pair => pair.s1),
    ),
    silent,
    degenerate,
  };
}

interface Kept {
  readonly group: readonly Pair[];
  readonly basis: Matrix | 'all';
  readonly q: number;
}

/** Columns that span something, and ‖block‖_F. Not divided by it as a whole: most runs need none of the quotients. */
interface Content {
  readonly block: Matrix;
  readonly norm: number;
}

/** What target and adapters put into each space. */
interface Contents {
  readonly m: readonly Content[];
  readonly h: readonly Content[];
  readonly n: readonly Content[];
}

function contents(target: Target, initial: Factors): Contents {
  const top = target.strengths[0] ?? 0;
  const weights = target.strengths.map(value => (top > 0 ? value / top : 0));
  const present = (blocks: readonly Matrix[]) =>
    blocks.flatMap(block => {
      const norm = frobeniusNorm(block);
      if (block.cols === 0 || norm === 0) return [];
      return [{ block, norm }];
    });
  return {
    m: present([scaleColumns(target.left, weights), initial.B2]),
    h: present([initial.B1, transpose(initial.A2)]),
    n: present([scaleColumns(target.right, weights), transpose(initial.A1)]),
  };
}

/** Groups by the pairs they are of, which all runs of a problem share. */
const known = new WeakMap<readonly Pair[], readonly (readonly Pair[])[]>();

/** Groups of pairs with equal singular values of both factors. */
export function grouped(pairs: readonly Pair[]): readonly (readonly Pair[])[] {
  const found = known.get(pairs) ?? groupsOf(pairs);
  known.set(pairs, found);
  return found;
}

function groupsOf(pairs: readonly Pair[]): Pair[][] {
  const largest = pairs.reduce((most, { s2, s1 }) => Math.max(most, Math.abs(s2), Math.abs(s1)), 0);
  const runs = (list: readonly Pair[], key: (pair: Pair) => number): Pair[][] => {
    const sorted = [...list].sort((a, b) => key(b) - key(a) || a.h - b.h);
    const found: Pair[][] = [];
    sorted.forEach((pair, i) => {
      const before = sorted[i - 1];
      if (before && Math.abs(key(before) - key(pair)) <= 1e-13 * largest) found.at(-1)!.push(pair);
      else found.push([pair]);
    });
    return found;
  };
  const type = ({ m, n }: Pair) => (m === null ? 0 : n === null ? 1 : 2);
  return runs(pairs, type)
    .flatMap(sameType => runs(sameType, pair => pair.s2))
    .flatMap(sameSecond => runs(sameSecond, pair => pair.s1));
}

function groupBasis(group: readonly Pair[], content: Contents): Matrix | 'all' {
  const [only] = group;
  if (only !== undefined && group.length === 1) return isReached(only, content) ? 'all' : zeros(1, 0);
  const { m, n } = group[0]!;
  const parts = [
    ...content.h.map(normalisedRows(group.map(pair => pair.h))),
    ...(m === null ? [] : content.m.map(normalisedRows(group.map(pair => pair.m!)))),
    ...(n === null ? [] : content.n.map(normalisedRows(group.map(pair => pair.n!)))),
  ];
  const basis = rangeBasis(besides(parts), RELATIVE_CUT);
  return basis.cols === group.length ? 'all' : basis;
}

function isReached({ h, m, n }: Pair, content: Contents): boolean {
  const holds = (list: readonly Content[], at: number | null): boolean =>
    at !== null &&
    list.some(({ block: { cols, data }, norm }) => {
      for (let j = at * cols; j < (at + 1) * cols; j++)
        if (Math.abs(data[j]!) > RELATIVE_CUT * norm) return true;
      return false;
    });
  return holds(content.h, h) || holds(content.m, m) || holds(content.n, n);
}

/** Of a block divided by its norm, the rows `at`. */
function normalisedRows(at: readonly number[]): (content: Content) => Matrix {
  return ({ block, norm }) => {
    const chosen = rows(block, at);
    return { ...chosen, data: chosen.data.map(value => value / norm) };
  };
}

/** Adjacent groups that are kept whole become one block of coordinates. */
function blocksOf(kept: readonly Kept[], coordinate: (pair: Pair) => number): SubspaceBlock[] {
  const blocks: SubspaceBlock[] = [];
  let run: number[] = [];
  const flush = () => {
    if (run.length > 0) blocks.push({ kind: 'coordinates', at: run });
    run = [];
  };
  for (const { group, basis } of kept) {
    const at = group.map(coordinate);
    if (basis === 'all') run.push(...at);
    else {
      flush();
      blocks.push({ kind: 'combination', at, basis });
    }
  }
  flush();
  return blocks;
}

function others(dimension: number, taken: readonly (number | null)[]): number[] {
  const used = new Uint8Array(dimension);
  for (const i of taken) if (i !== null) used[i] = 1;
  const at: number[] = [];
  for (let i = 0; i < dimension; i++) if (used[i] === 0) at.push(i);
  return at;
}

/** Coordinates on which W is zero: only what the content spans there is kept. */
function restBlocks(
  at: readonly number[],
  content: readonly Content[],
): { readonly size: number; slice(start: number, end: number): SubspaceBlock[] } {
  if (at.length === 0) return { size: 0, slice: () => [] };
  const basis = spanBasis(at.length, content.map(normalisedRows(at)));
  if (basis.cols === at.length)
    return {
      size: at.length,
      slice: (start, end) => [{ kind: 'coordinates', at: at.slice(start, end) }],
    };
  return {
    size: basis.cols,
    slice: (start, end) => [{ kind: 'combination', at, basis: columnRange(basis, start, end) }],
  };
}
