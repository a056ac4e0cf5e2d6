import { describe, expect, it } from 'vitest';
import type { EngineFiles } from '../../../../src/engine/problem/arrays.ts';
import { layoutOf } from '../../../../src/engine/problem/network/imageLayout.ts';
import { ownExamples } from '../../../../src/engine/problem/network/ownExamples.ts';
import type { OwnData } from '../../../../src/engine/problem/network/ownDataSettings.ts';
import { planNetwork } from '../../../../src/engine/problem/network/plan.ts';
import { sizesOf } from '../../../../src/engine/problem/network/shape.ts';
import type { TaskSettings } from '../../../../src/engine/problem/network/taskSettings.ts';
import { digitImages } from '../../../../src/engine/problem/ntk/digits/images.ts';
import { input, ran } from './networkRun.ts';

const base = { kind: 'file', path: 'd.npz', X: 'X', y: 'y', testShare: 0, scaling: 'unit' } as const;

/** Bytes 0, 1, 2 … as images of this shape, of two classes in turn. */
function counted(shape: readonly number[], file = 'd.npz'): EngineFiles {
  const length = shape.reduce((product, side) => product * side, 1);
  const y = { shape: [shape[0]!], data: Uint8Array.from({ length: shape[0]! }, (_, i) => i % 2) };
  return { [file]: { X: { shape, data: Uint8Array.from({ length }, (_, i) => i) }, y } };
}

describe('digits given as a file', () => {
  const { pixels, labels, count } = digitImages();
  const y = { shape: [count], data: Float64Array.from(labels) };
  const aside = { ...base, testShare: 797 / 1797 };
  const digits = { X: { shape: [count, 8, 8], data: pixels }, y };

  it.each<[string, TaskSettings]>([
    ['turned', { kind: 'rotate', quarters: 1 }],
    ['mirrored', { kind: 'flip' }],
    ['inverted', { kind: 'invert' }],
    ['relabelled', { kind: 'relabel', by: 3 }],
    ['with new classes', { kind: 'newClasses' }],
  ])('run as those that ship, bit for bit: %s', (_, task) => {
    const own = ran(input({ problem: { data: aside, task }, files: { 'd.npz': digits } }));
    const shipped = ran(input({ problem: { task } }));
    expect(own.rows).toEqual(shipped.rows);
    expect(own.outcome).toEqual(shipped.outcome);
    expect(own.outcome.ends?.['pretrainedTestAccuracy']).toBeGreaterThan(0.5);
  });

  it('so do bytes 0 … 16 in rows, as their shape is given, but for single precision', () => {
    const bytes = { shape: [count, 64], data: Uint8Array.from(pixels, x => 16 * x) };
    const names = Array.from({ length: 10 }, (_, k) => `digit ${k}`);
    const flat = { ...aside, image: [8, 8], classNames: names };
    const files = { 'd.npz': { X: bytes, y } };
    const own = ran(input({ problem: { data: flat }, files }));
    // sixteenths are exact in single precision
    expect(own.rows).toEqual(ran(input()).rows);
    expect(own.outcome.classification?.classes).toEqual(names);
    expect(own.outcome.classification?.image).toEqual({ rows: 8, columns: 8, channels: 1 });
  });

  it('a file that is read anew is not taken for the one before', () => {
    const run = (files: EngineFiles) => ran(input({ problem: { data: aside }, files })).rows;
    const other = { ...digits, X: { shape: [count, 8, 8], data: pixels.map(x => x * x) } };
    const before = run({ 'd.npz': digits });
    expect(run({ 'd.npz': other })).not.toEqual(before);
    expect(run({ 'd.npz': digits })).toEqual(before);
  });

  it('without a test set nothing is tested', () => {
    const { columns, outcome } = ran(input({ problem: { data: base }, files: { 'd.npz': digits } }));
    expect(columns).not.toContain('testLoss');
    expect(outcome.classification?.of).toBe('train');
  });
});

