import type { Result } from '../engine/fault.ts';
import type { PlannedRun } from '../engine/simulation.ts';
import type { LoadedFiles, ResolvedVariant } from './kinds/contract.ts';
import { problemPlanner } from './kinds/planners.ts';

/** Prepares one run: everything drawn and reduced, ready to start. */
export function planRun(variant: ResolvedVariant, seed: number, files: LoadedFiles): Result<PlannedRun> {
  const planner = problemPlanner(variant.problem['kind']);
  if (planner !== undefined) return planner.plan(variant, seed, files);
  const message = `there is no problem of kind ${JSON.stringify(variant.problem['kind'])} in this version`;
  const remedy = 'update LoRA Dynamics';
  return { ok: false, faults: [{ code: 'unknown-value', path: ['problem', 'kind'], message, remedy }] };
}
