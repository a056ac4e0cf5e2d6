import type { Json } from '../json.ts';
import type { LoadedFiles, ProblemKind, ResolvedVariant } from '../kinds/contract.ts';
import { assign } from '../overlay.ts';
import { sectionSchemas } from '../schema.ts';
import type { Schema } from '../schemaModel.ts';
import { structureFindings } from '../structure.ts';

/** New values of settings, by dotted path. */
export type Changes = Readonly<Record<string, number>>;

export type Changed =
  | { readonly ok: true; readonly variant: ResolvedVariant }
  /** Why such a variant cannot run, for a person. */
  | { readonly ok: false; readonly problem: string };

/** A variant with other values, checked as one of a file would be. */
export function changedVariant(
  kind: ProblemKind,
  variant: ResolvedVariant,
  changes: Changes,
  files: LoadedFiles,
): Changed {
  const schemas = sectionSchemas(kind);
  const whole: Schema = { type: 'object', properties: schemas };
  const { problem, adapter, dynamics } = variant;
  const settings = Object.entries(changes).reduce<Json>(
    (before, [path, value]) => assign(whole, before, path.split('.'), value),
    { problem, adapter, dynamics },
  );
  const [unfit] = structureFindings(whole, settings, [], 'partial');
  if (unfit) return { ok: false, problem: unfit.message };
  const changed = { ...variant, ...(settings as Pick<ResolvedVariant, 'problem' | 'adapter' | 'dynamics'>) };
  const error = kind.check(changed, files).find(({ severity }) => severity === 'error');
  return error ? { ok: false, problem: error.message } : { ok: true, variant: changed };
}
