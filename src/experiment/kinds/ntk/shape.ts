import { sourceOf } from '../../../engine/problem/ntk/sources/sourceOf.ts';
import type { TaskShape } from '../../../engine/problem/ntk/taskSource.ts';
import { thresholdRank } from '../../../engine/problem/ntk/threshold.ts';
import type { LoadedFiles } from '../contract.ts';
import type { Settings } from './settings.ts';

/** Sizes of a problem, and what follows from them alone. */
export interface Shape extends TaskShape {
  /** KN. */
  readonly measurements: number;
  /** Smallest r with r(r + 1)/2 > KN. */
  readonly threshold: number;
  readonly hasTest: boolean;
}

/** Entries of u and v. */
export function trainedNumbers({ adapter }: Pick<Settings, 'adapter'>, { m, n }: Shape): number {
  return adapter.rank * (m + n);
}

/** The sizes, from the settings or from the shapes of the files; null where there is none. */
export function shapeOf({ problem }: Pick<Settings, 'problem'>, files: LoadedFiles): Shape | null {
  const source = sourceOf(problem, files);
  if (!source.ok) return null;
  const { shape, hasTest } = source.value;
  const { samples, outputs } = shape;
  return {
    ...shape,
    measurements: samples * outputs,
    threshold: thresholdRank(outputs, samples),
    hasTest,
  };
}
