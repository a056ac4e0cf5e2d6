import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ownExamples } from '../../../src/engine/problem/network/ownExamples.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { idxBytes } from '../../data/idxBytes.ts';
import { pngBytes } from '../../data/pngBytes.ts';
import { filesOf } from '../reading.ts';
import { cifarFiles, classFiles, mnistFiles, pixels, type IdxNames } from './datasets.ts';

type Files = Readonly<Record<string, Uint8Array>>;

function loaded(files: Files, data: object = {}, more: object = {}) {
  const own = { kind: 'folder', path: 'data', ...data };
  const problem = { kind: 'network', data: own, hidden: [4], task: 'invert', N: 10, ...more };
  return loadExperiment(JSON.stringify({ problem }), filesOf(files));
}

/** The arrays of a folder without fault, as numbers. */
async function arraysOf(files: Files) {
  const { issues, files: read } = await loaded(files);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return read['data']!;
}

const examplesOf = async (files: Files, data: object = {}) => {
  const { files: read } = await loaded(files, data);
  const base = { kind: 'folder', path: 'data', testShare: 0.2, scaling: 'none' } as const;
  return ownExamples({ ...base, ...data }, 0, read);
};

describe('MNIST', () => {
  it.each<IdxNames>(['ubyte.gz', 'ubyte', '.idx'])('is known by its names: %s', async names => {
    const arrays = await arraysOf(mnistFiles('data', { names }));
    expect(Object.entries(arrays).map(([name, { shape }]) => `${name} ${shape.join('×')}`)).toEqual([
      'X 40×28×28',
      'y 40',
      'testX 20×28×28',
      'testY 20',
    ]);
    expect(arrays['X']!.data).toEqual(pixels(40 * 784));
  });

  it('is read unpacked where both are there, as torchvision leaves them', async () => {
    const both = {
      ...mnistFiles('data', { train: 40 }),
      ...mnistFiles('data', { train: 30, names: 'ubyte' }),
    };
    expect((await arraysOf(both))['X']!.shape).toEqual([30, 28, 28]);
  });

  it('may have no test set, and then a share is set aside', async () => {
    const all = Object.entries(mnistFiles('data'));
    const train = Object.fromEntries(all.filter(([name]) => !name.includes('t10k')));
    const { train: kept, test } = await examplesOf(train);
    expect([kept.count, test?.count]).toEqual([32, 8]);
  });
});

describe('CIFAR-10', () => {
  it('is five batches, a test set and ten names', async () => {
    const files = cifarFiles('data');
    const arrays = await arraysOf(files);
    expect(arrays['X']!.shape).toEqual([50, 3, 32, 32]);
    expect([...arrays['y']!.data.slice(8, 12)]).toEqual([9, 0, 2, 3]);
    const { classNames, test, image } = await examplesOf(files);
    expect(classNames?.at(-1)).toBe('truck');
    expect([classNames?.length, test?.count]).toEqual([10, 10]);
    expect(image).toEqual({ rows: 32, columns: 32, channels: 3 });
    expect((await examplesOf(files, { classNames: Array(10).fill('x') })).classNames?.[0]).toBe('x');
  });
});

