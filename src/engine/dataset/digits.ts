import { digitImages } from '../problem/ntk/digits/images.ts';
import { shuffledIndices } from '../random/shuffle.ts';
import { randomStream } from '../random/stream.ts';
import { pickedExamples, type LabelledData } from './contract.ts';
import { digitsDescription } from './digitsDescription.ts';

/** The handwritten digits, divided at random by the seed: 1000 to train on, 797 to test on. */
export function digitsData(seed: number): LabelledData {
  const { pixels, labels, count } = digitImages();
  const { train, classes, image } = digitsDescription;
  const all = { inputs: pixels, labels: Int32Array.from(labels), count };
  const order = shuffledIndices(count, randomStream('examples', seed));
  return {
    features: image.rows * image.columns,
    ...{ classes, classNames: null, image },
    train: pickedExamples(all, order.slice(0, train)),
    test: pickedExamples(all, order.slice(train)),
  };
}
