import { expect, it } from 'vitest';
import { pickedExamples } from '../../../src/engine/dataset/contract.ts';
import { fashionDescription } from '../../../src/engine/dataset/fashion/description.ts';
import { fashionData } from '../../../src/engine/dataset/fashion/fashion.ts';

/** How many examples each class has. */
const counts = (labels: Int32Array) =>
  Array.from({ length: 10 }, (_, k) => labels.filter(label => label === k).length);

it('holds the images that were packed: sums and counts taken from the original files', () => {
  const { train, test, features, image, classes } = fashionData();
  expect({ features, image, classes }).toEqual({
    ...{ features: 196, classes: 10 },
    image: fashionDescription.image,
  });
  expect(test).not.toBeNull();
  if (test === null) return;
  expect(counts(train.labels)).toEqual([194, 216, 202, 195, 186, 200, 194, 215, 198, 200]);
  expect(counts(test.labels)).toEqual([107, 105, 111, 93, 115, 87, 97, 95, 95, 95]);
  const sum = [...train.inputs, ...test.inputs].reduce((total, x) => total + Math.round(255 * x), 0);
  expect(sum).toBe(42_887_500);
});

it('has a boot first, dark at its upper left and bright at its sole', () => {
  const { train, classNames } = fashionData();
  const first = pickedExamples(train, [0]);
  expect(classNames?.[first.labels[0]!]).toBe('ankle boot');
  expect(first.inputs.subarray(0, 8).every(x => x === 0)).toBe(true);
  expect(Math.max(...first.inputs.subarray(140, 196))).toBeGreaterThan(0.8);
});
