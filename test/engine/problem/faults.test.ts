import { describe, expect, it } from 'vitest';
import type { EngineFiles, FileArray } from '../../../src/engine/problem/arrays.ts';
import { filesRead } from '../../../src/engine/problem/matrixFactorization/mentions.ts';
import { adapterOf, built, faultsOf, problemOf } from './settings.ts';

function array(...shape: number[]): FileArray {
  const size = shape.reduce((product, length) => product * length, 1);
  return { shape, data: Float64Array.from({ length: size }, (_, i) => 1 + ((i * 7) % 5)) };
}

/** m, h, n = 3, 4, 2 and r = 2, all well. */
const good: Readonly<Record<string, FileArray>> = {
  W2: array(3, 4),
  W1: array(4, 2),
  Y_ft: array(3, 2),
  A1: array(2, 2),
  B1: array(4, 2),
  A2: array(2, 4),
  B2: array(3, 2),
};

const problem = {
  pretrained: { kind: 'file', path: 'w.npz' },
  target: { kind: 'file', path: 'w.npz' },
};
const adapter = { rank: 2, init: { kind: 'file', path: 'w.npz' } };

function withArrays(changed: Readonly<Record<string, FileArray | undefined>>): EngineFiles {
  const arrays = Object.entries({ ...good, ...changed }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { 'w.npz': Object.fromEntries(arrays) };
}

function firstFault(changed: Readonly<Record<string, FileArray | undefined>>) {
  const faults = faultsOf(problem, adapter, { files: withArrays(changed) });
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) {
    expect(fault.message).not.toMatch(/[.!]$/);
    expect(fault.remedy.length).toBeGreaterThan(10);
  }
  return faults[0]!;
}

