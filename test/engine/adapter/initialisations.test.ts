import { describe, expect, it } from 'vitest';
import { quantised } from '../../../src/engine/adapter/quantise.ts';
import { initialisations } from '../../../src/engine/adapter/registry.ts';
import { completedTriples } from '../../../src/engine/adapter/triples.ts';
import { shuffledIndices } from '../../../src/engine/random/shuffle.ts';
import { denseFactor } from '../../../src/engine/linalg/frozenFactor.ts';
import { denseTriples } from '../../../src/engine/linalg/lowRank.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import {
  columns,
  frobeniusNorm,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  orthonormalityError,
  plus,
  scaled,
  transpose,
} from '../../../src/engine/linalg/products.ts';
import { svd } from '../../../src/engine/linalg/svd.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import type { System } from '../../../src/engine/system.ts';
import { plainModel } from '../problem/plainModel.ts';
import { built, faultsOf } from '../problem/settings.ts';

const problem = {
  pretrained: { kind: 'gaussian', dims: { m: 9, h: 14, n: 7 }, imbalance: 1.5 },
  target: { kind: 'singularPairs' },
};
const RANK = 3;
const SCALE = 0.01;

/** The system in the user's own coordinates, and the weights before any recipe touched them. */
function plain(init: object, options: { rank?: number; scaling?: number; seed?: number } = {}): System {
  const { rank = RANK, scaling = 1, seed = 1 } = options;
  return built(problem, { rank, init, initScale: SCALE, scaling }, { seed, reduce: false });
}

const untouched = plain({ kind: 'gaussian' });
const W = { 1: denseFactor(untouched.W1), 2: denseFactor(untouched.W2) };
const delta = untouched.target.dense!;
const negativeGradient = {
  1: multiplyTransposedLeft(W[2], delta),
  2: multiplyTransposedRight(delta, W[1]),
};

function layers(system: System): { index: 1 | 2; A: Matrix; B: Matrix; frozen: Matrix }[] {
  const { A1, B1, A2, B2 } = system.initial;
  return [
    { index: 1, A: A1, B: B1, frozen: denseFactor(system.W1) },
    { index: 2, A: A2, B: B2, frozen: denseFactor(system.W2) },
  ];
}

function distance(a: Matrix, b: Matrix): number {
  return frobeniusNorm(plus(a, b, -1));
}

function upTo(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

/** Σ of singular triples `chosen` of a matrix. */
function part(a: Matrix, chosen: readonly number[]): Matrix {
  const { U, values, V } = svd(a);
  return denseTriples({
    left: columns(U, chosen),
    strengths: Float64Array.from(chosen, i => values[i]!),
    right: columns(V, chosen),
  });
}

describe('every initialisation', () => {
  it('has a name, a formula and help, and a schema of its own kind', () => {
    const kinds = initialisations.map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const module of initialisations) {
      expect(module.label).not.toBe('');
      expect(module.symbol).not.toBe('');
      expect(module.help.length).toBeGreaterThan(40);
      expect(module.settings.properties.kind.const).toBe(module.kind);
    }
  });

  it.each([
    'gaussian',
    'spectral',
    'peftDefault',
    'peftGaussian',
    'pissa',
    'milora',
    'olora',
    'loraGa',
    'eva',
    'orthogonal',
    'mica',
    'nystrom',
  ])('%s leaves the loss at the start as it is', kind => {
    const system = plain({ kind }, { rank: 2, scaling: 0.5 });
    expect(plainModel(system).loss(system.initial)).toBeCloseTo(17, 11);
    const reduced = built(problem, { rank: 2, init: { kind }, scaling: 0.5 }, { seed: 1 });
    expect(plainModel(reduced).loss(reduced.initial)).toBeCloseTo(17, 11);
  });

  it.each(['gaussian', 'spectral', 'peftDefault', 'peftGaussian', 'eva', 'orthogonal', 'mica', 'nystrom'])(
    '%s starts with BA = 0',
    kind => {
      for (const { A, B } of layers(plain({ kind }, { rank: 2 })))
        expect(frobeniusNorm(multiply(B, A))).toBeLessThan(1e-14);
    },
  );

  it('is the same for the same seed, and another one for another', () => {
    for (const { kind } of initialisations.filter(module => module.kind !== 'file')) {
      const [once, again, other] = [5, 5, 6].map(seed => plain({ kind }, { rank: 2, seed }).initial);
      expect(once).toEqual(again);
      // At this rank the gradient of the target, of rank two, determines LoRA-GA’s start.
      const random = !['pissa', 'milora', 'olora', 'loftq', 'mica', 'loraOne', 'loraGa'].includes(kind);
      if (random) expect(once).not.toEqual(other);
      else expect(once).toEqual(other);
    }
  });

  it.each(['gaussian', 'both', 'spectral', 'nystrom'])('%s scales one draw by α', kind => {
    const draw = (initScale: number) =>
      built(problem, { rank: 2, init: { kind }, initScale }, { seed: 3, reduce: false }).initial;
    const [small, large] = [draw(1e-6), draw(2 ** -10)];
    for (const name of ['A1', 'B1', 'A2', 'B2'] as const)
      expect(distance(scaled(small[name], 2 ** -10 / 1e-6), large[name])).toBeLessThan(
        1e-14 * (1 + frobeniusNorm(large[name])),
      );
  });

  it('does not change with the seed of the weights, nor the weights with the seed of the run', () => {
    const of = (weightsSeed: number, seed: number) =>
      built(
        { pretrained: { kind: 'gaussian', dims: { m: 9, h: 14, n: 7 }, seed: weightsSeed } },
        { rank: 2 },
        { seed },
      );
    expect(of(0, 1).W2).toEqual(of(0, 2).W2);
    expect(of(0, 1).W2).not.toEqual(of(1, 1).W2);
  });
});

