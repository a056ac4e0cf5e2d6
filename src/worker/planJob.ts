import type { Result } from '../engine/fault.ts';
import type { PlannedRun } from '../engine/simulation.ts';
import { planRun } from '../experiment/plan.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import type { LoadedFiles, RunJob } from '../protocol/worker.ts';

/** Prepares the run that a job asks for. */
export function planJob(job: RunJob, files: LoadedFiles): Result<PlannedRun> {
  if (isResolvedVariant(job.variant)) return planRun(job.variant, job.seed, files);
  const message = 'the settings of this run are not those of an experiment';
  return { ok: false, faults: [{ code: 'not-a-variant', path: [], message, remedy: 'report this' }] };
}
