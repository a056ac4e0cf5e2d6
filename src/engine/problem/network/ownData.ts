import type { ImageShape } from '../../dataset/contract.ts';
import type { Fault, Result } from '../../fault.ts';
import { shuffledIndices } from '../../random/shuffle.ts';
import { randomStream } from '../../random/stream.ts';
import { fail, labelOf, shapeText, type EngineFiles } from '../arrays.ts';
import { featuresFault, labelledMentions, labelledSets, type LabelledArrays } from '../labelledArrays.ts';
import { layoutOf } from './imageLayout.ts';
import { folderMentions, folderSets, type FolderSets } from './folderSets.ts';
import type { OwnData } from './ownDataSettings.ts';
import type { OwnSource } from './ownSource.ts';

/** Some of the examples of an array. */
export interface OwnPart {
  readonly arrays: LabelledArrays;
  /** Their places in it, in the order in which they are taken. */
  readonly places: readonly number[];
}

/** What a user’s files hold, looked at but not yet copied. */
export interface OwnSets {
  /** K. */
  readonly classes: number;
  /** What the settings or the folder call them; null where they have no names. */
  readonly classNames: readonly string[] | null;
  /** Null where points are no images. */
  readonly image: ImageShape | null;
  /** Whether the channels of a pixel lie side by side in the arrays. */
  readonly channelsLast: boolean;
  readonly train: OwnPart;
  readonly test: OwnPart | null;
}

const AT = ['problem', 'data'] as const;

/** The arrays that the settings name. */
export function ownMentions(data: OwnSource): ReturnType<typeof labelledMentions> {
  return data.kind === 'folder' ? folderMentions(data) : labelledMentions(data, AT);
}

/** Sets by settings and seed, for as long as the files they lie in are held. */
const known = new WeakMap<EngineFiles, Map<string, Result<OwnSets>>>();

/**
 * Looks at the files, once for all that ask with the same ones. `seed` draws the order of the training set and what of it is set
 * aside where there is no test set. Faults where arrays do not fit each other, the settings, or any classes.
 */
export function ownSets(data: OwnSource, seed: number, files: EngineFiles): Result<OwnSets> {
  const kept = known.get(files) ?? new Map<string, Result<OwnSets>>();
  known.set(files, kept);
  const key = JSON.stringify([data, seed]);
  const found = kept.get(key) ?? look(data, seed, files);
  kept.set(key, found);
  return found;
}

function look(data: OwnSource, seed: number, files: EngineFiles): Result<OwnSets> {
  const mentions = ownMentions(data);
  const sets = data.kind === 'folder' ? folderSets(data, files) : fileSets(mentions, files);
  if (!sets.ok) return sets;
  const { train, test, classes, names: own } = sets.value;
  const each = shapeText(train.shape.slice(1));
  if (test && shapeText(test.shape.slice(1)) !== each)
    return fail(featuresFault(mentions.testX!, test, `N×${each} as the training set has`));
  const classNames = data.classNames ?? own;
  const names = classNames?.length ?? classes;
  if (names < classes)
    return fail({
      code: 'class-names',
      path: [...AT, 'classNames'],
      message: `There are ${names} names of classes, but labels up to ${classes - 1}`,
      remedy: `give ${classes} names, the first for label 0, or remove "classNames"`,
    });
  const image = data.kind === 'folder' ? undefined : data.image;
  const layout = layoutOf(train.shape, image);
  if (layout === null) return fail(imageFault(image, train, labelOf(mentions.X!)));
  const order = shuffledIndices(train.count, randomStream('examples', seed));
  const aside = test ? 0 : Math.min(train.count - 1, Math.round(data.testShare * train.count));
  const trained = train.count - aside;
  const all = (arrays: LabelledArrays) => Array.from({ length: arrays.count }, (_, i) => i);
  const drawn = aside > 0 ? { arrays: train, places: order.slice(trained) } : null;
  return {
    ok: true,
    value: {
      ...{ classes: names, classNames, ...layout },
      train: { arrays: train, places: order.slice(0, trained) },
      test: test ? { arrays: test, places: all(test) } : drawn,
    },
  };
}

/** Those of files, whose classes have no names of their own. */
function fileSets(mentions: ReturnType<typeof ownMentions>, files: EngineFiles): Result<FolderSets> {
  const sets = labelledSets(mentions, files);
  return sets.ok ? { ok: true, value: { ...sets.value, names: null } } : sets;
}

function imageFault(image: OwnData['image'] = [], { shape, features }: LabelledArrays, label: string): Fault {
  const numbers = image.reduce((product, length) => product * length, 1);
  const flat = shape.length === 2;
  return {
    code: 'image-shape',
    path: [...AT, 'image'],
    message: flat
      ? `An image of ${shapeText(image)} has ${numbers} numbers, a row of the ${label} ${features}`
      : `The ${label} has shape ${shapeText(shape)}, of which an image of ${shapeText(image)} is no part`,
    remedy: flat ? 'give rows, columns and channels that multiply to that' : 'remove "image"',
  };
}
