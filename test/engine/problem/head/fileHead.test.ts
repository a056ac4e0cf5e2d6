import { describe, expect, it } from 'vitest';
import type { StoredArray } from '../../../../src/engine/problem/arrays.ts';
import { fileHead } from '../../../../src/engine/problem/head/fileHead.ts';
import { headTask } from '../../../../src/engine/problem/head/task.ts';
import { headSizes } from '../../../../src/engine/problem/head/shape.ts';

type Arrays = Readonly<Record<string, StoredArray>>;

const source = { kind: 'file', path: 'f.npz', X: 'X', y: 'y', standardise: false } as const;
const X: StoredArray = { shape: [3, 2], data: Float32Array.of(1, 0, 0, 1, 0.5, 0.5) };
const y: StoredArray = { shape: [3], data: Float64Array.of(0, 2, 2) };

const read = (arrays: Arrays, more: object = {}) => fileHead({ ...source, ...more }, { 'f.npz': arrays });
const codes = (...args: Parameters<typeof read>): readonly string[] => {
  const result = read(...args);
  return result.ok ? [] : result.faults.map(({ code }) => code);
};

describe('features and labels of a file', () => {
  it('make a head of zeros with a row for each class, over features as they are stored', () => {
    const head = read({ X, y });
    expect(head.ok && head.value.W).toEqual({ rows: 3, cols: 2, data: new Float64Array(6) });
    expect(head.ok && head.value.train.data).toBe(X.data);
    expect(head.ok && [...head.value.train.labels]).toEqual([0, 2, 2]);
    const sizes = headSizes({ source }, { 'f.npz': { X, y } });
    expect(sizes.ok && sizes.value).toMatchObject({ sizes: [2, 3], examples: 3, data: { test: 0 } });
  });

  it('bytes become single precision; labels may be of any type, or a column', () => {
    const bytes = { shape: [2, 2], data: Uint8Array.of(255, 0, 0, 255) };
    const column = { shape: [2, 1], data: Uint8Array.of(1, 0) };
    const problem = { kind: 'classifierHead', source, loss: 'crossEntropy' } as const;
    const task = headTask(problem, { 'f.npz': { X: bytes, y: column } });
    expect(task.ok && task.value.data.train.inputs).toEqual(Float32Array.of(255, 0, 0, 255));
    expect(task.ok && [...task.value.data.train.labels]).toEqual([1, 0]);
  });

  it('of images everything after the first dimension is a feature: a batch of CIFAR-10 fits', () => {
    const images = { shape: [2, 3, 2, 2], data: Uint8Array.from({ length: 24 }, (_, i) => i) };
    const labels = { shape: [2], data: Uint8Array.of(0, 1) };
    const head = fileHead(
      { ...source, path: 'data_batch_1.bin', X: 'images', y: 'labels' },
      { 'data_batch_1.bin': { images, labels } },
    );
    expect(head.ok && [head.value.features, head.value.train.count]).toEqual([12, 2]);
  });

  it.each(['train-labels-idx1-ubyte', 'train-labels.idx1-ubyte.gz', 'y.idx', 'y.npy', 'y.npy.gz'])(
    'labels may lie in a file of their own: %s',
    file => {
      const images = { shape: [2, 2, 2], data: Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 9) };
      const files = {
        'train-images-idx3-ubyte.gz': { data: images },
        [file]: { data: { shape: [2], data: Uint8Array.of(1, 0) } },
      };
      const head = fileHead({ ...source, path: 'train-images-idx3-ubyte.gz', y: file }, files);
      expect(head.ok && [head.value.features, ...head.value.train.labels]).toEqual([4, 1, 0]);
    },
  );

  it('is read once for all who ask with the same files', () => {
    const files = { 'f.npz': { X, y } };
    const head = fileHead(source, files);
    expect(fileHead({ ...source }, files)).toBe(head);
    expect(fileHead({ ...source, standardise: true }, files)).not.toBe(head);
    expect(fileHead(source, { ...files })).not.toBe(head);
  });

  it('a head of one’s own decides how many classes there are', () => {
    const W = { shape: [5, 2], data: Float64Array.from({ length: 10 }, (_, i) => i) };
    const b = { shape: [5], data: Float32Array.of(1, 2, 3, 4, 5) };
    const head = read({ X, y, W, b }, { W: 'W', b: 'b' });
    expect(head.ok && [head.value.classes, ...head.value.b]).toEqual([5, 1, 2, 3, 4, 5]);
    expect(codes({ X, y, W: { shape: [2, 2], data: new Float64Array(4) } }, { W: 'W' })).toEqual([
      'head-shape',
    ]);
    expect(codes({ X, y, b: { shape: [2], data: new Float64Array(2) } }, { b: 'b' })).toEqual(['head-shape']);
  });

  it('a test set has the features of the training set, and may have one class', () => {
    const T = { shape: [1, 2], data: Float32Array.of(1, 1) };
    const names = { testX: 'T', testY: 't' };
    const head = read({ X, y, T, t: { shape: [1], data: Float64Array.of(4) } }, names);
    expect(head.ok && [head.value.classes, head.value.test?.count]).toEqual([5, 1]);
    const wide = { shape: [1, 3], data: new Float32Array(3) };
    expect(codes({ X, y, T: wide, t: { shape: [1], data: Float64Array.of(4) } }, names)).toEqual([
      'examples-shape',
    ]);
    expect(codes({ X, y }, { testY: 'y' })).toEqual(['test-set-incomplete']);
  });

  it.each<[string, Arrays, string]>([
    ['fewer labels', { X, y: { shape: [2], data: Float64Array.of(0, 1) } }, 'labels-mismatch'],
    ['one-hot rows', { X, y: { shape: [3, 3], data: new Float64Array(9) } }, 'labels-mismatch'],
    ['half a label', { X, y: { shape: [3], data: Float64Array.of(0, 0.5, 1) } }, 'label-not-a-class'],
    ['signs', { X, y: { shape: [3], data: Float64Array.of(-1, 1, 1) } }, 'label-not-a-class'],
    ['one class', { X, y: { shape: [3], data: Float64Array.of(7, 7, 7) } }, 'one-class-only'],
    ['NaN among labels', { X, y: { shape: [3], data: Float64Array.of(0, NaN, 1) } }, 'entry-not-finite'],
    [
      'infinite features',
      { X: { shape: [1, 2], data: Float32Array.of(Infinity, 0) }, y },
      'entry-not-finite',
    ],
    ['no rows', { X: { shape: [0, 2], data: new Float32Array(0) }, y }, 'array-empty'],
    ['a vector', { X: { shape: [3], data: new Float32Array(3) }, y }, 'examples-shape'],
    ['no labels', { X }, 'array-missing'],
  ])('%s: a fault', (_, arrays, code) => {
    expect(codes(arrays)).toEqual([code]);
  });
});
