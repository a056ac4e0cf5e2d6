import { expect, test } from 'vitest';
import { shippedData } from '../../../src/engine/dataset/shipped.ts';
import { dataShapes } from '../../../src/engine/problem/network/shape.ts';

test.each(['digits', 'fashion'] as const)(
  '%s is as large as it is said to be before it is unpacked',
  kind => {
    const { features, classes, train, test: unseen } = shippedData[kind](3);
    const width = train.inputs.BYTES_PER_ELEMENT;
    const shape = { features, classes, train: train.count, test: unseen?.count, width };
    expect(shape).toEqual(dataShapes[kind]);
    expect(train.inputs).toHaveLength(train.count * features);
  },
);
