import { expect, it } from 'vitest';
import { standardiser } from '../../../src/engine/dataset/standardise.ts';

it('mean 0 and deviation 1 over the training set; others by the same numbers; what does not vary is 0', () => {
  const train = { inputs: Float32Array.of(1, 7, 3, 7, 5, 7), labels: Int32Array.of(0, 1, 0), count: 3 };
  const scale = standardiser(train);
  const { inputs } = scale(train);
  const deviation = Math.sqrt(8 / 3);
  [-2 / deviation, 0, 0, 0, 2 / deviation, 0].forEach((value, i) => expect(inputs[i]).toBeCloseTo(value, 6));
  const other = scale({ inputs: Float64Array.of(7, 9), labels: Int32Array.of(1), count: 1 });
  expect(other.inputs[0]).toBeCloseTo(4 / deviation, 12);
  expect(other.inputs[1]).toBe(0);
});
