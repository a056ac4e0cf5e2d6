import type { Finding } from './issue.ts';
import { member, objectOf, show, type Json, type JsonObject } from './json.ts';

/** The version of the file format that this engine writes and reads. */
export const FORMAT_VERSION = 1;

/** Rewrites an experiment of version k as one of version k + 1. */
export type Migration = (experiment: JsonObject) => JsonObject;

/** `MIGRATIONS[k]` leads from version k + 1 to k + 2. There is one version so far. */
export const MIGRATIONS: readonly Migration[] = [];

/**
 * Brings an experiment to the current version. A missing version is 1. Older files are migrated with a note; newer
 * ones are refused, since what they mean is not known here.
 */
export function migrate(
  experiment: JsonObject,
  migrations: readonly Migration[] = MIGRATIONS,
): { readonly experiment?: JsonObject; readonly findings: readonly Finding[] } {
  const current = migrations.length + 1;
  const written = member(experiment, 'version');
  const version: Json = written === undefined ? 1 : written;
  const at = { severity: 'error', origin: 'meaning', path: ['version'] } as const;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    const known = current === 1 ? '1' : `a whole number from 1 to ${current}`;
    const message = `version must be ${known}, not ${show(version)}`;
    return { findings: [{ ...at, code: 'version-unknown', message, remedy: `write "version": ${current}` }] };
  }
  if (version > current) {
    const message = `this file is of version ${version}; this LoRA Dynamics reads up to version ${current}`;
    return { findings: [{ ...at, code: 'version-newer', message, remedy: 'update LoRA Dynamics' }] };
  }
  if (version === current) return { experiment, findings: [] };
  const migrated = migrations.slice(version - 1).reduce((file, step) => step(file), experiment);
  const note = `version ${version} was read as version ${current}; the file itself is unchanged`;
  const finding: Finding = {
    ...at,
    severity: 'hint',
    code: 'version-migrated',
    message: note,
    remedy: 'look at the resolved experiment, and save it as the new version',
  };
  const rest = Object.entries(migrated).filter(([key]) => key !== 'version');
  return { experiment: objectOf([['version', current], ...rest]), findings: [finding] };
}
