import { pickedExamples, type LabelledData } from '../../dataset/contract.ts';
import { shippedData } from '../../dataset/shipped.ts';
import { flipped, inverted, ofClasses, relabelled, turned } from '../../dataset/shifts.ts';
import type { EngineFiles } from '../arrays.ts';
import { ownExamples } from './ownExamples.ts';
import { isOwn } from './ownSource.ts';
import { halfOf } from './ownTask.ts';
import type { NetworkSettings } from './settings.ts';
import type { TaskSettings } from './taskSettings.ts';

/** The two tasks of an experiment: the one that the network knows, and the one that it is fine-tuned on. */
export interface Tasks {
  readonly before: LabelledData;
  readonly after: LabelledData;
}

/** Both tasks, from data that is divided by the seed of the network; the second has its first N examples to train on. */
export function tasksOf({ data, task, pretraining, N }: NetworkSettings, files: EngineFiles): Tasks {
  const { seed } = pretraining;
  const whole = isOwn(data) ? ownExamples(data, seed, files) : shippedData[data.kind](seed);
  if (task.kind !== 'newClasses') return { before: whole, after: shifted(firstOf(whole, N), task) };
  const half = halfOf(whole.classes);
  const after = firstOf(ofClasses(whole, half, whole.classes), N);
  return { before: ofClasses(whole, 0, half), after };
}

function shifted(data: LabelledData, task: Exclude<TaskSettings, { kind: 'newClasses' }>): LabelledData {
  switch (task.kind) {
    case 'rotate':
      return turned(data, task.quarters);
    case 'flip':
      return flipped(data);
    case 'invert':
      return inverted(data);
    case 'relabel':
      return relabelled(data, task.by);
  }
}

/** The same with the first N examples to train on, in doubles: what a task makes of them is not rounded. */
function firstOf(data: LabelledData, N: number): LabelledData {
  const places = Array.from({ length: Math.min(N, data.train.count) }, (_, i) => i);
  const train = pickedExamples(data.train, places);
  return { ...data, train: { ...train, inputs: Float64Array.from(train.inputs) } };
}
