import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { npyBytes } from '../data/npyBytes.ts';
import { filesOf, noFiles } from './reading.ts';

/** `severity code path` of everything said, and of each fix what the file then says. */
async function said(text: string, readFile = noFiles): Promise<readonly string[]> {
  const { issues } = await loadExperiment(text, readFile);
  return issues.map(issue => `${issue.severity} ${issue.code} ${issue.path.join('.')}`);
}

/** Applies the fixes until there is none; what is then said. */
async function repaired(text: string, readFile = noFiles): Promise<readonly string[]> {
  let current = text;
  for (let round = 0; round < 5; round++) {
    const { issues } = await loadExperiment(current, readFile);
    const fix = issues.find(issue => issue.fix && issue.severity !== 'hint')?.fix;
    if (fix === undefined) break;
    const [edit] = fix.edits;
    current = current.slice(0, edit!.offset) + edit!.text + current.slice(edit!.offset + edit!.length);
  }
  return (await said(current, readFile)).filter(line => !line.startsWith('hint'));
}

const experiment = (parts: Readonly<Record<string, unknown>>) => JSON.stringify({ problem: {}, ...parts });
const pretrained = (settings: object, more: object = {}) =>
  experiment({ problem: { pretrained: settings }, ...more });
const adapter = (settings: object, more: object = {}) => experiment({ adapter: settings, ...more });
const gd = (settings: object, more: object = {}) =>
  experiment({ dynamics: { kind: 'gd', ...settings }, ...more });
const pairs = (count: number) => ({
  target: {
    kind: 'singularPairs',
    pairs: Array.from({ length: count }, (_, i) => ({ pair: i + 1, strength: 5 - 0.4 * i })),
  },
});

test('the default experiment has nothing against it', async () => {
  expect(await said(experiment({}))).toEqual([]);
});

describe('errors: what cannot work', () => {
  test.each([
    [
      'pair beyond the sizes',
      experiment({ problem: { target: { pair: 11 } } }),
      'pair-out-of-range problem.target.pair',
    ],
    [
      'stored Y_pre of another size',
      pretrained({ matrix: 'paper', dims: { m: 9, h: 20, n: 10 } }),
      'paper-matrix-size problem.pretrained.dims',
    ],
    [
      'rank of Y_pre over the sizes',
      pretrained({ kind: 'lowRank', rank: 11 }),
      'rank-too-large problem.pretrained.rank',
    ],
    [
      'too many singular values',
      pretrained({ kind: 'spectrum', singularValues: Array.from({ length: 11 }, () => 1) }),
      'too-many-singular-values problem.pretrained.singularValues',
    ],
    [
      'the same pair twice',
      experiment({ problem: { target: { kind: 'singularPairs', pairs: [{ pair: 1 }, { pair: 'top' }] } } }),
      'pair-twice problem.target.pairs.1.pair',
    ],
    [
      'spectral with k > r',
      experiment({ problem: pairs(3), adapter: { rank: 2, init: 'spectral' } }),
      'spectral-rank adapter.rank',
    ],
    [
      'spectral without aligned bases',
      experiment({ problem: { target: 'randomDirection' }, adapter: { init: 'spectral' } }),
      'spectral-not-aligned adapter.init',
    ],
    ['PiSSA over the dimensions', adapter({ rank: 11, init: 'pissa' }), 'rank-too-large adapter.rank'],
    ['odd rank for orthogonal', adapter({ rank: 3, init: 'orthogonal' }), 'rank-odd adapter.rank'],
    ['α that underflows', adapter({ initScale: 1e-160 }), 'init-scale-underflow adapter.initScale'],
    [
      'α that underflows in float32',
      adapter({ initScale: 1e-20 }, { dynamics: { kind: 'gd', precision: 'float32' } }),
      'init-scale-underflow adapter.initScale',
    ],
    ['Nesterov without momentum', gd({ nesterov: true }), 'nesterov-without-momentum dynamics.nesterov'],
    [
      'times that do not increase',
      experiment({ dynamics: { times: [0, 2, 1] } }),
      'not-increasing dynamics.times.2',
    ],
    ['steps that do not increase', gd({ sampleSteps: [5, 5] }), 'not-increasing dynamics.sampleSteps.1'],
    [
      'a sample beyond the end',
      gd({ steps: 10000, sampleSteps: [0, 20000] }),
      'sample-beyond-end dynamics.sampleSteps.1',
    ],
    ['weights without a file', pretrained({ kind: 'file' }), 'file-not-named problem.pretrained'],
  ])('%s', async (_, text, expected) => {
    expect((await said(text)).find(line => line.startsWith('error'))).toBe(`error ${expected}`);
    expect((await loadExperiment(text, noFiles)).experiment).toBeUndefined();
  });

  test.each([
    ['rank', adapter({ rank: 11, init: 'pissa' })],
    ['odd rank', adapter({ rank: 3, init: 'orthogonal' })],
    ['spectral rank', experiment({ problem: pairs(3), adapter: { rank: 2, init: 'spectral' } })],
    ['spectral bases', experiment({ problem: { target: 'randomDirection' }, adapter: { init: 'spectral' } })],
    ['LoRA-GA rank', adapter({ rank: 10, init: 'loraGa' })],
    ['times', experiment({ dynamics: { times: [0, 3, 1, 3] } })],
    ['last step', gd({ sampleSteps: [0, 60000] })],
    ['α', adapter({ initScale: 1e-160 })],
    ['stored Y_pre', pretrained({ matrix: 'paper', dims: { m: 9, h: 20, n: 10 } })],
    ['short horizon', experiment({ dynamics: { until: 0.1 } })],
    ['few steps', gd({ steps: 100 })],
    ['step size', gd({ learningRate: 1 })],
  ])('the fixes of %s leave nothing to say', async (_, text) => {
    expect(await said(text)).not.toEqual([]);
    expect(await repaired(text)).toEqual([]);
  });
});