describe('folders of PNGs', () => {
  it('are classes in the order of their names, images too', async () => {
    const files = classFiles('data', { dogs: 3, cats: 2, Ants: 1 });
    const arrays = await arraysOf({
      ...files,
      'data/notes.txt': new Uint8Array(1),
      'data/.DS_Store': new Uint8Array(1),
    });
    expect([...arrays['y']!.data]).toEqual([0, 1, 1, 2, 2, 2]);
    expect(new TextDecoder().decode(arrays['classNames']!.data as Uint8Array)).toBe('Ants\ncats\ndogs\n');
    expect(arrays['X']!.shape).toEqual([6, 4, 4]);
    expect([...arrays['X']!.data.slice(48, 64)]).toEqual([...pixels(16, 0)]);
  });

  it('have colours channel after channel, also where an image has three rows', async () => {
    const image = pngBytes(
      { width: 2, height: 3, type: 2 },
      Uint8Array.from({ length: 18 }, (_, i) => i),
    );
    const files = { 'data/a/1.png': image, 'data/b/1.png': image };
    expect((await arraysOf(files))['X']!.shape).toEqual([2, 3, 3, 2]);
    const { image: shape, train } = await examplesOf(files, { testShare: 0 });
    expect(shape).toEqual({ rows: 3, columns: 2, channels: 3 });
    expect([...train.inputs.slice(0, 7)]).toEqual([0, 3, 6, 9, 12, 15, 1]);
  });

  it('of 16 bits keep them all', async () => {
    const image = pngBytes({ width: 1, height: 1, depth: 16 }, [1, 2]);
    const arrays = await arraysOf({ 'data/a/1.png': image, 'data/b/1.png': image });
    expect([...arrays['X']!.data]).toEqual([258, 258]);
  });

  it('may have a folder to test on, whose classes are the same where names are', async () => {
    const files = {
      ...classFiles('data', { ants: 2, cats: 2, dogs: 2 }),
      ...classFiles('test', { dogs: 1, cats: 2 }),
    };
    const { train, test } = await examplesOf(files, { testPath: 'test' });
    expect(train.count).toBe(6);
    expect([...test!.labels]).toEqual([1, 1, 2]);
  });

  it('are the more the merrier: more than are read at a time come in order', async () => {
    const arrays = await arraysOf(classFiles('data', { a: 50, b: 30 }));
    expect([...arrays['y']!.data].filter(label => label === 1)).toHaveLength(30);
    expect([...arrays['X']!.data.slice(0, 16)]).toEqual([...pixels(16, 0)]);
  });
});

describe('identity', () => {
  const files = classFiles('data', { a: 3, b: 3 });

  it('is that of the lines of sha256sum', async () => {
    const lines = Object.keys(files)
      .sort()
      .map(path => `${createHash('sha256').update(files[path]!).digest('hex')}  ${path.slice(5)}\n`);
    const { fileHashes } = await loaded(files);
    expect(fileHashes).toEqual({ data: createHash('sha256').update(lines.join('')).digest('hex') });
  });

  it('changes with what is in a file, with its name and its class, and with nothing else', async () => {
    const { configHash } = await loaded(files);
    const hashOf = async (change: Files) => (await loaded(change)).configHash;
    const { 'data/a/0.png': first, ...others } = files;
    expect(await hashOf({ ...others, 'data/a/0.png': first! })).toBe(configHash);
    expect(await hashOf({ ...files, 'data/a/notes.txt': new Uint8Array(3) })).toBe(configHash);
    expect(
      await hashOf({ ...files, 'data/a/0.png': pngBytes({ width: 4, height: 4 }, pixels(16, 99)) }),
    ).not.toBe(configHash);
    expect(await hashOf({ ...others, 'data/a/zero.png': first! })).not.toBe(configHash);
    expect(await hashOf({ ...others, 'data/b/9.png': first! })).not.toBe(configHash);
  });

  it('a listing that is kept is not read twice', async () => {
    let reads = 0;
    const serve = filesOf(files);
    const listings = new Map<string, ReturnType<typeof serve>>();
    const read = (path: string) => {
      reads++;
      const kept = listings.get(path) ?? serve(path);
      listings.set(path, kept);
      return kept;
    };
    const text = JSON.stringify({
      problem: { kind: 'network', data: { kind: 'folder', path: 'data' }, task: 'invert' },
    });
    const first = await loadExperiment(text, read);
    expect(reads).toBe(9);
    const again = await loadExperiment(text, read);
    expect(reads).toBe(10);
    expect(again.configHash).toBe(first.configHash);
  });
});

