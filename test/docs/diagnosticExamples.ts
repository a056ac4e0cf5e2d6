import { gzipSync, zipSync } from 'fflate';
import type { Fault } from '../../src/engine/fault.ts';
import { readMatrix } from '../../src/engine/problem/arrays.ts';
import { openTable } from '../../src/data/table.ts';
import { listZip } from '../../src/data/zip.ts';
import { loadExperiment, type ReadFile } from '../../src/experiment/load.ts';
import { migrate } from '../../src/experiment/migrate.ts';
import type { ResolvedVariant } from '../../src/experiment/kinds/contract.ts';
import { planRun } from '../../src/experiment/plan.ts';
import { decodeHead } from '../../src/runs/batchFiles.ts';
import { storageFault } from '../../src/runs/storageFault.ts';
import { RunStore } from '../../src/runs/store.ts';
import { planJob } from '../../src/worker/planJob.ts';
import { npyBytes } from '../data/npyBytes.ts';
import { pngBytes } from '../data/pngBytes.ts';
import { cifarFiles, classFiles, mnistFiles } from '../experiment/imageFolder/datasets.ts';
import { filesOf } from '../experiment/reading.ts';
import { memoryFiles } from '../runs/memoryFiles.ts';
import { sampleHead } from '../runs/sampleBatch.ts';

/** What a diagnostic says; `severity` is absent where a run or the store says it. */
export interface Said {
  readonly code: string;
  readonly severity?: 'error' | 'warning' | 'hint';
  readonly message: string;
  readonly remedy: string;
}

type Example = () => Promise<readonly Said[]> | readonly Said[];

const PROBLEM = 'matrixFactorization';

/** An experiment as text, and the files that it names. */
const text =
  (source: string, files: Readonly<Record<string, Uint8Array>> = {}): Example =>
  async () => {
    const readFile: ReadFile = path => {
      const bytes = files[path];
      return Promise.resolve(bytes ? { ok: true, bytes } : { ok: false, reason: 'there is no such file' });
    };
    return (await loadExperiment(source, readFile)).issues;
  };

/** An experiment with these members besides its problem. */
const experiment = (more: object, files: Readonly<Record<string, Uint8Array>> = {}): Example =>
  text(JSON.stringify({ problem: PROBLEM, ...more }), files);

const problem = (settings: object, more: object = {}, files: Readonly<Record<string, Uint8Array>> = {}) =>
  text(JSON.stringify({ problem: { kind: PROBLEM, ...settings }, ...more }), files);

const flow = (more: object) => experiment({ dynamics: { kind: 'gradientFlow', ...more } });
const gd = (more: object) => experiment({ dynamics: { kind: 'gd', ...more } });

/** A matrix as NumPy writes it, all entries alike. */
function matrix(rows: number, cols: number, value = 0.5): Uint8Array {
  return array(`(${rows}, ${cols})`, new Float64Array(rows * cols).fill(value));
}

function array(shape: string, numbers: Float64Array, descr = '<f8'): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
  return npyBytes(header, new Uint8Array(numbers.buffer));
}

function archive(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const named = Object.entries(members).map(([name, bytes]) => [`${name}.npy`, bytes]);
  return zipSync(Object.fromEntries(named) as Record<string, Uint8Array>, { level: 0 });
}

/** A target from `target.npz`, `target.npy` or whatever the bytes are. */
const target = (bytes: Uint8Array, path = 'target.npz'): Example =>
  problem({ target: { kind: 'file', path } }, {}, { [path]: bytes });

const weights = (members: Readonly<Record<string, Uint8Array>>): Example =>
  problem({ pretrained: { kind: 'file', path: 'weights.npz' } }, {}, { 'weights.npz': archive(members) });

/** A safetensors file with this header and so many bytes of numbers. */
function safetensors(header: string, length: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const tensor = (dtype: string, shape: readonly number[], end: number): string =>
  JSON.stringify({ Y_ft: { dtype, shape, data_offsets: [0, end] } });

/** `target.npz` with some of its bytes changed; offsets count from the directory's entry and its end. */
function damaged(place: 'entry' | 'end', offset: number, ...values: readonly number[]): Uint8Array {
  const bytes = archive({ Y_ft: matrix(10, 10) });
  const end = bytes.length - 22;
  const entry = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end + 16, true);
  bytes.set(values, (place === 'entry' ? entry : end) + offset);
  return bytes;
}