describe('warnings and hints: what runs, and is not what theory is about', () => {
  test.each([
    ['δ_w = 1', pretrained({ kind: 'balanced' }), 'warning delta-w-one problem.pretrained'],
    ['c = 1', pretrained({ imbalance: 1 }), 'warning delta-w-one problem.pretrained'],
    ['δ_w > 1', pretrained({ imbalance: 0.9 }), 'warning delta-w-above-one problem.pretrained'],
    [
      'r < k ≤ 2r',
      experiment({ problem: pairs(3), adapter: { rank: 2 } }),
      'hint target-needs-both adapter.rank',
    ],
    [
      'k > 2r',
      experiment({ problem: pairs(3), adapter: { rank: 1 } }),
      'warning target-out-of-reach adapter.rank',
    ],
    ['redundant rank', adapter({ rank: 12 }), 'warning rank-redundant adapter.rank'],
    ['large α', adapter({ initScale: 0.1 }), 'hint init-scale-not-small adapter.initScale'],
    [
      'misaligned target',
      experiment({ problem: { target: 'randomDirection' } }),
      'hint not-aligned problem.target',
    ],
    [
      'target out of the span',
      pretrained({ kind: 'lowRank' }, { problem: { pretrained: { kind: 'lowRank' }, target: { pair: 9 } } }),
      'warning rate-zero problem.target',
    ],
    ['several pairs', experiment({ problem: pairs(2) }), 'hint beyond-rank-one problem.target'],
    ['a step over the limit', gd({ learningRate: 0.1 }), 'warning step-unstable dynamics.learningRate'],
    [
      'a step over the limit, with a start that is not predicted',
      experiment({ adapter: { init: 'pissa' }, dynamics: { kind: 'gd', learningRate: 1 } }),
      'warning step-unstable dynamics.learningRate',
    ],
    ['a coarse step', gd({ learningRate: 0.02 }), 'hint step-coarse dynamics.learningRate'],
    [
      'too short a flow',
      experiment({ dynamics: { until: 0.3 } }),
      'warning horizon-too-short dynamics.until',
    ],
    ['too few steps', gd({ steps: 1000 }), 'warning horizon-too-short dynamics.steps'],
    ['weight decay', gd({ weightDecay: 20 }), 'warning decay-prevents-escape dynamics.weightDecay'],
    ['Adam', experiment({ dynamics: 'adam' }), 'hint theory-not-applicable dynamics.kind'],
    [
      'Adam held by ε',
      experiment({ dynamics: 'adam', adapter: { initScale: 1e-10 } }),
      'hint epsilon-limits dynamics.epsilon',
    ],
    ['float32 floor', gd({ precision: 'float32' }), 'hint float32-floor dynamics.precision'],
    ['masked entries', gd({ maskProbability: 0.5 }), 'hint reduction-off dynamics.maskProbability'],
    [
      'samples beside times',
      experiment({ dynamics: { times: [1, 5], samples: 9 } }),
      'warning setting-ignored dynamics.samples',
    ],
    [
      'a claim that nothing backs',
      experiment({ reproduces: 'figure-1' }),
      'warning reproduces-nothing reproduces',
    ],
  ])('%s', async (_, text, expected) => {
    const found = (await said(text)).map(line =>
      line.replace(/ problem\.pretrained\.imbalance$/, ' problem.pretrained'),
    );
    expect(found).toContain(expected);
    expect(found.some(line => line.startsWith('error'))).toBe(false);
  });
});

