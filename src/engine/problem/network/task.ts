import { pickedExamples, type Examples, type LabelledData } from '../../dataset/contract.ts';
import { shippedData } from '../../dataset/shipped.ts';
import { flipped, inverted, ofClasses, relabelled, turned } from '../../dataset/shifts.ts';
import type { NetworkSettings } from './settings.ts';
import type { TaskSettings } from './taskSettings.ts';

/** The two tasks of an experiment: the one that the network knows, and the one that it is fine-tuned on. */
export interface Tasks {
  readonly before: LabelledData;
  readonly after: LabelledData;
}

/** Both tasks, from data that is divided by the seed of the network. */
export function tasksOf({ data, task, pretraining }: NetworkSettings): Tasks {
  const whole = shippedData[data.kind](pretraining.seed);
  if (task.kind !== 'newClasses') return { before: whole, after: shifted(whole, task) };
  const half = Math.ceil(whole.classes / 2);
  return { before: ofClasses(whole, 0, half), after: ofClasses(whole, half, whole.classes) };
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

/** The first N examples. */
export function firstOf(examples: Examples, count: number): Examples {
  return pickedExamples(
    examples,
    Array.from({ length: Math.min(count, examples.count) }, (_, i) => i),
  );
}