describe('arrays from files', () => {
  it('are fine when they fit', () => {
    expect(faultsOf(problem, adapter, { files: withArrays({}) })).toEqual([]);
  });

  it('that are missing: the names that are there are listed', () => {
    const fault = firstFault({ W2: undefined });
    expect(fault).toMatchObject({ code: 'array-missing', path: ['problem', 'pretrained', 'w2'] });
    expect(fault.message).toContain('“W1”, “Y_ft”');
    expect(firstFault({ B2: undefined })).toMatchObject({ path: ['adapter', 'init', 'b2'] });
    expect(firstFault({ Y_ft: undefined })).toMatchObject({ path: ['problem', 'target', 'name'] });
  });

  it('never match what every object has', () => {
    const faults = faultsOf(
      { ...problem, target: { kind: 'file', path: 'w.npz', name: 'constructor' } },
      adapter,
      { files: withArrays({}) },
    );
    expect(faults[0]).toMatchObject({ code: 'array-missing' });
  });

  it('in a file that was not read', () => {
    const [fault] = faultsOf(problem, adapter, { files: {} });
    expect(fault).toMatchObject({ code: 'file-missing', path: ['problem', 'pretrained', 'path'] });
  });

  it('in no file at all', () => {
    const [fault] = faultsOf({ pretrained: { kind: 'file' } }, {}, {});
    expect(fault).toMatchObject({ code: 'file-not-named', path: ['problem', 'pretrained'] });
  });

  it.each([
    [array(12), '1 dimensions (shape 12)'],
    [array(), '0 dimensions (shape ())'],
    [array(3, 4, 1), '3 dimensions (shape 3×4×1)'],
  ])('that are not matrices', (W2, text) => {
    const fault = firstFault({ W2 });
    expect(fault.code).toBe('array-not-a-matrix');
    expect(fault.message).toContain(text);
  });

  it('that are empty', () => {
    expect(firstFault({ W2: array(0, 4) }).code).toBe('array-empty');
  });

  it.each([
    [NaN, 'entry-not-finite', 'NaN'],
    [-Infinity, 'entry-not-finite', '-Infinity'],
    [1e120, 'entry-too-large', '1e+120'],
  ])('that hold %d: file, array and index are named', (value, code, text) => {
    const broken = array(4, 2);
    broken.data[5] = value;
    const fault = firstFault({ W1: broken });
    expect(fault).toMatchObject({ code, path: ['problem', 'pretrained', 'w1'] });
    expect(fault.message).toContain(text);
    expect(fault.message).toContain('“w.npz”');
    expect(fault.message).toContain('“W1”');
    expect(fault.message).toContain('[2, 1]');
  });

  it('whose shapes do not chain', () => {
    const fault = firstFault({ W1: array(5, 2) });
    expect(fault).toMatchObject({ code: 'shapes-do-not-chain', path: ['problem', 'pretrained'] });
    expect(fault.message).toContain('W₂ is 3×4 and W₁ is 5×2');
  });

  it('whose target has another shape', () => {
    const fault = firstFault({ Y_ft: array(2, 3) });
    expect(fault).toMatchObject({ code: 'target-shape', path: ['problem', 'target', 'name'] });
    expect(fault.message).toContain('2×3');
    expect(fault.message).toContain('3×2');
  });

  it('whose factors have another shape: each is named', () => {
    const faults = faultsOf(problem, adapter, { files: withArrays({ A1: array(2, 4), B2: array(3, 1) }) });
    expect(faults.map(({ code }) => code)).toEqual(['factor-shape', 'factor-shape']);
    expect(faults.map(({ path }) => path.at(-1))).toEqual(['a1', 'b2']);
    expect(faults[0]!.message).toContain('r×n = 2×2');
  });

  it('whose factors are too small to square, while zeros are zeros', () => {
    const tiny = { shape: [2, 2], data: new Float64Array(4).fill(1e-200) };
    const [fault] = faultsOf(problem, adapter, { files: withArrays({ A1: tiny }) });
    expect(fault).toMatchObject({ code: 'init-scale-underflow', path: ['adapter', 'init', 'a1'] });
    expect(fault!.message).toContain('1e-200');
    const zero = { shape: [2, 2], data: new Float64Array(4) };
    expect(faultsOf(problem, adapter, { files: withArrays({ A1: zero }) })).toEqual([]);
  });

  it('that leave nothing to learn', () => {
    const zero = { shape: [3, 2], data: new Float64Array(6) };
    const difference = { ...problem, target: { ...problem.target, quantity: 'difference' } };
    const [fault] = faultsOf(difference, adapter, { files: withArrays({ Y_ft: zero }) });
    expect(fault).toMatchObject({ code: 'target-zero', path: ['problem', 'target'] });
    const product = { shape: [3, 2], data: new Float64Array(6) };
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 2; j++)
        for (let l = 0; l < 4; l++)
          product.data[i * 2 + j]! += good['W2']!.data[i * 4 + l]! * good['W1']!.data[l * 2 + j]!;
    expect(firstFault({ Y_ft: product }).code).toBe('target-already-reached');
  });

  it('are asked for once each, with the place that names them', () => {
    expect(filesRead(problemOf(problem), adapterOf(adapter))).toEqual([
      { path: 'w.npz', at: ['problem', 'pretrained', 'path'] },
    ]);
    const separate = {
      pretrained: { kind: 'file', path: 'w.npz', w2: 'other/W2.npy' },
      target: { kind: 'file', path: 't.npy' },
    };
    expect(filesRead(problemOf(separate), adapterOf({ init: { kind: 'file', path: 'a.npz' } }))).toEqual([
      { path: 'other/W2.npy', at: ['problem', 'pretrained', 'w2'] },
      { path: 'w.npz', at: ['problem', 'pretrained', 'path'] },
      { path: 't.npy', at: ['problem', 'target', 'path'] },
      { path: 'a.npz', at: ['adapter', 'init', 'path'] },
    ]);
    expect(filesRead(problemOf({}), adapterOf({}))).toEqual([]);
  });
});

