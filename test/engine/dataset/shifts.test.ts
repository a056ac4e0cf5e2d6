import { expect, test } from 'vitest';
import type { LabelledData } from '../../../src/engine/dataset/contract.ts';
import { digitsData } from '../../../src/engine/dataset/digits.ts';
import { flipped, inverted, ofClasses, relabelled, turned } from '../../../src/engine/dataset/shifts.ts';

/** Two images of two channels, 2×2, in three classes. */
const small: LabelledData = {
  ...{ features: 8, classes: 3, classNames: null, image: { rows: 2, columns: 2, channels: 2 } },
  train: {
    inputs: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0, 0.5, 0, 0, 1, 0, 0, 0),
    labels: Int32Array.of(2, 0),
    count: 2,
  },
  test: { inputs: Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1), labels: Int32Array.of(1), count: 1 },
};

test('a quarter turn is counter-clockwise, in every channel, and four of them are none', () => {
  // 1 2 / 3 4 becomes 2 4 / 1 3
  expect([...turned(small, 1).train.inputs.subarray(0, 8)]).toEqual([2, 4, 1, 3, 6, 8, 5, 7]);
  expect([...turned(small, 2).test!.inputs]).toEqual([5, 6, 7, 8, 1, 2, 3, 4]);
  expect(turned(turned(small, 3), 1)).toEqual(small);
});

test('a flip is left for right, and its own inverse', () => {
  expect([...flipped(small).train.inputs.subarray(0, 8)]).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  expect(flipped(flipped(small))).toEqual(small);
});

test('inverting makes light dark', () => {
  expect([...inverted(small).train.inputs.subarray(8)]).toEqual([1, 0.5, 1, 1, 0, 1, 1, 1]);
});

test('labels go round', () => {
  expect([...relabelled(small, 1).train.labels]).toEqual([0, 1]);
  expect([...relabelled(small, 2).test!.labels]).toEqual([0]);
  expect(relabelled(small, 3)).toEqual(small);
});

test('some classes keep their examples and labels', () => {
  const { train, test: rest } = ofClasses(small, 1, 3);
  expect([...train.labels]).toEqual([2]);
  expect([...train.inputs]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...rest!.labels]).toEqual([1]);
});

test('the digits are divided by the seed, each once', () => {
  const [first, second] = [digitsData(0), digitsData(1)];
  expect([first.train.count, first.test!.count]).toEqual([1000, 797]);
  expect(first.train.labels).not.toEqual(second.train.labels);
  const sum = ({ train, test: rest }: LabelledData) =>
    [...train.inputs, ...rest!.inputs].reduce((total, x) => total + x, 0);
  expect(sum(first)).toBe(sum(second));
});
