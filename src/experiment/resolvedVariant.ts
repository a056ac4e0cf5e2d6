import { isObject, type Json } from './json.ts';
import type { ResolvedVariant } from './kinds/contract.ts';

/** Whether data that came through a boundary (a worker's message, a stored batch) has the form of a variant. */
export function isResolvedVariant(value: unknown): value is ResolvedVariant {
  if (typeof value !== 'object' || value === null) return false;
  const sections = ['problem', 'adapter', 'dynamics'] as const;
  const candidate: Partial<Record<string, Json>> = { ...value };
  return sections.every(name => isObject(candidate[name])) && Array.isArray(candidate['metrics']);
}
