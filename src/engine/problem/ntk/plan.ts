import type { Result } from '../../fault.ts';
import type { PlannedRun } from '../../simulation.ts';
import { fail, type EngineFiles } from '../arrays.ts';
import { penaltyFault } from './penalty.ts';
import { runNtk } from './run.ts';
import { hasAngles, iterationInfo, recordedSeries } from './series.ts';
import type { NtkAdapterSettings, NtkSettings } from './settings.ts';
import type { NtkSolverSettings } from './solverSettings.ts';
import { sourceOf } from './sources/sourceOf.ts';

/** One run: resolved settings, the keys of the series asked for, the seed of its start, and the files read. */
export interface NtkInput {
  readonly problem: NtkSettings;
  readonly adapter: NtkAdapterSettings;
  readonly dynamics: NtkSolverSettings;
  readonly metrics: readonly string[];
  readonly seed: number;
  readonly files: EngineFiles;
}

/** Plans a run, or says why it cannot be: λ ≤ 0, arrays that do not fit, a loss without labels. Nothing is drawn or solved yet. */
export function planNtk({ problem, adapter, dynamics, metrics, seed, files }: NtkInput): Result<PlannedRun> {
  const penalty = penaltyFault(problem.lambda);
  if (penalty !== null) return fail(penalty);
  const source = sourceOf(problem, files);
  if (!source.ok) return source;
  const { shape, hasTest } = source.value;
  const series = recordedSeries(metrics, { test: hasTest, angles: hasAngles(shape, adapter.rank) });
  return {
    ok: true,
    value: {
      columns: [iterationInfo.key, ...series],
      kernel: 'typescript',
      start: () =>
        runNtk({ source: source.value, lambda: problem.lambda, adapter, solver: dynamics, series, seed }),
    },
  };
}
