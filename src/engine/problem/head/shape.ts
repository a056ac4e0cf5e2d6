import type { Result } from '../../fault.ts';
import type { EngineFiles } from '../arrays.ts';
import { widthOf } from '../labelledArrays.ts';
import { dataShapes, type NetworkSizes } from '../network/shape.ts';
import { fileHead } from './fileHead.ts';
import type { HeadSettings } from './settings.ts';

/** What follows from the settings of a head before anything runs: it is a network of one layer. Reads a file’s arrays, packed images never. */
export function headSizes(
  { source }: Pick<HeadSettings, 'source'>,
  files: EngineFiles,
): Result<NetworkSizes> {
  const sized = (
    features: number,
    classes: number,
    train: number,
    test: number,
    width: 4 | 8 = 8,
  ): Result<NetworkSizes> => ({
    ok: true,
    value: {
      data: { features, classes, train, test, width },
      sizes: [features, classes],
      ...{ examples: train, counted: true },
      adapted: [0],
    },
  });
  switch (source.kind) {
    case 'randomFeatures':
      return sized(source.features, source.classes, source.N, source.N);
    case 'pixels': {
      const { features, classes, train, test } = dataShapes[source.images];
      return sized(features, classes, train, test);
    }
    case 'file': {
      const read = fileHead(source, files);
      if (!read.ok) return read;
      const { features, classes, train, test } = read.value;
      return sized(features, classes, train.count, test?.count ?? 0, widthOf(train));
    }
  }
}
