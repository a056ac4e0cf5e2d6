import type { Uri } from 'vscode';
import type { MatrixView } from '../../protocol/directions.ts';
import type { LineView, PanelView } from '../../protocol/panel.ts';
import type { IntervalView, RateView } from '../../protocol/rates.ts';
import { comparisonView } from '../../runs/comparison/comparisonView.ts';
import { compareBatches, type ComparedBatch } from '../../runs/comparison/merge.ts';
import { ShownBatch } from '../batches/shownBatch.ts';
import type { Stores } from '../batches/stores.ts';
import { experimentName } from '../experimentName.ts';
import { localTime } from '../localTime.ts';
import type { PanelSource } from '../panel/resultPanel.ts';
import type { ChosenBatch } from '../runs/selection.ts';

/** A comparison is a document of no file: its URI says what is compared. */
export const COMPARISON_SCHEME = 'lora-comparison';

/** What is compared: batches as a whole, or variants of them. */
export type ComparedPart = Omit<ChosenBatch, 'name'>;

/** A comparison as its panel shows it. It never changes: what is stored does not. */
export interface ShownComparison extends PanelSource {
  readonly shown: ShownBatch;
}

/** Reads what is compared from the stores; null where nothing of it is left. */
export async function loadComparison(
  uri: Uri,
  parts: readonly ComparedPart[],
  stores: Stores,
): Promise<ShownComparison | null> {
  const compared: ComparedBatch[] = [];
  for (const [root, id] of new Map(
    parts.map(part => [`${part.root}\n${part.id}`, [part.root, part.id] as const]),
  ).values()) {
    const folder = stores.all().find(one => one.root.toString() === root);
    const loaded = await folder?.store.load(id);
    if (folder === undefined || !loaded?.ok) continue;
    const { head, notes } = loaded.value;
    const own = notes.name === undefined || notes.name === '' ? localTime(head.started) : notes.name;
    const chosen = parts.filter(part => part.id === id && part.root === root).map(({ variant }) => variant);
    compared.push({
      batch: loaded.value,
      name: `${experimentName(folder.uriOf(head.source))} ${own}`,
      variants: chosen.includes(null) ? null : chosen.filter(variant => variant !== null),
    });
  }
  if (compared.length === 0) return null;
  const comparison = compareBatches(compared, 'comparison');
  const shown = ShownBatch.stored(comparison.batch);
  let view: PanelView | null = null;
  return {
    uri,
    shown,
    settled: true,
    state: null,
    view: () =>
      (view ??= comparisonView(shown.view({ notes: [], stale: false, ghosts: [], own: null }), comparison)),
    lines: (variants, series): Readonly<Record<string, readonly LineView[]>> => shown.lines(variants, series),
    matrix: (variant): MatrixView | null => shown.matrix(variant),
    rates: (series, intervals: readonly IntervalView[]): Readonly<Record<string, RateView>> =>
      shown.rates(series, intervals),
  };
}
