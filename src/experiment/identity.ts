import { sha256 } from '../data/sha256.ts';
import { isList, isObject, type Json } from './json.ts';
import type { ResolvedExperiment } from './resolve.ts';
import type { ResolvedVariant } from './kinds/contract.ts';

/** SHA-256 of the bytes of every file read, by path as written. */
export type FileHashes = Readonly<Record<string, string>>;

/** JSON with sorted keys and no spaces: equal settings give equal text, whatever the order they were written in. */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map(key => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`).join(',')}}`;
  }
  // −0 and 0 are the same setting, and JSON.stringify writes both as 0.
  return JSON.stringify(value);
}

/**
 * Identity of a run: hexadecimal SHA-256 of the resolved variant, the seed, the engine's version and the contents of
 * the files that the variant reads. The same question has the same id.
 */
export function runId(
  variant: ResolvedVariant,
  seed: number,
  engineVersion: string,
  fileHashes: FileHashes,
): string {
  const { problem, adapter, dynamics, metrics } = variant;
  return sha256(
    canonicalJson({
      variant: { problem, adapter, dynamics, metrics },
      seed,
      engine: engineVersion,
      files: { ...fileHashes },
    }),
  );
}

/** Hash of an experiment: its resolved settings and the contents of every file it reads, not its title or notes. */
export function configHash(experiment: ResolvedExperiment, fileHashes: FileHashes): string {
  const { problem, adapter, dynamics, metrics, seeds, sweep, variants } = experiment;
  return sha256(
    canonicalJson({
      problem,
      adapter,
      dynamics,
      metrics,
      seeds,
      sweep,
      variants,
      files: { ...fileHashes },
    }),
  );
}
