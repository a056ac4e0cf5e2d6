import { describe, expect, it } from 'vitest';
import { initialisations } from '../../../src/engine/adapter/registry.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { multiply, scaled, transpose } from '../../../src/engine/linalg/products.ts';
import type { EngineFiles } from '../../../src/engine/problem/arrays.ts';
import { gaussianMatrix, haarOrthogonal } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import type { System } from '../../../src/engine/system.ts';
import { denseFactor } from '../../../src/engine/linalg/frozenFactor.ts';
import { denseTriples } from '../../../src/engine/linalg/lowRank.ts';
import { invariants, plainModel } from '../problem/plainModel.ts';
import { caseAdapter, caseProblem, filesOf, referenceCase } from '../problem/referenceCase.ts';
import { built } from '../problem/settings.ts';

/** Everything that no rotation changes, at the start and after some steps of gradient descent. */
function history(system: System, steps: number): number[][] {
  const model = plainModel(system);
  const rates = [0, 1e-3, 5e-3];
  return rates.map(rate => invariants(system, rate === 0 ? system.initial : model.descend(steps, rate)));
}

/** Relative to each quantity's size in the problem, so that rounding of what is zero does not count. */
function expectSame(a: System, b: System, tolerance: number, steps = 60): void {
  const left = history(a, steps);
  const right = history(b, steps);
  left.forEach((row, i) =>
    row.forEach((value, j) => {
      const other = right[i]![j]!;
      expect(Math.abs(value - other), `row ${i}, quantity ${j}: ${value} and ${other}`).toBeLessThan(
        tolerance * (Math.abs(other) + 1e-3),
      );
    }),
  );
}

function sizes({ reduction }: System): number[] {
  const { m, h, n, r1, r2 } = reduction;
  return [m, h, n, r1, r2];
}

const small = { dims: { m: 9, h: 14, n: 7 } };
const problems: Record<string, object> = {
  paper: { pretrained: { kind: 'gaussian', matrix: 'paper', dims: { m: 10, h: 24, n: 10 } } },
  'low rank': {
    pretrained: { kind: 'lowRank', rank: 3, ...small },
    target: { kind: 'singularPairs' },
  },
  'random direction': {
    pretrained: { kind: 'gaussian', ...small },
    target: { kind: 'randomDirection', angle: 30 },
  },
  'outside the span': {
    pretrained: { kind: 'lowRank', rank: 2, ...small },
    target: {
      kind: 'singularPairs',
      pairs: [
        { pair: 1, strength: 3 },
        { pair: 5, strength: 2 },
      ],
    },
  },
  isotropic: {
    pretrained: { kind: 'spectrum', singularValues: [2, 2, 2, 2, 2, 2, 2], ...small },
    target: { kind: 'randomDirection', angle: 60 },
  },
  'narrow middle': { pretrained: { kind: 'gaussian', dims: { m: 8, h: 3, n: 6 } } },
};

describe('reduced and plain systems have the same dynamics', () => {
  for (const [name, problem] of Object.entries(problems)) {
    it.each([
      ['gaussian', 'A', 2],
      ['gaussian', 'B', 2],
      ['both', '', 3],
      ['both', '', 8],
    ])(`${name}: %s %s, r = %i`, (kind, randomFactor, rank) => {
      const init = randomFactor === '' ? { kind } : { kind, randomFactor };
      const adapter = { rank, init, initScale: 0.05 };
      const reduced = built(problem, adapter, { seed: 4 });
      const plain = built(problem, adapter, { seed: 4, reduce: false });
      expect(plain.W2.kind).toBe('dense');
      expectSame(reduced, plain, 1e-9);
    });
  }

  it.each(initialisations.map(({ kind }) => kind).filter(kind => kind !== 'file'))(
    'for the %s initialisation, with scaling',
    kind => {
      const problem = problems[kind === 'spectral' ? 'low rank' : 'paper']!;
      const adapter = { rank: 2, init: { kind }, initScale: 0.05, scaling: 0.5 };
      const reduced = built(problem, adapter, { seed: 2 });
      const plain = built(problem, adapter, { seed: 2, reduce: false });
      expectSame(reduced, plain, 1e-9);
      expect(reduced.frozen).toEqual(plain.frozen);
    },
  );

  it('also where the setting of the problem forces the plain path', () => {
    const forced = built({ reduction: 'none' }, {}, { seed: 1 });
    const plain = built({}, {}, { seed: 1, reduce: false });
    expect(forced).toEqual(plain);
  });
});