describe('fixes of warnings and hints', () => {
  test.each([
    ['init-scale-not-small', adapter({ initScale: 0.5 })],
    ['setting-ignored', experiment({ dynamics: { kind: 'gradientFlow', samples: 10, times: [1, 2] } })],
    ['decay-prevents-escape', gd({ weightDecay: 50 })],
    ['epsilon-limits', experiment({ adapter: { initScale: 1e-10 }, dynamics: { kind: 'adam' } })],
  ])('that of %s removes the cause', async (code, text) => {
    const { issues } = await loadExperiment(text, noFiles);
    const [edit] = issues.find(issue => issue.code === code)?.fix?.edits ?? [];
    expect(edit).toBeDefined();
    const after = text.slice(0, edit!.offset) + edit!.text + text.slice(edit!.offset + edit!.length);
    expect((await said(after)).filter(line => line.includes(code))).toEqual([]);
    expect((await said(after)).filter(line => line.startsWith('error'))).toEqual([]);
  });
});

describe('where a message points in a sweep', () => {
  test('at the value that causes it, and says for which variants', async () => {
    const text = experiment({ sweep: { 'adapter.rank': [4, 12], 'adapter.initScale': [1e-3, 1e-4] } });
    const { issues } = await loadExperiment(text, noFiles);
    expect(issues).toMatchObject([{ code: 'rank-redundant', path: ['sweep', 'adapter.rank', 1] }]);
    expect(issues[0]!.message).toMatch(
      /for adapter\.rank 12, adapter\.initScale 0\.001 \(and 1 more of 4 variants\)$/,
    );
    expect(text.slice(issues[0]!.offset, issues[0]!.offset + issues[0]!.length)).toBe('12');
  });

  test('at the overlay that causes it', async () => {
    const text = experiment({ variants: [{ name: 'a' }, { name: 'b', adapter: { rank: 12 } }] });
    const { issues } = await loadExperiment(text, noFiles);
    expect(issues).toMatchObject([{ code: 'rank-redundant', path: ['variants', 1, 'adapter', 'rank'] }]);
  });
});