describe('what is refused', () => {
  const text = (content: string) => new TextEncoder().encode(content);
  const good = classFiles('data', { cats: 2, dogs: 2 });
  const without = (files: Files, name: string) =>
    Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes(name)));
  const grey = pngBytes({ width: 4, height: 4 }, pixels(16));

  it.each<[string, Files, string, string, object?]>([
    ['a folder that is not there', {}, 'file-unreadable', 'data: there is no such file'],
    ['a file', { data: grey }, 'folder-is-file', 'data: it is a file'],
    ['an empty folder', { 'data/readme.txt': text('x') }, 'folder-without-images', 'there are no images'],
    [
      'a folder too far out',
      { 'data/raw/train-images-idx3-ubyte': grey },
      'folder-without-images',
      'perhaps data/raw',
    ],
    [
      'another folder too far out',
      classFiles('data/train', { a: 1, b: 1 }),
      'folder-without-images',
      'perhaps data/train',
    ],
    [
      'CIFAR-10 for Python',
      { 'data/data_batch_1': grey, 'data/batches.meta': grey },
      'folder-without-images',
      'cifar-10-binary.tar.gz',
    ],
    ['images without classes', { 'data/1.png': grey }, 'folder-without-classes', '1.png'],
    ['one class', classFiles('data', { cats: 2 }), 'folder-one-class', 'cats is its only class'],
    ['an empty class', { ...good, 'data/birds/notes.txt': text('x') }, 'folder-class-empty', 'data/birds'],
    ['a JPEG', { ...good, 'data/dogs/9.JPG': grey }, 'image-not-png', 'data/dogs/9.JPG'],
    [
      'a JPEG in disguise',
      { ...good, 'data/dogs/9.png': Uint8Array.of(255, 216, 255) },
      'image-not-png',
      'data/dogs/9.png',
    ],
    [
      'a truncated PNG',
      { ...good, 'data/dogs/1.png': grey.slice(0, 50) },
      'png-unreadable',
      'data/dogs/1.png',
    ],
    [
      'another size',
      { ...good, 'data/dogs/0.png': pngBytes({ width: 5, height: 4 }, pixels(20)) },
      'images-differ',
      'data/dogs/0.png is 4×5 in grey of 8 bits, but data/cats/0.png is 4×4',
    ],
    [
      'a coloured one',
      { ...good, 'data/dogs/0.png': pngBytes({ width: 4, height: 4, type: 2 }, pixels(48)) },
      'images-differ',
      'in colour',
    ],
    [
      'a pointer',
      { ...good, 'data/cats/1.png': text('version https://git-lfs.github.com/spec/v1\nsize 9\n') },
      'file-lfs-pointer',
      'data/cats/1.png',
    ],
    [
      'labels without images',
      without(mnistFiles('data'), 'train-images'),
      'folder-incomplete',
      'train-images is missing',
    ],
    [
      'half a test set',
      without(mnistFiles('data'), 't10k-labels'),
      'folder-incomplete',
      't10k-labels is missing',
    ],
    [
      'four batches',
      without(cifarFiles('data'), 'batch_3'),
      'folder-incomplete',
      'data_batch_3.bin is missing',
    ],
    [
      'a cut batch',
      { ...cifarFiles('data'), 'data/data_batch_2.bin': pixels(3072) },
      'cifar-size',
      'data/data_batch_2.bin',
    ],
    [
      'a pointer for a batch',
      {
        ...cifarFiles('data'),
        'data/test_batch.bin': text('version https://git-lfs.github.com/spec/v1\nsize 9\n'),
      },
      'file-lfs-pointer',
      'data/test_batch.bin',
    ],
    [
      'a cut archive',
      { ...mnistFiles('data'), 'data/train-labels-idx1-ubyte.gz': Uint8Array.of(31, 139, 8, 0) },
      'gzip-truncated',
      'data/train-labels-idx1-ubyte.gz',
    ],
    [
      'labels of others',
      { ...mnistFiles('data', { names: 'ubyte' }), 'data/train-labels-idx1-ubyte': idxBytes([3], [0, 1, 2]) },
      'labels-mismatch',
      '3 labels',
    ],
    [
      'a test set twice',
      { ...mnistFiles('data'), ...classFiles('test', { a: 1, b: 1 }) },
      'test-set-twice',
      'of its own',
      { testPath: 'test' },
    ],
    [
      'a class that is not trained',
      { ...good, ...classFiles('test', { cats: 1, foxes: 1 }) },
      'test-class-unknown',
      'foxes',
      { testPath: 'test' },
    ],
  ])('%s', async (_, files, code, words, data = {}) => {
    const { issues, experiment } = await loaded(files, data);
    const issue = issues.find(({ severity }) => severity === 'error');
    expect(issue?.code).toBe(code);
    expect(`${issue?.message}; ${issue?.remedy}`).toContain(words);
    expect(issue?.path).toEqual(['problem', 'data', 'testPath' in data ? 'testPath' : 'path']);
    expect(experiment === undefined || issues.length > 0).toBe(true);
  });

  it('a folder where a file is meant', async () => {
    const { issues } = await loaded(mnistFiles('data'), { kind: 'file', y: 'data' });
    expect(issues.map(({ code }) => code)).toContain('file-is-folder');
    expect(issues[0]?.remedy).toContain('"kind" to "folder"');
  });
});
