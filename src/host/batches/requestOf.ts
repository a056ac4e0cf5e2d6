import { runId } from '../../experiment/identity.ts';
import { problemKind } from '../../experiment/kinds/registry.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { ENGINE_VERSION } from '../../engine/version.ts';
import type { BatchRequest, PlannedEntry } from '../../runs/batchRequest.ts';

/** The launch of an experiment that has no errors: its runs with their identities and costs. */
export function requestOf(
  loaded: LoadedExperiment & Required<Pick<LoadedExperiment, 'experiment'>>,
  from: { readonly source: string; readonly text: string; readonly fallbackTitle: string },
): BatchRequest {
  const { experiment, variants, seeds, files, fileHashes } = loaded;
  const runs = variants.flatMap(({ resolved }, variant) => {
    const cost = problemKind(resolved.problem['kind'])?.estimate(resolved, files).seconds ?? 0;
    return seeds.map((seed): PlannedEntry => {
      return { id: runId(resolved, seed, ENGINE_VERSION, fileHashes), variant, seed, cost };
    });
  });
  return {
    engine: ENGINE_VERSION,
    configHash: loaded.configHash,
    source: from.source,
    title: experiment.title === '' ? from.fallbackTitle : experiment.title,
    experiment,
    text: from.text,
    variants: variants.map(({ label, name, resolved }) => ({
      label,
      resolved,
      ...(name === undefined ? {} : { name }),
    })),
    seeds,
    files,
    runs,
  };
}