/** A line of the file's own over the loss. */
const overlay = (more: object): Example => experiment({ overlays: [{ on: 'loss', ...more }] });

/** A table beside the experiment. */
const reference = (table: string | Uint8Array): Example => {
  const bytes = typeof table === 'string' ? new TextEncoder().encode(table) : table;
  return experiment({ reference: { kind: 'file', path: 'torch.csv' } }, { 'torch.csv': bytes });
};

const faultsOf = (result: { readonly ok: boolean; readonly faults?: readonly Fault[] }): readonly Said[] =>
  result.faults ?? [];

/** What is said against a network with these settings. */
const network = (settings: object, more: object = {}): Example =>
  text(JSON.stringify({ problem: { kind: 'network', ...settings }, ...more }));

/** What is said against a model of characters that learns this text, and knows the other or the prose that ships. */
const learned = (second: string, first?: string): Example => {
  const bytes = (own: string) => new TextEncoder().encode(own);
  const problem = {
    kind: 'characterModel',
    fineTunedOn: { kind: 'file', path: 'notes.txt' },
    ...(first !== undefined && { pretrainedOn: { kind: 'file', path: 'first.txt' } }),
  };
  const files = { 'notes.txt': bytes(second), 'first.txt': bytes(first ?? '') };
  return text(JSON.stringify({ problem }), files);
};

/** What is said against a classifier head over these arrays of `features.npz`. */
const head = (arrays: Arrays, source: object = {}): Example => {
  const own = { kind: 'file', path: 'features.npz', ...source };
  return text(JSON.stringify({ problem: { kind: 'classifierHead', source: own } }), {
    'features.npz': archiveOf(arrays),
  });
};

/** What is said against a network over these arrays of `images.npz`. */
const ownData = (arrays: Arrays, data: object = {}, task = 'rotate'): Example => {
  const own = { kind: 'file', path: 'images.npz', ...data };
  return text(JSON.stringify({ problem: { kind: 'network', data: own, task } }), {
    'images.npz': archiveOf(arrays),
  });
};

/** What is said against a network over these files below `data`. */
const folder =
  (files: Readonly<Record<string, Uint8Array>>, data: object = {}): Example =>
  async () => {
    const own = { kind: 'folder', path: 'data', ...data };
    const source = JSON.stringify({ problem: { kind: 'network', data: own, task: 'invert' } });
    return (await loadExperiment(source, filesOf(files))).issues;
  };
const pets = classFiles('data', { cats: 2, dogs: 2 });

type Arrays = Readonly<Record<string, { readonly shape: string; readonly numbers: readonly number[] }>>;

function archiveOf(arrays: Arrays): Uint8Array {
  const members = Object.entries(arrays).map(([name, { shape, numbers }]) => [
    name,
    array(shape, Float64Array.from(numbers)),
  ]);
  return archive(Object.fromEntries(members) as Record<string, Uint8Array>);
}

const X_train = { shape: '(3, 2)', numbers: [1, 0, 0, 1, 1, 1] };
const y_train = { shape: '(3,)', numbers: [0, 1, 1] };

/** What the NTK regime says against these settings of a problem, and these arrays of ones in `features.npz`. */
const ntk = (
  settings: object,
  arrays: Readonly<Record<string, readonly number[]>> = {},
  more: object = {},
): Example => {
  const ones = (shape: readonly number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return array(`(${shape.join(', ')},)`, new Float64Array(length).fill(1));
  };
  const members = Object.entries(arrays).map(([name, shape]) => [name, ones(shape)]);
  return text(JSON.stringify({ problem: { kind: 'ntk', source: 'loud', ...settings }, ...more }), {
    'features.npz': archive(Object.fromEntries(members) as Record<string, Uint8Array>),
  });
};

const features = { kind: 'file', path: 'features.npz', G: 'G', y: 'y' } as const;

/** A run that is planned without the checks of a file: what a worker would say. */
const planned =
  (change: (variant: ResolvedVariant) => unknown): Example =>
  async () => {
    const source = JSON.stringify({ problem: PROBLEM });
    const none: ReadFile = () => Promise.resolve({ ok: false, reason: '' });
    const { variants } = await loadExperiment(source, none);
    return faultsOf(planRun(change(variants[0]!.resolved) as ResolvedVariant, 0, {}));
  };

