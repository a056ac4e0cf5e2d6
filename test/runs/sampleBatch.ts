import type { RunEnd, RunStart } from '../../src/runs/journal.ts';
import type { BatchHead, BatchSummary } from '../../src/runs/record.ts';

/** A head with `variants` × `seeds` runs. */
export function sampleHead(
  id: string,
  options: { source?: string; started?: string; variants?: number } = {},
): BatchHead {
  return {
    format: 'lora-dynamics/1',
    id,
    engine: '0.1.0',
    configHash: 'abc',
    source: options.source ?? 'a.lora.json',
    title: 'A title',
    experiment: { problem: { kind: 'matrixFactorization' } },
    text: '{}',
    variants: Array.from({ length: options.variants ?? 1 }, (_, i) => ({
      label: { 'adapter.rank': i + 1 },
      resolved: {
        ...{ problem: { kind: 'matrixFactorization' }, adapter: { rank: i + 1 }, dynamics: {}, metrics: [] },
      },
    })),
    seeds: [0, 1],
    started: options.started ?? '2026-11-22T10:58:01.000Z',
  };
}

export function sampleStart(id: string, seed = 0, variant = 0): RunStart {
  return { id, variant, seed, kernel: 'typescript', columns: ['t', 'loss'] };
}

export function sampleEnd(more: Partial<RunEnd> = {}): RunEnd {
  return {
    status: 'done',
    reason: 'horizon',
    seconds: 0.25,
    events: { escape: 1.5 },
    health: { drift: Number.NaN },
    counts: { gradients: 846 },
    ...more,
  };
}

export function sampleSummary(more: Partial<BatchSummary> = {}): BatchSummary {
  return {
    state: 'done',
    finished: '2026-11-22T10:58:03.000Z',
    seconds: 2,
    runs: { total: 2, done: 2, failed: 0, cancelled: 0, cached: 0 },
    ...more,
  };
}
