import type { Examples, ImageShape, LabelledData } from '../../dataset/contract.ts';
import { standardiser } from '../../dataset/standardise.ts';
import { KeptLatest } from '../../keptLatest.ts';
import type { EngineFiles } from '../arrays.ts';
import { ownSets, type OwnPart } from './ownData.ts';
import type { OwnSource } from './ownSource.ts';

/** Copies of data, which may be large: the latest of every set of files. */
const known = new WeakMap<EngineFiles, KeptLatest<LabelledData>>();

/** The examples of a user’s files, scaled and divided as the settings say; `ownSets` has refused what cannot be. */
export function ownExamples(data: OwnSource, seed: number, files: EngineFiles): LabelledData {
  const kept = known.get(files) ?? new KeptLatest<LabelledData>(1);
  known.set(files, kept);
  const key = JSON.stringify([data, seed]);
  const made = kept.get(key) ?? make(data, seed, files);
  kept.put(key, made);
  return made;
}

function make(data: OwnSource, seed: number, files: EngineFiles): LabelledData {
  const sets = ownSets(data, seed, files);
  if (!sets.ok) throw new RangeError(sets.faults.map(({ message }) => message).join('; '));
  const { classes, classNames, image, channelsLast, train, test } = sets.value;
  const { features } = train.arrays;
  const from = image !== null && channelsLast ? channelAfterChannel(image) : null;
  const range = data.scaling === 'unit' ? rangeOf(train) : { low: 0, width: 1 };
  const own = copied(train, range, from);
  const scale = data.scaling === 'standardise' ? standardiser(own) : (examples: Examples) => examples;
  return {
    ...{ features, classes, image, classNames },
    train: scale(own),
    test: test && scale(copied(test, range, from)),
  };
}

interface Range {
  readonly low: number;
  /** 1 where all numbers are the same. */
  readonly width: number;
}

function rangeOf({ arrays: { data, features }, places }: OwnPart): Range {
  let [low, high] = [Infinity, -Infinity];
  for (const place of places)
    for (let at = place * features; at < (place + 1) * features; at++) {
      const x = data[at]!;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  return { low, width: high > low ? high - low : 1 };
}

/** (x − low)/width, as doubles where the file has doubles, else in single precision; `from` has the place of every number. */
function copied(
  { arrays: { data, labels, features }, places }: OwnPart,
  { low, width }: Range,
  from: Int32Array | null,
): Examples {
  const length = places.length * features;
  const inputs = data instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
  for (let to = 0; to < places.length; to++) {
    const at = places[to]! * features;
    for (let j = 0; j < features; j++)
      inputs[to * features + j] = (data[at + (from === null ? j : from[j]!)]! - low) / width;
  }
  return { inputs, labels: Int32Array.from(places, place => labels[place]!), count: places.length };
}

/** Where each number of an image, channel after channel, lies in one whose channels lie side by side. */
function channelAfterChannel({ rows, columns, channels }: ImageShape): Int32Array {
  const pixels = rows * columns;
  return Int32Array.from(
    { length: channels * pixels },
    (_, j) => (j % pixels) * channels + Math.floor(j / pixels),
  );
}
