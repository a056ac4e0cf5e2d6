import type { Examples, LabelledData } from '../../dataset/contract.ts';
import { shippedData } from '../../dataset/shipped.ts';
import { standardiser } from '../../dataset/standardise.ts';
import type { Result } from '../../fault.ts';
import { zeros, type Matrix } from '../../linalg/matrix.ts';
import type { EngineFiles } from '../arrays.ts';
import type { LabelledArrays } from '../labelledArrays.ts';
import { fileHead } from './fileHead.ts';
import { randomFeatures } from './randomFeatures.ts';
import type { HeadSettings } from './settings.ts';

/** What a head is to learn, and where it starts. */
export interface HeadTask {
  readonly data: LabelledData;
  /** Examples and labels of the first task; null where the head is not pre-trained here. */
  readonly before: { readonly train: Examples; readonly test: Examples } | null;
  /** K×d and K. */
  readonly W: Matrix;
  readonly b: Float64Array;
}

/** The task of any source. */
export function headTask({ source }: HeadSettings, files: EngineFiles): Result<HeadTask> {
  switch (source.kind) {
    case 'randomFeatures': {
      const { before, train, test } = randomFeatures(source);
      const { features, classes, relabelled } = source;
      const data = { features, classes, classNames: null, image: null, train, test };
      return { ok: true, value: relabelledTask(data, before, relabelled) };
    }
    case 'pixels': {
      const data = shippedData[source.images](source.seed);
      return { ok: true, value: relabelledTask(data, data.train, source.relabelled) };
    }
    case 'file': {
      const read = fileHead(source, files);
      if (!read.ok) return read;
      const { W, b, features, classes } = read.value;
      const own = examplesOf(read.value.train);
      const scale = source.standardise ? standardiser(own) : (examples: Examples) => examples;
      const train = scale(own);
      const test = read.value.test && scale(examplesOf(read.value.test));
      const data = { features, classes, classNames: null, image: null, train, test };
      return { ok: true, value: { data, before: null, W, b } };
    }
  }
}

/** Points as a user’s file has them; bytes in single precision. */
function examplesOf({ data, labels, count }: LabelledArrays): Examples {
  return { inputs: data instanceof Uint8Array ? Float32Array.from(data) : data, labels, count };
}

/** The first classes get the label of the next of them, the last that of the first; before that all have their own. */
function relabelledTask(data: LabelledData, before: Examples, count: number): HeadTask {
  const { classes, features } = data;
  const turned = Math.min(count, classes);
  const labelled = (examples: Examples): Examples => ({
    ...examples,
    labels: examples.labels.map(label => (label < turned ? (label + 1) % turned : label)),
  });
  const test = data.test ?? data.train;
  return {
    data: { ...data, train: labelled(data.train), test: labelled(test) },
    before: { train: before, test },
    W: zeros(classes, features),
    b: new Float64Array(classes),
  };
}