/** A float64 matrix as a `.npy` file, filled with a pattern. */
function matrix(
  rows: number,
  cols: number,
  entry = (i: number, j: number) => ((3 * i + 7 * j) % 5) - 2,
): Uint8Array {
  const data = Float64Array.from({ length: rows * cols }, (_, at) => entry(Math.floor(at / cols), at % cols));
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`;
  return npyBytes(header, new Uint8Array(data.buffer));
}

describe('files', () => {
  const fromFiles = (more: object = {}) =>
    JSON.stringify({
      problem: {
        pretrained: { kind: 'file', w1: 'w1.npy', w2: 'w2.npy' },
        target: { kind: 'file', path: 'y.npy' },
      },
      adapter: { rank: 2 },
      ...more,
    });
  const good = { 'w1.npy': matrix(6, 5), 'w2.npy': matrix(4, 6), 'y.npy': matrix(4, 5, (i, j) => i + j) };

  test('weights and target that fit are read and checked', async () => {
    const loaded = await loadExperiment(fromFiles(), filesOf(good));
    expect(loaded.issues.filter(issue => issue.severity === 'error')).toEqual([]);
    expect(loaded.files['w1.npy']?.['data']?.shape).toEqual([6, 5]);
    expect(Object.keys(loaded.fileHashes).sort()).toEqual(['w1.npy', 'w2.npy', 'y.npy']);
  });

  test.each([
    [
      'a missing file',
      { 'w2.npy': undefined },
      'file-unreadable problem.pretrained.w2',
      'w2.npy: there is no such file',
    ],
    [
      'a truncated file',
      { 'y.npy': good['y.npy'].subarray(0, 200) },
      'npy-truncated problem.target.path',
      'y.npy',
    ],
    [
      'shapes that do not chain',
      { 'w2.npy': matrix(4, 7) },
      'shapes-do-not-chain problem.pretrained',
      'W₂ is 4×7 and W₁ is 6×5',
    ],
    [
      'a target of another shape',
      { 'y.npy': matrix(5, 4) },
      'target-shape problem.target.name',
      'the target is 5×4, but W₂W₁ is 4×5',
    ],
    [
      'an entry that is not finite',
      { 'w1.npy': matrix(6, 5, (i, j) => (i === 2 && j === 3 ? NaN : 1)) },
      'entry-not-finite problem.pretrained.w1',
      'NaN at [2, 3]',
    ],
    [
      'an entry that is huge',
      { 'w1.npy': matrix(6, 5, () => 1e200) },
      'entry-too-large problem.pretrained.w1',
      '1e+200',
    ],
    [
      'nothing to learn',
      { 'y.npy': product(good['w2.npy'], good['w1.npy']) },
      'target-already-reached problem.target',
      'equals',
    ],
  ])('%s', async (_, change, expected, message) => {
    const files = Object.fromEntries(
      Object.entries({ ...good, ...change }).filter(([, bytes]) => bytes !== undefined),
    );
    const { issues, experiment: found } = await loadExperiment(
      fromFiles(),
      filesOf(files as Record<string, Uint8Array>),
    );
    const errors = issues.filter(issue => issue.severity === 'error');
    expect(errors.map(issue => `${issue.code} ${issue.path.join('.')}`)).toEqual([expected]);
    expect(errors[0]!.message).toContain(message);
    expect(errors[0]!.remedy).not.toBe('');
    expect(found).toBeUndefined();
  });

  test('factors of another rank, with the rank they have as a fix', async () => {
    const files = {
      ...good,
      'a1.npy': matrix(3, 5),
      'b1.npy': matrix(6, 3),
      'a2.npy': matrix(3, 6),
      'b2.npy': matrix(4, 3),
    };
    const init = { kind: 'file', a1: 'a1.npy', b1: 'b1.npy', a2: 'a2.npy', b2: 'b2.npy' };
    const text = fromFiles({ adapter: { rank: 2, init } });
    expect((await said(text, filesOf(files)))[0]).toBe('error factor-shape adapter.init.a1');
    expect((await repaired(text, filesOf(files))).filter(line => line.startsWith('error'))).toEqual([]);
  });
});

/** W₂W₁ of two matrices as made above. */
function product(left: Uint8Array, right: Uint8Array): Uint8Array {
  const numbers = (bytes: Uint8Array, count: number) =>
    new Float64Array(bytes.slice(bytes.length - 8 * count).buffer);
  const a = numbers(left, 24);
  const b = numbers(right, 30);
  return matrix(4, 5, (i, j) => {
    let sum = 0;
    for (let k = 0; k < 6; k++) sum += a[6 * i + k]! * b[5 * k + j]!;
    return sum;
  });
}
