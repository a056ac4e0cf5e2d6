import type { Result } from '../../fault.ts';
import type { PlannedRun } from '../../simulation.ts';
import type { EngineFiles } from '../arrays.ts';
import type { NetworkAdapterSettings } from '../network/adapterSettings.ts';
import { planPrepared } from '../network/plan.ts';
import type { NetworkTrainingSettings } from '../network/trainingSettings.ts';
import { preparedHead } from './prepared.ts';
import type { HeadSettings } from './settings.ts';
import { headSizes } from './shape.ts';
import { headTask } from './task.ts';

/** One run: resolved settings, the keys of the series asked for, the seed of adapters and batches, and the files read. */
export interface HeadInput {
  readonly problem: HeadSettings;
  readonly adapter: NetworkAdapterSettings;
  readonly dynamics: NetworkTrainingSettings;
  readonly metrics: readonly string[];
  readonly seed: number;
  readonly files: EngineFiles;
}

/** Plans a run, or says why it cannot be: arrays that do not fit, a start that one layer cannot have. */
export function planHead({ problem, files, ...rest }: HeadInput): Result<PlannedRun> {
  const sizes = headSizes(problem, files);
  if (!sizes.ok) return sizes;
  const task = () => {
    const made = headTask(problem, files);
    // What a file can be refused for, its sizes have been already.
    if (!made.ok) throw new RangeError(made.faults.map(({ message }) => message).join('; '));
    return made.value;
  };
  return planPrepared({
    ...{ ...rest, loss: problem.loss, sizes: sizes.value },
    prepare: () => preparedHead(problem, task),
  });
}