describe('expected sizes', () => {
  it('of case 11', () => {
    const reference = referenceCase('11_reduction');
    const system = built(caseProblem, caseAdapter(reference), { files: filesOf(reference) });
    const { m, h, n, r1, r2 } = reference.expected_dims!;
    expect(sizes(system)).toEqual([m, h, n, r1, r2]);
  });

  it.each([
    // The table of reduced sizes: p = 5, k = 2, r = 4 at (60, 80, 50).
    ['A', [5, 9, 9, 4, 4]],
    ['B', [9, 9, 5, 4, 4]],
  ])('of a low-rank problem with %s random', (randomFactor, expected) => {
    const system = built(
      {
        pretrained: { kind: 'lowRank', rank: 5, dims: { m: 60, h: 80, n: 50 } },
        target: { kind: 'singularPairs' },
      },
      { rank: 4, init: { kind: 'gaussian', randomFactor } },
    );
    expect(sizes(system)).toEqual(expected);
    expect(system.reduction.full).toEqual({ m: 60, h: 80, n: 50, r: 4 });
    expect(system.reduction.reasons.join(' ')).toContain('m 60 →');
  });

  it('of the paper: h falls from 100 to 14', () => {
    const system = built({ pretrained: { kind: 'gaussian', matrix: 'paper' } }, {});
    expect(sizes(system)).toEqual([10, 14, 10, 4, 4]);
  });

  it('of equal singular values: 13 become 2r + 1', () => {
    const system = built(
      { pretrained: { kind: 'spectrum', singularValues: Array(13).fill(2), dims: { m: 13, h: 13, n: 13 } } },
      { rank: 2 },
    );
    expect(sizes(system)).toEqual([5, 5, 5, 2, 2]);
    expect(system.reduction.reasons.join(' ')).toContain('8 directions fewer');
  });

  it('of unequal weights from a file: the span of both', () => {
    const stream = randomStream('bases', 9);
    const low = (rows: number, cols: number) =>
      scaled(multiply(gaussianMatrix(stream, rows, 3), gaussianMatrix(stream, 3, cols)), 0.1);
    const files = fileOf({ W2: low(30, 40), W1: low(40, 25), D: low(30, 25) });
    const system = built(caseProblem, { rank: 2 }, { files });
    // m: rank[W2, Δ] = 6; h: rank[W2ᵀ, W1] + r = 8; n: rank[W1; Δ] + r = 8.
    expect(sizes(system)).toEqual([6, 8, 8, 2, 2]);
    expectSame(system, built(caseProblem, { rank: 2 }, { files, reduce: false }), 1e-9);
  });

  it('of a rank beyond the dimensions', () => {
    const system = built({ pretrained: { kind: 'gaussian', dims: { m: 3, h: 4, n: 2 } } }, { rank: 6 });
    expect(sizes(system)).toEqual([2, 4, 2, 2, 4]);
  });

  it('of spectral initialisation: r', () => {
    const system = built({}, { rank: 3, init: { kind: 'spectral' } });
    expect(sizes(system)).toEqual([3, 3, 3, 3, 3]);
    expect(system.reduction.reasons.join(' ')).toContain('R5');
  });

  it('never of nothing at all', () => {
    const zero = { shape: [2, 2], data: new Float64Array(4) };
    const files = {
      'case.npz': { W2: zero, W1: zero, D: { shape: [2, 2], data: Float64Array.of(1, 0, 0, 0) } },
    };
    const start = {
      A1: { shape: [1, 2], data: new Float64Array(2) },
      B1: { shape: [2, 1], data: new Float64Array(2) },
      A2: { shape: [1, 2], data: new Float64Array(2) },
      B2: { shape: [2, 1], data: new Float64Array(2) },
    };
    const system = built(
      caseProblem,
      { rank: 1, init: { kind: 'file', path: 'case.npz' } },
      { files: { 'case.npz': { ...files['case.npz'], ...start } } },
    );
    expect(sizes(system)).toEqual([1, 1, 1, 1, 1]);
    expect(plainModel(system).loss(system.initial)).toBeCloseTo(0.5, 14);
  });
});