describe('gaussian', () => {
  it('draws A or B with standard deviation α', () => {
    const wide = { pretrained: { kind: 'lowRank', dims: { m: 400, h: 500, n: 300 } } };
    const of = (randomFactor: string) =>
      built(wide, { rank: 4, initScale: SCALE, init: { kind: 'gaussian', randomFactor } }, { reduce: false })
        .initial;
    const deviation = (a: Matrix) => frobeniusNorm(a) / Math.sqrt(a.data.length);
    const a = of('A');
    expect(deviation(a.A1) / SCALE).toBeCloseTo(1, 1);
    expect(deviation(a.A2) / SCALE).toBeCloseTo(1, 1);
    expect([frobeniusNorm(a.B1), frobeniusNorm(a.B2)]).toEqual([0, 0]);
    const b = of('B');
    expect(deviation(b.B1) / SCALE).toBeCloseTo(1, 1);
    expect([frobeniusNorm(b.A1), frobeniusNorm(b.A2)]).toEqual([0, 0]);
  });
});

describe('spectral', () => {
  it('acts along the right singular vectors of the target and the matching ones of W2', () => {
    const system = plain({ kind: 'spectral' }, { rank: 2 });
    const { U, V } = svd(multiply(W[2], W[1]));
    const target = columns(V, [0, 1]);
    const matching = scaled(multiplyTransposedLeft(W[2], columns(U, [0, 1])), 1);
    const inSpan = (A: Matrix, basis: Matrix) => {
      const Q = svd(basis).U;
      return distance(A, multiply(multiply(A, Q), transpose(Q))) / frobeniusNorm(A);
    };
    expect(inSpan(system.initial.A1, target)).toBeLessThan(1e-12);
    expect(inSpan(system.initial.A2, matching)).toBeLessThan(1e-12);
  });

  it('says so when the target has more directions than the adapter, or lies across', () => {
    const [rank] = faultsOf(problem, { rank: 1, init: { kind: 'spectral' } });
    expect(rank).toMatchObject({ code: 'spectral-rank', path: ['adapter', 'rank'] });
    const across = { ...problem, target: { kind: 'randomDirection' } };
    const [aligned] = faultsOf(across, { rank: 2, init: { kind: 'spectral' } });
    expect(aligned).toMatchObject({ code: 'spectral-not-aligned', path: ['adapter', 'init'] });
  });
});

