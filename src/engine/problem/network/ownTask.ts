import type { ImageShape } from '../../dataset/contract.ts';
import type { Fault, Result } from '../../fault.ts';
import { fail, type EngineFiles } from '../arrays.ts';
import { widthOf } from '../labelledArrays.ts';
import { ownSets, type OwnPart } from './ownData.ts';
import type { OwnSource } from './ownSource.ts';
import type { DataShape } from './shape.ts';
import type { TaskSettings } from './taskSettings.ts';

/** The classes of both tasks begin and end here where fine-tuning has new ones: the first half, rounded up, and the rest. */
export function halfOf(classes: number): number {
  return Math.ceil(classes / 2);
}

/** Sizes of a user’s data, and how many examples of its training set the second task has; or what of the task it does not allow. */
export function ownTask(
  { data, task, seed }: { readonly data: OwnSource; readonly task: TaskSettings; readonly seed: number },
  files: EngineFiles,
): Result<{ readonly shape: DataShape; readonly examples: number }> {
  const found = ownSets(data, seed, files);
  if (!found.ok) return found;
  const { classes, image, train, test } = found.value;
  const { features } = train.arrays;
  const shape: DataShape = {
    ...{ features, classes, train: train.places.length, test: test?.places.length ?? 0 },
    width: widthOf(train.arrays),
  };
  if (task.kind === 'rotate' || task.kind === 'flip') {
    const fault = imageFault(task, image, features);
    if (fault) return fail(fault);
  }
  if (task.kind !== 'newClasses') return { ok: true, value: { shape, examples: shape.train } };
  const half = halfOf(classes);
  for (const [from, to] of [
    [0, half],
    [half, classes],
  ] as const)
    for (const [part, aim] of [
      [train, 'train'],
      [test, 'test'],
    ] as const)
      if (part && countOf(part, from, to) === 0) return fail(emptyFault(from, to, aim));
  return { ok: true, value: { shape, examples: countOf(train, half, classes) } };
}

/** Examples of the classes `from` … `to` − 1. */
function countOf({ arrays, places }: OwnPart, from: number, to: number): number {
  return places.filter(i => arrays.labels[i]! >= from && arrays.labels[i]! < to).length;
}

function imageFault(
  task: Extract<TaskSettings, { kind: 'rotate' | 'flip' }>,
  image: ImageShape | null,
  features: number,
): Fault | undefined {
  const path = ['problem', 'task'];
  if (image === null)
    return {
      ...{ code: 'images-needed', path },
      message: `The task "${task.kind}" is about images, and the inputs are ${features} numbers without rows and columns`,
      remedy: 'give "image": [rows, columns] in "data", or choose "relabel" or "newClasses"',
    };
  if (task.kind === 'flip' || task.quarters % 2 === 0 || image.rows === image.columns) return undefined;
  return {
    ...{ code: 'image-not-square', path },
    message: `Images of ${image.rows}×${image.columns} turned by ${90 * task.quarters}° have another shape`,
    remedy: 'set "quarters" to 2, choose "flip", or crop the images to squares',
  };
}

function emptyFault(from: number, to: number, aim: string): Fault {
  const which = to - from === 1 ? `class ${from}` : `the classes ${from} to ${to - 1}`;
  return {
    code: 'classes-without-examples',
    path: ['problem', 'task'],
    message: `New classes divide the classes in halves, and of ${which} there is no example to ${aim} on`,
    remedy: 'number the classes without gaps and give examples of each, or choose another task',
  };
}