describe('detection from a file', () => {
  it.each([
    ['01_gf_text_A_random', true],
    ['02_gf_figure_B_random', true],
    ['03_gf_general_unbalanced', false],
    ['04_gf_spectral_rank3', true],
  ])('of common singular bases in %s: %s', (name, aligned) => {
    const reference = referenceCase(name);
    const files = filesOf(reference);
    const system = built(caseProblem, caseAdapter(reference), { files });
    expect(system.probes.aligned).toBe(aligned);
    expect(system.W1.kind).toBe('diagonal');
    expect(system.W2.kind).toBe(aligned ? 'diagonal' : 'dense');
    expectSame(system, built(caseProblem, caseAdapter(reference), { files, reduce: false }), 1e-9);
    const { directions } = reference;
    if (directions && aligned) {
      const plain = built(caseProblem, caseAdapter(reference), { files, reduce: false });
      const dot = (x: Float64Array, y: readonly number[]) =>
        Math.abs(x.reduce((sum, value, i) => sum + value * y[i]!, 0));
      expect(dot(plain.probes.gamma1.x, directions.g)).toBeCloseTo(1, 13);
      expect(dot(plain.probes.gamma1.y, directions.v)).toBeCloseTo(1, 13);
      expect(dot(plain.probes.gamma2.x, directions.u)).toBeCloseTo(1, 13);
      expect(dot(plain.probes.u, directions.u)).toBeCloseTo(1, 13);
    }
  });

  // Equal singular values leave the bases undetermined: an SVD of W1 alone cannot find those of W2.
  it.each([
    ['equal in W1', [3, 2, 1.5, 1], [2, 2, 2, 2]],
    ['equal in W2', [2, 2, 2, 2], [3, 2, 1.5, 1]],
    ['equal in both', [2, 2, 1, 1], [3, 3, 3, 1]],
    ['zero in one', [3, 0, 2, 0], [0, 2, 1, 0]],
    ['close but not equal', [2, 2 + 1e-7, 1, 1 + 1e-9], [1, 1 + 1e-8, 3, 3]],
    ['graded', [3, 1e-3, 2, 1e-2], [1e-2, 2, 1e-3, 1]],
  ])('sees through singular values that are %s', (_, s2, s1) => {
    const stream = randomStream('bases', 3);
    const U = haarOrthogonal(stream, 6);
    const G = haarOrthogonal(stream, 8);
    const V = haarOrthogonal(stream, 5);
    const W2 = spectral(U, s2, G);
    const W1 = spectral(G, s1, V);
    const files = fileOf({ W2, W1, D: spectral(U, [0, 0, 4, 0], V) });
    const system = built(caseProblem, { rank: 2, initScale: 0.05 }, { files, seed: 1 });
    expect(system.probes.aligned).toBe(true);
    expect([system.W2.kind, system.W1.kind]).toEqual(['diagonal', 'diagonal']);
    expectSame(
      system,
      built(caseProblem, { rank: 2, initScale: 0.05 }, { files, seed: 1, reduce: false }),
      1e-9,
    );
  });

  it.each([
    ['common', true],
    ['different', false],
  ])('holds at sizes where WASM decomposes: %s bases', (_, common) => {
    const stream = randomStream('bases', 5);
    const [U, G, V, other] = [150, 140, 145, 140].map(n => haarOrthogonal(stream, n)) as [
      Matrix,
      Matrix,
      Matrix,
      Matrix,
    ];
    const values = Array.from({ length: 140 }, (_unused, i) => 2 - i / 100);
    const files = fileOf({
      W2: spectral(U, values, common ? G : other),
      W1: spectral(G, values, V),
      D: spectral(U, [3, 2], V),
    });
    const adapter = { rank: 2, initScale: 0.05 };
    const system = built(caseProblem, adapter, { files, seed: 1 });
    expect(system.probes.aligned).toBe(common);
    expect(system.W2.kind).toBe(common ? 'diagonal' : 'dense');
    // A large target of low rank is kept as its triples alone.
    expect(system.target.strengths).toHaveLength(2);
    expect(system.target.dense).toBeUndefined();
    expectSame(system, built(caseProblem, adapter, { files, seed: 1, reduce: false }), 1e-9, 8);
  });

  it.each([
    // m, h and n of the file, and what remains of them.
    [9, 9, 9, 9, 9, 9],
    [7, 12, 9, 7, 12, 9],
    // Outputs that W2 does not reach: only the target’s two directions of them count.
    [20, 9, 11, 11, 9, 11],
    // The same where nothing is searched for smaller spans.
    [190, 140, 130, 142, 140, 130],
    [130, 140, 150, 130, 140, 144],
  ])('makes W2 upper triangular at %i, %i, %i', (m, h, n, ...expected) => {
    const stream = randomStream('bases', 6);
    const files = fileOf({
      W2: scaled(gaussianMatrix(stream, m, h), 1 / Math.sqrt(h)),
      W1: scaled(gaussianMatrix(stream, h, n), 1 / Math.sqrt(h)),
      D: multiply(
        scaled(gaussianMatrix(stream, m, 2), 1 / Math.sqrt(m)),
        scaled(gaussianMatrix(stream, 2, n), 1 / Math.sqrt(n)),
      ),
    });
    // B starts at zero.
    const adapter = { rank: 2, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 0.05 };
    const system = built(caseProblem, adapter, { files, seed: 1 });
    expect(sizes(system).slice(0, 3)).toEqual(expected);
    const W2 = denseFactor(system.W2);
    for (let i = 0; i < W2.rows; i++)
      for (let j = 0; j < Math.min(i, W2.cols); j++) expect(W2.data[i * W2.cols + j]).toBe(0);
    expectSame(system, built(caseProblem, adapter, { files, seed: 1, reduce: false }), 1e-9, 8);
  });

  it('does not call bases common that are not', () => {
    const stream = randomStream('bases', 4);
    const [U, G, V, other] = [6, 8, 5, 8].map(n => haarOrthogonal(stream, n)) as [
      Matrix,
      Matrix,
      Matrix,
      Matrix,
    ];
    const files = fileOf({
      W2: spectral(U, [3, 2, 1, 0.5], other),
      W1: spectral(G, [3, 2, 1, 0.5], V),
      D: spectral(U, [4], V),
    });
    const system = built(caseProblem, { rank: 2 }, { files });
    expect(system.probes.aligned).toBe(false);
    expect(system.W2.kind).toBe('dense');
    // And W jointly diagonal, but the target across.
    const across = fileOf({
      W2: spectral(U, [3, 2, 1, 0.5], G),
      W1: spectral(G, [3, 2, 1, 0.5], V),
      D: spectral(multiply(U, haarOrthogonal(stream, 6)), [4], V),
    });
    const crossed = built(caseProblem, { rank: 2 }, { files: across });
    expect(crossed.probes.aligned).toBe(false);
    expect(crossed.W2.kind).toBe('diagonal');
  });
});

