import type { BatchCard, ListedBatch } from '../../../src/runs/listing/batchCard.ts';
import type { LiveBatch, Present } from '../../../src/runs/listing/rows.ts';
import type { BatchNotes } from '../../../src/runs/batchFiles.ts';

/** An ended batch of 6 variants and 30 seeds. */
export function sampleCard(more: Partial<BatchCard> = {}): BatchCard {
  return {
    id: '20261122T105801Z-0001',
    engine: '0.1.0',
    configHash: 'abc',
    source: 'a.lora.json',
    title: 'A title',
    started: '2026-11-22T10:58:01.000Z',
    state: 'done',
    seconds: 4.2,
    runs: { total: 180, done: 180, failed: 0, cancelled: 0, cached: 0 },
    bytes: 1e6,
    variants: 6,
    seeds: 30,
    missing: 0,
    headline: { name: 'log₁₀ L', low: -20.7, high: -12.49 },
    reproduced: null,
    ...more,
  };
}

export function listed(card: Partial<BatchCard> = {}, notes: BatchNotes = {}): ListedBatch {
  return { card: sampleCard(card), notes };
}

export function present(more: { live?: Record<string, LiveBatch>; current?: string | null } = {}): Present {
  return {
    live: new Map(Object.entries(more.live ?? {})),
    current: () => more.current ?? null,
    time: iso => iso.slice(0, 16).replace('T', ' '),
  };
}
