import { inflateSync } from 'fflate';
import { bytesOf } from '../../base64.ts';
import type { Examples, LabelledData } from '../contract.ts';
import { fashionDescription } from './description.ts';
import { packedFashion } from './generated/packedFashion.ts';

let unpacked: LabelledData | undefined;

/** 3000 images of Fashion-MNIST (Zalando) at 14×14 pixels from 0 to 1: the first 2000 to train on, 1000 of its test set to test on. */
export function fashionData(): LabelledData {
  return (unpacked ??= unpack(inflateSync(bytesOf(packedFashion))));
}

/** The format is described where it is made: images of the training and of the test set, then their labels. */
function unpack(bytes: Uint8Array): LabelledData {
  const { train, test, image, classNames } = fashionDescription;
  const features = image.rows * image.columns;
  const labelsFrom = (train + test) * features;
  const examples = (first: number, count: number): Examples => ({
    inputs: Float64Array.from(
      bytes.subarray(first * features, (first + count) * features),
      byte => byte / 255,
    ),
    labels: Int32Array.from(bytes.subarray(labelsFrom + first, labelsFrom + first + count)),
    count,
  });
  return {
    ...{ features, classes: classNames.length, classNames, image },
    train: examples(0, train),
    test: examples(train, test),
  };
}
