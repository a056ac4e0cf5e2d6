import { ENGINE_VERSION } from '../engine/version.ts';
import { runId, type FileHashes } from '../experiment/identity.ts';
import { problemKind } from '../experiment/kinds/registry.ts';
import type { ResolvedVariant } from '../experiment/kinds/contract.ts';
import type { LoadedExperiment } from '../experiment/load.ts';
import type { BatchRequest } from './batchRequest.ts';

/**
 * What launching a loaded experiment asks for; undefined when it cannot run. `source` is the file relative to its
 * workspace folder, `text` the file as it is now, `fallbackTitle` for an experiment without a title.
 */
export function requestOf(
  loaded: LoadedExperiment,
  place: { readonly source: string; readonly text: string; readonly fallbackTitle: string },
): BatchRequest | undefined {
  const { experiment, variants, seeds, files, fileHashes, configHash } = loaded;
  if (!experiment) return undefined;
  return {
    engine: ENGINE_VERSION,
    configHash,
    fileHashes,
    source: place.source,
    title: experiment.title === '' ? place.fallbackTitle : experiment.title,
    experiment,
    text: place.text,
    variants: variants.map(({ label, name, resolved }) => ({
      label,
      ...(name === undefined ? {} : { name }),
      resolved,
    })),
    seeds,
    files,
    runs: variants.flatMap(({ resolved }, variant) => {
      const kind = problemKind(resolved.problem['kind']);
      const cost = kind?.estimate(resolved, files).seconds ?? 1;
      const hashes = hashesOf(resolved, fileHashes);
      return seeds.map(seed => ({ id: runId(resolved, seed, ENGINE_VERSION, hashes), variant, seed, cost }));
    }),
  };
}

/** The hashes of the files that one variant reads: other files do not make it another run. */
function hashesOf(variant: ResolvedVariant, all: FileHashes): FileHashes {
  const paths = problemKind(variant.problem['kind'])?.files(variant) ?? [];
  return Object.fromEntries(paths.map(({ path }) => [path, all[path] ?? '']));
}
