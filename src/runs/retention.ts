import type { StoredBatch } from './store.ts';

/** How much is kept. */
export interface Retention {
  /** Unpinned batches an experiment file. */
  readonly batches: number;
  /** Bytes of all batches together. */
  readonly bytes: number;
}

export const defaultRetention: Retention = { batches: 10, bytes: 500e6 };

/**
 * Which batches may go, oldest first: those beyond the count of their experiment, then as many more as bring the
 * sum under its limit. Never a pinned or a running one, and never the newest of an experiment.
 */
export function expendable(batches: readonly StoredBatch[], retention: Retention): readonly StoredBatch[] {
  const newestFirst = [...batches].sort((a, b) => (a.head.started < b.head.started ? 1 : -1));
  const kept = new Map<string, number>();
  const go = new Set<StoredBatch>();
  const candidates: StoredBatch[] = [];
  for (const batch of newestFirst) {
    if (batch.notes.pinned || batch.summary.state === 'running') continue;
    const before = kept.get(batch.head.source) ?? 0;
    kept.set(batch.head.source, before + 1);
    if (before >= Math.max(1, retention.batches)) go.add(batch);
    else if (before > 0) candidates.push(batch);
  }
  let bytes = 0;
  for (const batch of newestFirst) if (!go.has(batch)) bytes += batch.bytes;
  for (const batch of candidates.reverse()) {
    if (bytes <= retention.bytes) break;
    go.add(batch);
    bytes -= batch.bytes;
  }
  return newestFirst.filter(batch => go.has(batch)).reverse();
}
