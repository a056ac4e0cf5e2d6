import type { RunRowView, RunRowsView } from '../protocol/runRows.ts';
import type { BatchModel } from './batchModel.ts';
import { nameVariants } from './naming.ts';
import type { BatchHead } from './record.ts';

/** More failed runs than these are counted. */
const MOST = 100;
/** A run that is over sooner than this many seconds is not worth a row that comes and goes. */
const LONG = 2;

/**
 * The runs of a batch that a reader may want to do something about: those that have been computed for a while,
 * with how far they are, and those that failed. `underWay` has the seconds since each run in progress began.
 */
export function runRowViews(
  { variants, seeds }: Pick<BatchHead, 'variants' | 'seeds'>,
  model: BatchModel,
  underWay: ReadonlyMap<number, number>,
): RunRowsView {
  const names = nameVariants(variants, seeds);
  const rows: RunRowView[] = [];
  let failed = 0;
  for (const variant of variants.keys()) {
    const who = names.fields.length === 0 ? '' : `${names.variants[variant]?.name ?? ''}, `;
    for (const [i, { seed, status, fraction, reason }] of model.progressOf(variant).entries()) {
      const run = variant * seeds.length + i;
      const base = { run, name: `${who}seed ${seed}`, fraction };
      const seconds = underWay.get(run) ?? 0;
      if (status === 'running' && seconds >= LONG)
        rows.push({ ...base, state: 'running', seconds, reason: '' });
      if (status !== 'failed') continue;
      failed += 1;
      if (failed <= MOST) rows.push({ ...base, state: 'failed', seconds: null, reason });
    }
  }
  rows.sort((a, b) => (a.state === b.state ? a.run - b.run : a.state === 'running' ? -1 : 1));
  const isCurable = model.failures().some(({ divergence }) => divergence === null);
  return { rows, more: Math.max(0, failed - MOST), curable: isCurable };
}
