import type { Finding } from './issue.ts';
import type { Path } from './json.ts';

/** The settings under `path` come from `source` in the document. */
export interface Source {
  readonly path: Path;
  readonly source: Path;
}

/** Where in the document a setting stands: the longest source that covers it, else its ordinary place. */
export function mapPath(path: Path, sources: readonly Source[]): Path {
  let best: Source | undefined;
  for (const candidate of sources) {
    const covers = candidate.path.every((segment, i) => String(segment) === String(path[i]));
    if (covers && candidate.path.length > (best?.path.length ?? -1)) best = candidate;
  }
  return best === undefined ? path : [...best.source, ...path.slice(best.path.length)];
}

/** The finding at another place, and what it proposes with it. */
export function movedTo(found: Finding, path: Path, sources: readonly Source[]): Finding {
  const { proposal } = found;
  if (proposal?.kind !== 'set') return { ...found, path };
  return { ...found, path, proposal: { ...proposal, path: mapPath(proposal.path, sources) } };
}
