import type { ComparisonView, PartingView } from '../../protocol/comparison.ts';
import type { PanelView } from '../../protocol/panel.ts';
import { plainText, tableRow, tableRule } from '../export/markdownText.ts';
import { counted } from '../format.ts';
import { labelTexts } from '../naming.ts';
import type { Comparison } from './merge.ts';
import { partingTime } from './parting.ts';

/** Pairs beyond these variants are not looked at: nobody reads a table of thousands. */
const MOST_PAIRED = 20;

/** A comparison from the view of its variants as one batch: without what only a batch of a file can do. */
export function comparisonView(view: PanelView, comparison: Comparison): PanelView {
  const variants = view.variants.map((variant, i) => ({
    ...variant,
    runs: { ...variant.runs, total: comparison.runs[i] ?? variant.runs.total },
  }));
  const total = comparison.runs.reduce((sum, runs) => sum + runs, 0);
  return {
    ...view,
    title: `Comparison: ${view.title}`,
    variants,
    runs: { ...view.runs, total },
    notes: view.notes.map(note => ({ ...note, actions: [] })),
    diagnosis: { ...view.diagnosis, notes: view.diagnosis.notes.map(note => ({ ...note, actions: [] })) },
    unrecorded: view.unrecorded.map(one => ({ ...one, action: null })),
    runRows: { ...view.runRows, curable: false },
    comparison: { settings: settingsOf(comparison), partings: partingsOf(view) },
  };
}

function settingsOf({ differences }: Comparison): ComparisonView['settings'] {
  return differences.map(({ path, values }) => ({ path, values: labelTexts(values) }));
}

/** When the curves of loss and alignment part, pair by pair. */
function partingsOf({ variants, series }: PanelView): readonly PartingView[] {
  const keys = ['loss', 'alignment'].filter(key => series.some(one => one.key === key));
  const paired = variants.slice(0, MOST_PAIRED);
  return keys.flatMap(key =>
    paired.flatMap((a, i) =>
      paired.slice(i + 1).flatMap((b): readonly PartingView[] => {
        const [one, other] = [a.curves[key], b.curves[key]];
        return one && other ? [{ series: key, a: a.id, b: b.id, t: partingTime(one, other) }] : [];
      }),
    ),
  );
}

/** What differs, as a Markdown page: settings side by side, then when the trajectories part. */
export function comparisonPage({ title, variants, comparison, series }: PanelView): string {
  if (!comparison) return '';
  const names = new Map(variants.map(({ id, name }) => [id, name]));
  const head = ['setting', ...variants.map(({ name }) => name)];
  const rows = comparison.settings.map(({ path, values }) => `| \`${path}\` ${tableRow(values)}`);
  const lines = [`# ${plainText(title)}`, ''];
  if (rows.length === 0) lines.push('The resolved settings are the same.');
  else lines.push(tableRow(head), tableRule(head.length), ...rows);
  for (const { key, label } of series) {
    const pairs = comparison.partings.filter(one => one.series === key);
    if (pairs.length === 0) continue;
    lines.push('', `## ${label}`, '', ...pairs.map(pair => `- ${pairWords(pair, names)}`));
  }
  const count = counted(comparison.settings.length, 'setting');
  lines.push('', `${count} of ${counted(variants.length, 'variant')} differ. Curves part where their means`);
  lines.push(
    'differ by more than their spread, √(sd₁² + sd₂²), and by more than half a per cent of what they span.',
  );
  return `${lines.join('\n')}\n`;
}

function pairWords({ a, b, t }: PartingView, names: ReadonlyMap<string, string>): string {
  const pair = `${plainText(names.get(a) ?? a)} and ${plainText(names.get(b) ?? b)}`;
  return t === null ? `${pair} do not part` : `${pair} part at t = ${Number(t.toPrecision(3))}`;
}