describe('settings that cannot be', () => {
  it.each([
    [{ target: { kind: 'singularPair', pair: 11 } }, {}, 'pair-out-of-range', ['problem', 'target', 'pair']],
    [
      {
        target: {
          kind: 'singularPairs',
          pairs: [
            { pair: 1, strength: 2 },
            { pair: 'top', strength: 1 },
          ],
        },
      },
      {},
      'pair-twice',
      ['problem', 'target', 'pairs', 1, 'pair'],
    ],
    [{ pretrained: { kind: 'lowRank', rank: 11 } }, {}, 'rank-too-large', ['problem', 'pretrained', 'rank']],
    [
      { pretrained: { kind: 'spectrum', singularValues: Array(11).fill(1) } },
      {},
      'too-many-singular-values',
      ['problem', 'pretrained', 'singularValues'],
    ],
    [
      { pretrained: { kind: 'spectrum', singularValues: { from: 1, to: 0, count: 3, spacing: 'log' } } },
      {},
      'log-range-needs-positive-ends',
      ['problem', 'pretrained', 'singularValues'],
    ],
    [
      { pretrained: { kind: 'gaussian', matrix: 'paper', dims: { m: 10, h: 20, n: 9 } } },
      {},
      'paper-matrix-size',
      ['problem', 'pretrained', 'dims'],
    ],
    [{}, { initScale: 1e-160 }, 'init-scale-underflow', ['adapter', 'initScale']],
    [{}, { initScale: 1e200 }, 'init-scale-too-large', ['adapter', 'initScale']],
    [
      { pretrained: { kind: 'lowRank', dims: { m: 9000, h: 9000, n: 9000 } } },
      { init: { kind: 'olora' } },
      'too-large-for-own-coordinates',
      ['adapter', 'init'],
    ],
    [
      { pretrained: { kind: 'lowRank', dims: { m: 9000, h: 9000, n: 9000 } }, reduction: 'none' },
      {},
      'too-large-for-own-coordinates',
      ['problem', 'reduction'],
    ],
  ])('%j with %j', (settings, adapterSettings, code, path) => {
    const faults = faultsOf(settings, adapterSettings);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code, path });
  });
});

describe('targets', () => {
  it('along the bottom pair of a low-rank Y_pre take its last pair', () => {
    const of = (pair: string | number) =>
      built({ pretrained: { kind: 'lowRank', rank: 3 }, target: { kind: 'singularPair', pair } }, {}).probes;
    expect(of('bottom').mu).toBe(of(3).mu);
    expect(of(4).mu).toBe(0);
  });

  it('have the angle to the pair that was asked for', () => {
    const angle = (degrees: number) => {
      const { probes } = built(
        {
          pretrained: { kind: 'gaussian', dims: { m: 12, h: 13, n: 11 } },
          target: { kind: 'randomDirection', angle: degrees, pair: 3 },
          reduction: 'none',
        },
        {},
      );
      const { probes: pair } = built(
        {
          pretrained: { kind: 'gaussian', dims: { m: 12, h: 13, n: 11 } },
          target: { kind: 'singularPair', pair: 3 },
          reduction: 'none',
        },
        {},
      );
      return [
        probes.u.reduce((sum, x, i) => sum + x * pair.u[i]!, 0),
        probes.v.reduce((sum, x, i) => sum + x * pair.v[i]!, 0),
      ].map(Math.abs);
    };
    for (const degrees of [0, 20, 45, 70, 90])
      for (const cosine of angle(degrees))
        expect(cosine).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 12);
  });

  it('along ranges of singular values keep both ends', () => {
    const values = (range: object) => {
      const { W2, W1 } = built(
        { pretrained: { kind: 'spectrum', singularValues: range, imbalance: 1 } },
        { rank: 1 },
      );
      if (W2.kind !== 'diagonal' || W1.kind !== 'diagonal') throw new Error('not diagonal');
      return Array.from(W2.values, (value, i) => value * W1.values[i]!);
    };
    const close = (expected: number[]) => expected.map(value => expect.closeTo(value, 12) as number);
    expect(values({ from: 4, to: 1, count: 4 })).toEqual(close([4, 3, 2, 1]));
    expect(values({ from: 8, to: 1, count: 4, spacing: 'log' })).toEqual(close([8, 4, 2, 1]));
    expect(values({ from: 1, to: 8, count: 4, spacing: 'log' })).toEqual(close([8, 4, 2, 1]));
    expect(values({ from: 3, to: 1, count: 1 })).toEqual(close([3]));
  });
});