describe('recipes built on W', () => {
  it('PiSSA moves the top r singular triples into the adapter', () => {
    for (const { index, A, B, frozen } of layers(plain({ kind: 'pissa' }, { scaling: 2 }))) {
      expect(distance(scaled(multiply(B, A), 2), part(W[index], upTo(RANK)))).toBeLessThan(1e-12);
      expect(distance(plus(frozen, multiply(B, A), 2), W[index])).toBeLessThan(1e-12);
      // B and A share the singular values evenly.
      expect(frobeniusNorm(A)).toBeCloseTo(frobeniusNorm(B), 12);
    }
  });

  it('MiLoRA moves the bottom r', () => {
    for (const { index, A, B } of layers(plain({ kind: 'milora' })))
      expect(distance(multiply(B, A), part(W[index], upTo(RANK, (index === 1 ? 7 : 9) - RANK)))).toBeLessThan(
        1e-12,
      );
  });

  it('OLoRA takes the first columns of Q and rows of R', () => {
    for (const { index, A, B } of layers(plain({ kind: 'olora' }))) {
      expect(orthonormalityError(B)).toBeLessThan(1e-13);
      // Row i of R is zero left of the diagonal.
      for (let i = 0; i < RANK; i++) for (let j = 0; j < i; j++) expect(A.data[i * A.cols + j]).toBe(0);
      // The first r columns of W are reproduced.
      expect(distance(columns(multiply(B, A), upTo(RANK)), columns(W[index], upTo(RANK)))).toBeLessThan(
        1e-13,
      );
    }
  });

  it('MiCA takes the bottom left singular vectors and freezes B', () => {
    const system = plain({ kind: 'mica' });
    expect(system.frozen).toEqual(['B1', 'B2']);
    for (const { index, A, B } of layers(system)) {
      expect(frobeniusNorm(A)).toBe(0);
      expect(orthonormalityError(B)).toBeLessThan(1e-13);
      const { U, values } = svd(W[index]);
      const p = values.length;
      const overlap = multiplyTransposedLeft(columns(U, upTo(RANK, p - RANK)), B);
      if (index === 1) expect(frobeniusNorm(overlap)).toBeCloseTo(Math.sqrt(RANK), 10);
    }
    // On W2, of rank 7 in 9 × 14, the bottom three of nine triples include two of singular value zero.
    const [, second] = layers(system);
    const reach = frobeniusNorm(multiplyTransposedLeft(second!.B, W[2])) ** 2;
    expect(reach).toBeCloseTo(svd(W[2]).values[6]! ** 2, 10);
  });

  it('LoftQ freezes a quantised W and fits what that loses', () => {
    const [coarse, fine] = [3, 8].map(bits => {
      const system = plain({ kind: 'loftq', bits, iterations: 3 });
      return layers(system).map(({ index, A, B, frozen }) => {
        const error = distance(plus(frozen, multiply(B, A)), W[index]);
        expect(error).toBeLessThan(distance(frozen, W[index]));
        return error;
      });
    });
    coarse!.forEach((error, i) => expect(fine![i]!).toBeLessThan(0.1 * error));
  });

  it('quantises to 2^bits − 1 levels a row', () => {
    const given: Matrix = { rows: 2, cols: 4, data: Float64Array.of(0.9, -1, 0.2, 0, 0, 0, 0, 0) };
    expect(Array.from(quantised(given, 2).data)).toEqual([1, -1, 0, 0, 0, 0, 0, 0]);
    expect(distance(quantised(given, 12), given)).toBeLessThan(1e-3);
  });

  it('Nyström sketches W or the gradient', () => {
    for (const sketch of ['weights', 'target'] as const)
      for (const { index, A, B } of layers(plain({ kind: 'nystrom', sketch }))) {
        expect(frobeniusNorm(A)).toBe(0);
        const source = sketch === 'weights' ? W[index] : negativeGradient[index];
        const { U, values } = svd(source);
        const rank = values.filter(value => value > 1e-12).length;
        const Q = columns(U, upTo(rank));
        expect(distance(multiply(Q, multiplyTransposedLeft(Q, B)), B)).toBeLessThan(1e-13);
      }
  });

  it('EVA takes the directions in which the inputs vary most', () => {
    const [first, second] = layers(plain({ kind: 'eva' }));
    expect(orthonormalityError(transpose(first!.A))).toBeLessThan(1e-13);
    const top = columns(svd(W[1]).U, upTo(RANK));
    expect(frobeniusNorm(multiply(second!.A, top))).toBeCloseTo(Math.sqrt(RANK), 12);
  });
});