describe('equivariance (R1)', () => {
  it.each(['03_gf_general_unbalanced', '01_gf_text_A_random'])(
    'rotating everything in %s changes nothing that can be measured',
    name => {
      const reference = referenceCase(name);
      const { rank } = caseAdapter(reference) as { rank: number };
      const given = filesOf(reference)['case.npz']!;
      const matrix = (key: string): Matrix => {
        const { shape, data } = given[key]!;
        return { rows: shape[0]!, cols: shape[1]!, data };
      };
      const stream = randomStream('bases', 11);
      const U = haarOrthogonal(stream, matrix('W2').rows);
      const G = haarOrthogonal(stream, matrix('W2').cols);
      const V = haarOrthogonal(stream, matrix('W1').cols);
      const Q1 = haarOrthogonal(stream, rank);
      const Q2 = haarOrthogonal(stream, rank);
      const rotated = fileOf({
        W2: multiply(multiply(transpose(U), matrix('W2')), G),
        W1: multiply(multiply(transpose(G), matrix('W1')), V),
        D: multiply(multiply(transpose(U), matrix('D')), V),
        A1: multiply(multiply(Q1, matrix('A1')), V),
        B1: multiply(multiply(transpose(G), matrix('B1')), transpose(Q1)),
        A2: multiply(multiply(Q2, matrix('A2')), G),
        B2: multiply(multiply(transpose(U), matrix('B2')), transpose(Q2)),
      });
      const adapter = caseAdapter(reference);
      const before = built(caseProblem, adapter, { files: filesOf(reference) });
      const after = built(caseProblem, adapter, { files: rotated });
      expect(sizes(after)).toEqual(sizes(before));
      expectSame(before, after, 1e-9);
    },
  );
});

describe('a system', () => {
  it('has the target as triples and entry by entry alike', () => {
    for (const problem of Object.values(problems)) {
      const { target } = built(problem, {});
      const again = denseTriples(target);
      target.dense!.data.forEach((value, i) => expect(again.data[i]!).toBeCloseTo(value, 12));
    }
  });

  it('keeps γ₁ and γ₂ of unit length, along the fastest growing directions', () => {
    const { probes, W2, target } = built(problems['random direction']!, {});
    const norm = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    for (const half of [probes.gamma1.x, probes.gamma1.y, probes.gamma2.x, probes.gamma2.y])
      expect(norm(half)).toBeCloseTo(1, 12);
    const along = multiply(transpose(denseFactor(W2)), target.dense!);
    const image = multiply(along, { rows: probes.v.length, cols: 1, data: probes.gamma1.y });
    expect(norm(image.data)).toBeCloseTo(probes.mu, 10);
  });
});

function spectral(left: Matrix, values: readonly number[], right: Matrix): Matrix {
  const middle: Matrix = {
    rows: left.cols,
    cols: right.cols,
    data: new Float64Array(left.cols * right.cols),
  };
  values.forEach((value, i) => (middle.data[i * right.cols + i] = value));
  return multiply(multiply(left, middle), transpose(right));
}

function fileOf(matrices: Readonly<Record<string, Matrix>>): EngineFiles {
  return {
    'case.npz': Object.fromEntries(
      Object.entries(matrices).map(([name, { rows, cols, data }]) => [name, { shape: [rows, cols], data }]),
    ),
  };
}