describe('images in files', () => {
  it('lie channel after channel, however they are stored', () => {
    const last = ownExamples(base, 0, counted([2, 2, 2, 3]));
    const first = ownExamples(base, 0, {
      'd.npz': {
        X: {
          shape: [2, 3, 2, 2],
          data: Uint8Array.from(
            { length: 24 },
            (_, i) => 12 * Math.floor(i / 12) + 3 * (i % 4) + (Math.floor(i / 4) % 3),
          ),
        },
        y: { shape: [2], data: Uint8Array.of(0, 1) },
      },
    });
    expect(last.image).toEqual({ rows: 2, columns: 2, channels: 3 });
    expect(last).toEqual(first);
  });

  it.each<[readonly number[], readonly number[] | undefined, string]>([
    [[5, 28, 28], undefined, '28×28×1'],
    [[5, 3, 32, 32], undefined, '32×32×3'],
    [[5, 32, 20, 3], undefined, '32×20×3 last'],
    [[5, 1, 7, 9], [7, 9], '7×9×1'],
    [[5, 12], undefined, 'none'],
    [[5, 12], [2, 6], '2×6×1'],
    [[5, 12], [2, 2, 3], '2×2×3'],
    [[5, 7, 8, 9], undefined, 'none'],
    [[5, 2, 2, 2, 3], undefined, 'none'],
    [[5, 12], [3, 5], 'refused'],
    [[5, 28, 28], [14, 56], 'refused'],
    [[5, 7, 8, 9], [72, 7], 'refused'],
  ])('of %j with %j are %s', (shape, given, expected) => {
    const layout = layoutOf(shape, given);
    const { rows = 0, columns = 0, channels = 0 } = layout?.image ?? {};
    const words = layout?.image
      ? `${rows}×${columns}×${channels}${layout.channelsLast ? ' last' : ''}`
      : 'none';
    expect(layout === null ? 'refused' : words).toBe(expected);
  });

  it('are scaled as the settings say, by the training set', () => {
    const files = {
      'd.npz': {
        X: { shape: [2, 2], data: Float64Array.of(1, 5, 3, 5) },
        y: { shape: [2], data: Float64Array.of(0, 1) },
        T: { shape: [1, 2], data: Float64Array.of(7, 1) },
      },
    };
    const both = { ...base, testX: 'T', testY: 't' };
    const scaled = (scaling: OwnData['scaling']) => {
      const { train, test } = ownExamples({ ...both, scaling }, 0, {
        'd.npz': { ...files['d.npz'], t: { shape: [1], data: Float64Array.of(1) } },
      });
      const first = train.labels[0] === 0 ? 0 : 2;
      return [...train.inputs.subarray(first, first + 2), ...test!.inputs];
    };
    expect(scaled('unit')).toEqual([0, 1, 1.5, 0]);
    expect(scaled('standardise')).toEqual([-1, 0, 5, 0]);
    expect(scaled('none')).toEqual([1, 5, 7, 1]);
  });

  it('numbers that are all the same are 0', () => {
    const X = { shape: [2, 2], data: Float32Array.of(4, 4, 4, 4) };
    const files = { 'd.npz': { X, y: { shape: [2], data: Uint8Array.of(0, 1) } } };
    expect([...ownExamples(base, 0, files).train.inputs]).toEqual([0, 0, 0, 0]);
  });

  it('are drawn by the seed of the network; never all are set aside', () => {
    const files = counted([10, 1, 1]);
    const drawn = (seed: number, testShare: number) => {
      const { train, test } = ownExamples({ ...base, scaling: 'none', testShare }, seed, files);
      return { train: [...train.inputs], test: [...(test?.inputs ?? [])] };
    };
    const { train, test } = drawn(0, 0.3);
    expect([train.length, test.length]).toEqual([7, 3]);
    expect([...train, ...test].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(drawn(1, 0.3)).not.toEqual(drawn(0, 0.3));
    expect(drawn(0, 0.99).train).toHaveLength(1);
    expect(drawn(0, 0).test).toEqual([]);
  });

  it('a batch of CIFAR-10 is trained on, and another one tested on', () => {
    const batch = (count: number) => ({
      images: {
        shape: [count, 3, 32, 32],
        data: Uint8Array.from({ length: count * 3072 }, (_, i) => i % 251),
      },
      labels: { shape: [count], data: Uint8Array.from({ length: count }, (_, i) => i % 10) },
    });
    const data: OwnData = {
      ...{ ...base, path: 'data_batch_1.bin', X: 'images', y: 'labels', scaling: 'standardise' },
      ...{ testPath: 'test_batch.bin', testX: 'images', testY: 'labels' },
    };
    const files = { 'data_batch_1.bin': batch(30), 'test_batch.bin': batch(20) };
    const settings = input({ problem: { data, N: 20, hidden: [4] }, files });
    const sizes = sizesOf(settings.problem, settings.adapter, files);
    expect(sizes.ok && sizes.value.data).toEqual({
      features: 3072,
      classes: 10,
      train: 30,
      test: 20,
      width: 4,
    });
    expect(ran(settings).last('loss')).toBeLessThan(ran(settings).first('loss'));
  });

  it('how many have the new classes is counted', () => {
    const y = { shape: [6], data: Uint8Array.of(0, 0, 0, 1, 2, 2) };
    const X = { shape: [6, 2], data: new Uint8Array(12) };
    const settings = input({ problem: { data: base, task: { kind: 'newClasses' } } });
    const found = sizesOf(settings.problem, settings.adapter, { 'd.npz': { X, y } });
    expect(found.ok && [found.value.examples, found.value.counted]).toEqual([2, true]);
  });
});

describe('what is refused', () => {
  const codes = (
    files: EngineFiles,
    data: Partial<OwnData> = {},
    task: TaskSettings = { kind: 'invert' },
  ) => {
    const planned = planNetwork(input({ problem: { data: { ...base, ...data }, task }, files }));
    return planned.ok ? [] : planned.faults.map(({ code }) => code);
  };
  const turn = (quarters: number): TaskSettings => ({ kind: 'rotate', quarters });

  it.each<[string, readonly string[], EngineFiles, Partial<OwnData>?, TaskSettings?]>([
    ['a turn of rows', ['images-needed'], counted([4, 9]), {}, turn(1)],
    ['a mirror of rows', ['images-needed'], counted([4, 9]), {}, { kind: 'flip' }],
    ['a quarter of no square', ['image-not-square'], counted([4, 2, 3]), {}, turn(3)],
    ['half a turn', [], counted([4, 2, 3]), {}, turn(2)],
    ['a mirror of no square', [], counted([4, 2, 3]), {}, { kind: 'flip' }],
    ['rows of given shape', [], counted([4, 9]), { image: [3, 3] }, turn(1)],
    ['rows of another shape', ['image-shape'], counted([4, 9]), { image: [3, 4] }],
    ['images of another shape', ['image-shape'], counted([4, 3, 3]), { image: [9, 1] }],
    ['too few names', ['class-names'], counted([4, 9]), { classNames: ['a'] }],
    ['more names', [], counted([4, 9]), { classNames: ['a', 'b', 'c'] }],
    ['a file that is not there', ['file-missing', 'file-missing'], {}],
    ['labels in another file', ['file-missing'], counted([4, 9]), { y: 'labels.idx1-ubyte' }],
  ])('%s: %j', (_, expected, files, data = {}, task = { kind: 'invert' }) => {
    expect(codes(files, data, task)).toEqual(expected);
  });

  it('new classes of which there are no examples', () => {
    const X = { shape: [4, 2], data: new Uint8Array(8) };
    const y = (...labels: readonly number[]) => ({ shape: [4], data: Uint8Array.from(labels) });
    const task = { kind: 'newClasses' } as const;
    expect(codes({ 'd.npz': { X, y: y(0, 1, 2, 3) } }, {}, task)).toEqual([]);
    expect(codes({ 'd.npz': { X, y: y(8, 9, 8, 9) } }, {}, task)).toEqual(['classes-without-examples']);
    const named = { classNames: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] };
    expect(codes({ 'd.npz': { X, y: y(0, 1, 2, 3) } }, named, task)).toEqual(['classes-without-examples']);
  });

  it('a test set of another shape', () => {
    const { X, y } = counted([4, 2, 3])['d.npz']!;
    const T = { shape: [4, 3, 2], data: X!.data };
    const names = { testX: 'T', testY: 'y' };
    expect(codes({ 'd.npz': { X: X!, y: y!, T } }, names)).toEqual(['examples-shape']);
  });

  it('labels that are looked for in the file of the images', () => {
    const images = { shape: [2, 2, 2], data: new Uint8Array(8) };
    const path = 'train-images-idx3-ubyte.gz';
    const planned = planNetwork(
      input({ problem: { data: { ...base, path } }, files: { [path]: { data: images } } }),
    );
    expect(!planned.ok && planned.faults[0]).toMatchObject({
      code: 'labels-mismatch',
      path: ['problem', 'data', 'y'],
      remedy: 'give the path of that file as y',
    });
  });
});