describe('recipes built on the gradient', () => {
  it('LoRA-One starts with its top r triples, each factor weighted by S/√γ', () => {
    for (const { index, A, B } of layers(plain({ kind: 'loraOne', stableGamma: 16 }, { rank: 2 }))) {
      const { U, values, V } = svd(negativeGradient[index]);
      const expected = denseTriples({
        left: columns(U, [0, 1]),
        strengths: values.slice(0, 2).map(value => value ** 2 / 16),
        right: columns(V, [0, 1]),
      });
      expect(distance(multiply(B, A), expected)).toBeLessThan(1e-11);
    }
  });

  it('LoRA-GA takes disjoint groups of its singular vectors', () => {
    for (const direction of ['ArB2r', 'ArBr', 'A2rBr', 'random'])
      for (const { A, B, frozen, index } of layers(
        plain({ kind: 'loraGa', direction, scale: 'gd' }, { rank: 2, scaling: 0.5 }),
      )) {
        // Orthonormal over s; for ArB2r, B is weighted by singular values that are zero for a target of rank two.
        expect(orthonormalityError(scaled(transpose(A), 0.5))).toBeLessThan(1e-12);
        if (direction !== 'ArB2r') expect(orthonormalityError(scaled(B, 0.5))).toBeLessThan(1e-12);
        else expect(frobeniusNorm(B)).toBe(0);
        expect(distance(plus(frozen, multiply(B, A), 0.5), W[index])).toBeLessThan(1e-12);
        if (direction === 'ArBr') {
          const { U, V } = svd(negativeGradient[index]);
          const leftTop = multiplyTransposedLeft(columns(U, [0]), B);
          const rightSecond = multiply(A, columns(V, [1]));
          expect(frobeniusNorm(leftTop)).toBeCloseTo(2, 10);
          expect(frobeniusNorm(rightSecond)).toBeCloseTo(2, 10);
        }
      }
  });

  it('completes a low-rank gradient with orthonormal vectors of strength zero', () => {
    const given = {
      left: columns(svd(W[1]).U, [0, 1]),
      strengths: Float64Array.of(2, 1),
      right: columns(svd(W[1]).V, [0, 1]),
    };
    const full = completedTriples(given, 4, randomStream('adapter1', 1));
    expect(Array.from(full.strengths)).toEqual([2, 1, 0, 0]);
    expect(orthonormalityError(full.left)).toBeLessThan(1e-14);
    expect(orthonormalityError(full.right)).toBeLessThan(1e-14);
    expect(columns(full.left, [0, 1])).toEqual(given.left);
    const order = shuffledIndices(20, randomStream('adapter1', 1));
    expect([...order].sort((a, b) => a - b)).toEqual(upTo(20));
    expect(order).not.toEqual(upTo(20));
  });
});

describe('PEFT and orthogonal', () => {
  it('PEFT’s default is uniform within ±1/√fan-in', () => {
    const { A1, A2 } = plain({ kind: 'peftDefault' }, { rank: 7 }).initial;
    for (const A of [A1, A2]) {
      const bound = 1 / Math.sqrt(A.cols);
      const largest = Math.max(...A.data.map(Math.abs));
      expect(largest).toBeLessThanOrEqual(bound);
      expect(largest).toBeGreaterThan(0.8 * bound);
      expect(frobeniusNorm(A) / Math.sqrt(A.data.length) / bound).toBeCloseTo(1 / Math.sqrt(3), 1);
    }
  });

  it('the orthogonal one has both factors and an even rank', () => {
    for (const { A, B } of layers(plain({ kind: 'orthogonal' }, { rank: 4 }))) {
      expect(frobeniusNorm(A)).toBeGreaterThan(0.1);
      expect(frobeniusNorm(B)).toBeGreaterThan(0.1);
      // Rank r/2 each.
      expect(svd(A).values[2]!).toBeLessThan(1e-14);
    }
    const [fault] = faultsOf(problem, { rank: 3, init: { kind: 'orthogonal' } });
    expect(fault).toMatchObject({ code: 'rank-odd', path: ['adapter', 'rank'] });
    expect(fault!.remedy).toContain('2 or 4');
  });
});

describe('ranks that a recipe cannot have', () => {
  it.each(['pissa', 'milora', 'olora', 'loftq', 'mica', 'loraGa', 'eva'])('%s names the largest', kind => {
    const faults = faultsOf(problem, { rank: 15, init: { kind } });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code: 'rank-too-large', path: ['adapter', 'rank'] });
    expect(faults[0]!.remedy).toMatch(/at most \d/);
  });
});