const disk = (code: string): Example => {
  const error = Object.assign(new Error(`${code}: write`), { code });
  return () => [storageFault(error, '/srv/study/.lora-dynamics')];
};

const stored = (head: object): readonly Said[] =>
  faultsOf(decodeHead(new TextEncoder().encode(JSON.stringify(head)), 'batches/20261122T105801Z-4f3a'));

/** Something that makes each code appear. A code that is missing here cannot be provoked from outside. */
export const diagnosticExamples: Readonly<Record<string, Example>> = {
  'file-empty': text(''),
  'file-too-large': text(`{ "notes": "${' '.repeat(4_000_000)}" }`),
  'json-too-deep': text('['.repeat(101)),
  'json-unclosed': text('{ "problem": "matrixFactorization"'),
  'json-comma-expected': text('{ "seeds": 3 "problem": "matrixFactorization" }'),
  'json-colon-expected': text('{ "problem" "matrixFactorization" }'),
  'json-value-expected': text('{ "problem": }'),
  'json-key-expected': text('{ "seeds": 3, 5 }'),
  'json-trailing': text('{ "problem": "matrixFactorization" } }'),
  'json-quotes': text(`{ "title": 'Plateaus' }`),
  'json-symbol': text('{ "problem": True }'),
  'json-number': text('{ "seeds": 1e }'),
  'json-string': text('{ "title": "Plateaus\n}'),
  'json-escape': text('{ "title": "C:\\data" }'),
  'json-character': text('{ "title": "a\tb" }'),
  'json-comment': text('{ "problem": "matrixFactorization" /* for later }'),
  'duplicate-key': text('{ "problem": "matrixFactorization", "seeds": 3, "seeds": 5 }'),
  'number-overflow': text('{ "problem": "matrixFactorization", "adapter": { "initScale": 1e999 } }'),
  'not-an-experiment': text('{ "title": "Notes" }'),
  'version-newer': experiment({ version: 2 }),
  'version-unknown': experiment({ version: 'one' }),
  'version-migrated': () => migrate({ problem: PROBLEM }, [file => file]).findings,

  'unknown-key': experiment({ adapter: { rnk: 4 } }),
  'unknown-value': experiment({ adapter: { init: 'guassian' } }),
  'missing-key': problem({ target: { kind: 'file' } }),
  'wrong-type': experiment({ adapter: { rank: '4' } }),
  'out-of-range': experiment({ adapter: { rank: 0 } }),
  'wrong-length': problem({ target: { kind: 'singularPairs', pairs: [] } }),
  'empty-string': problem({ target: { kind: 'file', path: '' } }),

  'unknown-sweep-path': experiment({ sweep: { 'adapter.scale': [1e-3] } }),
  'empty-axis': experiment({ sweep: { 'adapter.rank': [] } }),
  'wrong-range': experiment({ sweep: { 'adapter.initScale': { logspace: [0, 1, 5] } } }),
  'unknown-zip': experiment({
    sweep: { 'adapter.rank': [2, 4], zip: [['adapter.rank', 'adapter.initScale']] },
  }),
  'zip-lengths': experiment({
    sweep: {
      'adapter.rank': [2, 4],
      'adapter.initScale': [1e-2, 1e-3, 1e-4],
      zip: [['adapter.rank', 'adapter.initScale']],
    },
  }),
  'duplicate-name': experiment({ variants: [{ name: 'Adam' }, { name: 'Adam' }] }),
  'too-many-runs': experiment({ seeds: 100_000, sweep: { 'adapter.rank': { linspace: [1, 20, 20] } } }),
  'batch-large': experiment({ seeds: 20_000 }),
  'reproduces-nothing': experiment({ reproduces: 'figure-1' }),
  'reproduces-text': experiment({
    ...{ reproduces: 'figure-1', dynamics: { kind: 'gradientFlow', until: 5 } },
    adapter: { rank: 4, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 1e-3 },
    problem: {
      kind: PROBLEM,
      pretrained: { kind: 'gaussian', matrix: 'paper', imbalance: 1.05 },
      target: { kind: 'singularPair', pair: 'top', strength: 5 },
    },
  }),

  'expression-syntax': overlay({ expr: 'C*exp(-2*lambda*t', with: { C: 0.5 } }),
  'expression-name': overlay({ expr: 'exp(-2*lambd*t)' }),
  'expression-function': overlay({ expr: 'exq(-t)' }),
  'expression-arguments': overlay({ expr: 'pow(t)' }),
  'constant-name': overlay({ expr: 't + 1', with: { 'C 0': 0.5 } }),
  'overlay-series-unknown': overlay({ on: 'los', expr: '1' }),
  'series-not-charted': overlay({ on: 'rate', expr: 'lambda' }),
  'series-not-recorded': reference('t,svF.1\n0,1\n'),
  'quantity-undefined': overlay({ expr: 'eta*t' }),
  'overlay-nowhere': overlay({ expr: '1/(t - t)' }),
  'reference-unreadable': experiment({ reference: { kind: 'file', path: 'torch.csv' } }),
  'reference-no-time': reference('epoch,loss\n0,12.5\n'),
  'reference-no-series': reference('t,los\n0,12.5\n'),
  'reference-column': reference('t,loss,accuracy\n0,12.5,0\n'),
  'reference-time-order': reference('t,loss\n0,12.5\n2,1\n1,3\n'),
  'reference-step': reference('step,loss\n0,12.5\n10,3\n'),
  'csv-cell': reference('t,loss\n0,12.5\n1,low\n'),
  'csv-column': () => {
    const opened = openTable(new TextEncoder().encode('t,loss\n0,12.5\n'), 'torch.csv');
    return opened.ok ? faultsOf(opened.value.column('noise')) : [];
  },
  'csv-empty': reference('t,loss\n'),
  'csv-header': reference('0,12.5\n1,3\n'),
  'csv-not-text': reference(archive({ loss: matrix(1, 1) })),
  'csv-quote': reference('t,"loss\n0,12.5\n'),
  'csv-ragged': reference('t,loss\n0,12.5\n1\n'),
  'csv-too-large': reference(new Uint8Array(33_000_000)),

  'lambda-not-positive': ntk({ lambda: 0 }),
  'loss-needs-labels': ntk({ loss: 'crossEntropy' }),
  'too-many-examples': ntk({ source: { kind: 'digits', N: 500, K: 1, hidden: 32, seed: 0 } }),
  'features-shape': ntk({ source: features }, { G: [8, 16], y: [8] }),
  'features-mismatch': ntk({ source: features }, { G: [8, 4, 4], y: [7] }),
  'tolerance-without-verdict': ntk({}, {}, { dynamics: { tolerance: 1e-5 } }),
  'rank-above-size': ntk({}, {}, { adapter: { rank: 4 } }),
  'rank-below-threshold': ntk({}, {}, { adapter: { rank: 2 } }),
  'labels-mismatch': head({ X_train, y_train: { shape: '(2,)', numbers: [0, 1] } }),
  'label-not-a-class': head({ X_train, y_train: { shape: '(3,)', numbers: [0, 1, -1] } }),
  'one-class-only': head({ X_train, y_train: { shape: '(3,)', numbers: [4, 4, 4] } }),
  'head-shape': head({ X_train, y_train, W: { shape: '(2, 3)', numbers: [0, 0, 0, 0, 0, 0] } }, { W: 'W' }),
  'examples-shape': head({ X_train: { shape: '(3,)', numbers: [1, 0, 1] }, y_train }),
  'image-shape': ownData({ X_train, y_train }, { image: [2, 2] }),
  'images-needed': ownData({ X_train, y_train }),
  'image-not-square': ownData({ X_train, y_train }, { image: [1, 2] }),
  'class-names': ownData(
    { X_train, y_train: { shape: '(3,)', numbers: [0, 1, 2] } },
    { classNames: ['cat', 'dog'] },
    'invert',
  ),
  'classes-without-examples': ownData(
    { X_train, y_train: { shape: '(3,)', numbers: [8, 9, 9] } },
    {},
    'newClasses',
  ),
  'test-set-incomplete': head({ X_train, y_train, X_test: X_train }, { testX: 'X_test' }),
  'text-empty': learned(''),
  'text-not-text': learned('no\0text'),
  'text-too-large': learned('a'.repeat(33_000_000)),
  'text-cut': learned('to be or not'.repeat(90_000)),
  'text-too-short': learned('to be or not'),
  'text-one-character': learned('a'.repeat(40), 'a'.repeat(40)),
  'layer-missing': network({}, { adapter: { layers: [3] } }),
  'rank-above-layer': network({}, { adapter: { rank: 16 } }),
  'fewer-examples': network({ N: 5000 }),
  'batch-above-examples': network({}, { dynamics: { kind: 'gd', batch: 512 } }),
  'task-unchanged': network({ task: { kind: 'relabel', by: 10 } }),
  'series-not-defined': ntk({}, {}, { metrics: ['testAccuracy'] }),
  'label-out-of-range': ntk({ source: features, loss: 'crossEntropy' }, { G: [2, 3, 4, 4], y: [2, 3] }),

  'file-unreadable': problem({ target: { kind: 'file', path: 'target.npz' } }),
  'file-format': target(new TextEncoder().encode('MATLAB 5.0 MAT-file')),
  'array-missing': target(archive({ Y: matrix(10, 10) })),
  'array-not-a-matrix': target(array('(100,)', new Float64Array(100)), 'target.npy'),
  'array-empty': () => {
    const empty = { shape: [0, 10], data: new Float64Array(0) };
    return faultsOf(
      readMatrix({ 'target.npz': { Y_ft: empty } }, { path: 'target.npz', name: 'Y_ft', at: [], fileAt: [] }),
    );
  },
  'entry-not-finite': target(matrix(10, 10, Number.NaN), 'target.npy'),
  'entry-too-large': target(matrix(10, 10, 1e200), 'target.npy'),
  'file-not-named': problem({ pretrained: { kind: 'file' } }),
  'file-missing': () => faultsOf(readMatrix({}, { path: 'target.npz', name: 'Y_ft', at: [], fileAt: [] })),
  'npy-dtype': target(array('(10, 10)', new Float64Array(200), '<c16'), 'target.npy'),
  'npy-empty': target(array('(0, 10)', new Float64Array(0)), 'target.npy'),
  'npy-header': target(npyBytes('{ }', new Uint8Array(0)), 'target.npy'),
  'npy-magic': target(archive({ Y_ft: new TextEncoder().encode('hello') })),
  'npy-too-large': target(array('(20000, 20000)', new Float64Array(0)), 'target.npy'),
  'npy-truncated': target(array('(10, 10)', new Float64Array(50)), 'target.npy'),
  'npy-version': target(npyBytes('{ }', new Uint8Array(0), 9), 'target.npy'),
  'integer-too-large': target(array('(1, 1)', new Float64Array(1).fill(1), '<i8'), 'target.npy'),
  'file-lfs-pointer': target(
    new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 856\n'),
  ),
  'gzip-truncated': target(gzipSync(matrix(10, 10)).subarray(0, 40), 'target.npy.gz'),
  'gzip-corrupt': target(gzipSync(matrix(10, 10)).fill(0, -4), 'target.npy.gz'),
  'idx-truncated': target(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 10, 0, 0, 0, 10, 1), 'target.idx'),
  'cifar-size': target(new Uint8Array(3074), 'data_batch_1.bin'),
  'cifar-label': target(new Uint8Array(3073).fill(10, 0, 1), 'data_batch_1.bin'),
  'folder-is-file': folder({ data: matrix(10, 10) }),
  'file-is-folder': folder(mnistFiles('data'), { kind: 'file', y: 'labels.npy' }),
  'folder-without-images': folder(classFiles('data/train', { cats: 2, dogs: 2 })),
  'folder-without-classes': folder({ 'data/cat.1.png': pngBytes({ width: 2, height: 2 }, [0, 1, 2, 3]) }),
  'folder-incomplete': folder(
    Object.fromEntries(Object.entries(mnistFiles('data')).filter(([name]) => !name.includes('t10k-labels'))),
  ),
  'folder-one-class': folder(classFiles('data', { cats: 2 })),
  'folder-class-empty': folder({ ...pets, 'data/foxes/notes.txt': new Uint8Array(1) }),
  'folder-too-large': folder(
    classFiles(
      'data',
      { cats: 1, dogs: 2 },
      pngBytes({ width: 8192, height: 4096 }, new Uint8Array(2 ** 25)),
    ),
  ),
  'image-not-png': folder({ ...pets, 'data/dogs/3.jpg': new Uint8Array(3) }),
  'png-unreadable': folder({ ...pets, 'data/dogs/1.png': pets['data/dogs/1.png']!.slice(0, 60) }),
  'png-transparent': folder({
    ...pets,
    'data/dogs/1.png': pngBytes({ width: 2, height: 1, type: 4 }, [5, 255, 6, 0]),
  }),
  'images-differ': folder({ ...pets, 'data/dogs/1.png': pngBytes({ width: 2, height: 2 }, [0, 1, 2, 3]) }),
  'test-set-twice': folder(
    { ...cifarFiles('data', 2), ...classFiles('test', { cats: 1, dogs: 1 }) },
    { testPath: 'test' },
  ),
  'test-class-unknown': folder(
    { ...pets, ...classFiles('test', { cats: 1, foxes: 1 }) },
    { testPath: 'test' },
  ),
  'safetensors-header': target(safetensors('{ "Y_ft": { "shape": [10, 10] } }', 800), 'target.safetensors'),
  'safetensors-size': target(safetensors(tensor('F64', [10, 12], 800), 800), 'target.safetensors'),
  'safetensors-dtype': target(safetensors(tensor('F8_E4M3', [10, 10], 100), 100), 'target.safetensors'),
  'safetensors-empty': target(safetensors('{}', 0), 'target.safetensors'),
  'safetensors-truncated': target(safetensors(tensor('F64', [10, 10], 800), 400), 'target.safetensors'),
  'npz-empty': target(zipSync({ 'readme.txt': new Uint8Array(0) })),
  'zip-corrupt': target(damaged('entry', 16, 0)),
  'zip-encrypted': target(damaged('entry', 8, 1)),
  'zip-magic': () => faultsOf(listZip(new Uint8Array(40), 'target.npz')),
  'zip-method': target(damaged('entry', 10, 12)),
  'zip-truncated': target(archive({ Y_ft: matrix(10, 10) }).subarray(0, 500)),
  zip64: target(damaged('end', 10, 0xff, 0xff)),

  'shapes-do-not-chain': weights({ W1: matrix(20, 10), W2: matrix(10, 30) }),
  'target-shape': target(matrix(10, 12), 'target.npy'),
  'factor-shape': experiment(
    { adapter: { rank: 4, init: { kind: 'file', path: 'start.npz' } } },
    {
      'start.npz': archive({
        A1: matrix(3, 10),
        B1: matrix(100, 3),
        A2: matrix(3, 100),
        B2: matrix(10, 3),
      }),
    },
  ),
  'paper-matrix-size': problem({
    pretrained: { kind: 'gaussian', matrix: 'paper', dims: { m: 20, h: 100, n: 20 } },
  }),
  'pair-out-of-range': problem({ target: { kind: 'singularPair', pair: 11 } }),
  'pair-twice': problem({ target: { kind: 'singularPairs', pairs: [{ pair: 1 }, { pair: 'top' }] } }),
  'target-already-reached': problem(
    {
      pretrained: { kind: 'file', path: 'weights.npz' },
      target: { kind: 'file', path: 'weights.npz', name: 'W2W1' },
    },
    {},
    { 'weights.npz': archive({ W1: matrix(2, 2, 1), W2: matrix(2, 2, 1), W2W1: matrix(2, 2, 2) }) },
  ),
  'target-zero': problem(
    { target: { kind: 'file', path: 'zero.npy', quantity: 'difference' } },
    {},
    { 'zero.npy': matrix(10, 10, 0) },
  ),
  'too-many-singular-values': problem({
    pretrained: { kind: 'spectrum', dims: { m: 4, h: 8, n: 4 }, singularValues: [5, 4, 3, 2, 1] },
  }),
  'log-range-needs-positive-ends': problem({
    pretrained: { kind: 'spectrum', singularValues: { from: 5, to: 0, count: 10, spacing: 'log' } },
  }),

  'rank-too-large': experiment({ adapter: { rank: 12, init: 'pissa' } }),
  'rank-odd': experiment({ adapter: { rank: 3, init: 'orthogonal' } }),
  'rank-redundant': experiment({ adapter: { rank: 12 } }),
  'spectral-rank': problem(
    { target: { kind: 'singularPairs', pairs: [{ pair: 1 }, { pair: 2 }] } },
    { adapter: { rank: 1, init: 'spectral' } },
  ),
  'spectral-not-aligned': problem({ target: { kind: 'randomDirection' } }, { adapter: { init: 'spectral' } }),
  'init-scale-underflow': experiment({ adapter: { initScale: 1e-160 } }),
  'init-scale-too-large': planned(variant => ({
    ...variant,
    adapter: { ...variant.adapter, initScale: 1e120 },
  })),
  'init-scale-not-small': experiment({ adapter: { initScale: 0.5 } }),
  'too-large-for-own-coordinates': planned(variant => ({
    ...variant,
    problem: {
      ...variant.problem,
      pretrained: {
        kind: 'lowRank',
        dims: { m: 40000, h: 40000, n: 40000 },
        rank: 3,
        imbalance: 1.05,
        seed: 0,
      },
      reduction: 'none',
    },
  })),

  'memory-exceeded': problem(
    { pretrained: { kind: 'lowRank', dims: { m: 8000, h: 8000, n: 8000 } } },
    { dynamics: 'adam' },
  ),

  'not-increasing': flow({ times: [0, 2, 1] }),
  'setting-ignored': flow({ times: [0, 1, 20], samples: 100 }),
  'sample-beyond-end': gd({ steps: 1000, sampleSteps: [0, 2000] }),
  'nesterov-without-momentum': gd({ nesterov: true }),
  'horizon-too-short': flow({ until: 0.1 }),
  'step-unstable': gd({ learningRate: 0.5 }),
  'step-coarse': gd({ learningRate: 0.01 }),
  'decay-prevents-escape': gd({ weightDecay: 50 }),
  'epsilon-limits': experiment({ adapter: { initScale: 1e-10 }, dynamics: 'adam' }),
  'float32-floor': gd({ precision: 'float32' }),
  'reduction-off': gd({ maskProbability: 0.5 }),

  'target-out-of-reach': problem(
    { target: { kind: 'singularPairs', pairs: [{ pair: 1 }, { pair: 2 }, { pair: 3 }] } },
    { adapter: { rank: 1 } },
  ),
  'target-needs-both': problem(
    { target: { kind: 'singularPairs', pairs: [{ pair: 1 }, { pair: 2 }, { pair: 3 }] } },
    { adapter: { rank: 2 } },
  ),
  'rate-zero': problem({
    pretrained: { kind: 'lowRank', rank: 2 },
    target: { kind: 'singularPair', pair: 5 },
  }),
  'theory-not-applicable': experiment({ dynamics: 'adam' }),
  'not-aligned': problem({ target: { kind: 'randomDirection' } }),
  'beyond-rank-one': problem({ target: 'singularPairs' }),
  'delta-w-one': problem({ pretrained: 'balanced' }),
  'delta-w-above-one': problem({ pretrained: { kind: 'gaussian', imbalance: 0.5 } }),

  'settings-unknown': planned(variant => ({ ...variant, adapter: { rank: 'four' } })),
  'not-a-variant': () => faultsOf(planJob({ index: 0, variant: null, seed: 0 }, {})),

  'disk-full': disk('ENOSPC'),
  'folder-read-only': disk('EROFS'),
  'store-failed': disk('EIO'),
  'batch-damaged': () => stored({ format: 'lora-dynamics/1' }),
  'newer-format': () => stored({ format: 'lora-dynamics/2' }),
  'no-such-batch': async () => faultsOf(await new RunStore(memoryFiles()).load('20261122T105801Z-4f3a')),
  'batch-exists': async () => {
    const store = new RunStore(memoryFiles());
    const head = sampleHead('20261122T105801Z-4f3a');
    await store.create(head, () => undefined);
    return faultsOf(await store.create(head, () => undefined));
  },
  'batch-running': async () => {
    const store = new RunStore(memoryFiles());
    const { id } = sampleHead('20261122T105801Z-4f3a');
    await store.create(sampleHead(id), () => undefined);
    const fault = await store.remove(id);
    return fault ? [fault] : [];
  },
};
