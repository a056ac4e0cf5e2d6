import { digitImages, SIDE, PIXELS } from '../problem/ntk/digits/images.ts';
import { shuffledIndices } from '../random/shuffle.ts';
import { randomStream } from '../random/stream.ts';
import { pickedExamples, type LabelledData } from './contract.ts';

/** How many of the 1797 digits are for training. */
export const DIGITS_TRAINED = 1000;

/** The handwritten digits, divided at random by the seed: 1000 to train on, 797 to test on. */
export function digitsData(seed: number): LabelledData {
  const { pixels, labels, count } = digitImages();
  const all = { inputs: pixels, labels: Int32Array.from(labels), count };
  const order = shuffledIndices(count, randomStream('examples', seed));
  return {
    features: PIXELS,
    classes: 10,
    classNames: null,
    image: { rows: SIDE, columns: SIDE, channels: 1 },
    train: pickedExamples(all, order.slice(0, DIGITS_TRAINED)),
    test: pickedExamples(all, order.slice(DIGITS_TRAINED)),
  };
}
