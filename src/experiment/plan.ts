import type { Result } from '../engine/fault.ts';
import type { PlannedRun } from '../engine/simulation.ts';
import { isObject, type Json } from './json.ts';
import type { LoadedFiles, ResolvedVariant } from './kinds/contract.ts';
import { problemKind } from './kinds/registry.ts';

/** Prepares one run: everything drawn and reduced, ready to start. */
export function planRun(variant: ResolvedVariant, seed: number, files: LoadedFiles): Result<PlannedRun> {
  const kind = problemKind(variant.problem['kind']);
  if (kind !== undefined) return kind.plan(variant, seed, files);
  const message = `there is no problem of kind ${JSON.stringify(variant.problem['kind'])} in this version`;
  const remedy = 'update LoRA Dynamics';
  return { ok: false, faults: [{ code: 'unknown-value', path: ['problem', 'kind'], message, remedy }] };
}

/** Whether data that came through a boundary (a worker's message, a stored batch) has the form of a variant. */
export function isResolvedVariant(value: unknown): value is ResolvedVariant {
  if (typeof value !== 'object' || value === null) return false;
  const sections = ['problem', 'adapter', 'dynamics'] as const;
  const candidate: Partial<Record<string, Json>> = { ...value };
  return sections.every(name => isObject(candidate[name])) && Array.isArray(candidate['metrics']);
}
