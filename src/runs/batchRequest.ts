import type { LoadedFiles } from '../protocol/worker.ts';
import type { BatchHead } from './record.ts';

/** Everything that a launch of an experiment needs to know: the head of its batch to be, its files and its runs. */
export interface BatchRequest extends Omit<BatchHead, 'format' | 'id' | 'started'> {
  readonly files: LoadedFiles;
  /** One entry for each variant and seed, variant-major: entry `variant · seeds.length + place of the seed`. */
  readonly runs: readonly PlannedEntry[];
}

export interface PlannedEntry {
  /** Identity of the run; see `runId`. */
  readonly id: string;
  readonly variant: number;
  readonly seed: number;
  /** Expected work, in any unit that is the same for the whole batch. */
  readonly cost: number;
}

/** Order of computing: first seed of every variant first, and among those of one seed the largest first. */
export function launchOrder(runs: readonly PlannedEntry[], seeds: readonly number[]): readonly number[] {
  const place = new Map(seeds.map((seed, i) => [seed, i]));
  return runs
    .map((run, index) => ({ ...run, index, round: place.get(run.seed) ?? 0 }))
    .sort((a, b) => a.round - b.round || b.cost - a.cost || a.index - b.index)
    .map(({ index }) => index);
}
