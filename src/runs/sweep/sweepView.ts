import type { Expectations } from '../../experiment/kinds/expectations.ts';
import type { SeriesView } from '../../protocol/panel.ts';
import type { SweepAxisView, SweepCellView, SweepFitView, SweepView } from '../../protocol/sweep.ts';
import { LOG_FLOOR } from '../aggregate.ts';
import type { BatchModel } from '../batchModel.ts';
import { diagnoseVariant } from '../diagnosis/diagnose.ts';
import { formatNumber } from '../format.ts';
import type { BatchNames } from '../naming.ts';
import type { RunRecord, VariantRecord } from '../record.ts';
import { sweepAxes } from './axes.ts';
import { fitLine } from './powerLaw.ts';

/** Series whose ends a law is looked for in, besides those that were asked for. */
const NEVER = ['drift', 'rate'];
/** Ends that tell of arithmetic, or of a run that did not get anywhere. */
const NO_END = ['diverged', 'stuckSaddle', 'notStarted', 'stalled', 'highLoss', 'numericalFloor'];
/** Losses below this part of ‖Δ‖² are rounding. */
const ROUNDING = 1e-28;
/** Exponents of theory are good to about this much over the range of a sweep. */
const AGREES = 0.15;

/** The ends of an ended batch over its numeric settings; null where none has three values. */
export function sweepView(
  variants: readonly VariantRecord[],
  expectations: readonly Expectations[],
  model: BatchModel,
  names: BatchNames,
): SweepView | null {
  const axes = sweepAxes(variants);
  if (axes.length === 0) return null;
  const series = model.series.filter(({ key }) => !NEVER.includes(key));
  const cells = variants.map((variant, i): SweepCellView => ({
    variant: names.variants[i]?.id ?? '',
    at: axes.map(({ path }) => numberIn(variant, path)),
    ends: Object.fromEntries(
      series.flatMap(({ key }) => {
        const end = model.final(i, key);
        return end === null ? [] : [[key, end]];
      }),
    ),
  }));
  if (cells.every(({ ends }) => Object.keys(ends).length === 0)) return null;
  const grid: Grid = {
    variants,
    expectations,
    cells,
    axes,
    runs: variants.map((_, i) => model.records(i)),
    time: endTime(variants.map((_, i) => model.records(i))),
  };
  const fits = axes.flatMap((_, axis) => series.flatMap(one => fitsOf(grid, axis, one, names)));
  const shown = series.map(({ key, label, symbol, scale }): SeriesView => ({ key, label, symbol, scale }));
  return { axes, series: shown, time: grid.time, cells, fits };
}

interface Grid {
  readonly variants: readonly VariantRecord[];
  readonly expectations: readonly Expectations[];
  readonly cells: readonly SweepCellView[];
  readonly axes: readonly SweepAxisView[];
  readonly runs: readonly (readonly RunRecord[])[];
  readonly time: number | null;
}

/** One fit a group of variants that differ in this axis alone. */
function fitsOf(grid: Grid, axis: number, series: SeriesView, names: BatchNames): readonly SweepFitView[] {
  const { variants, axes, cells } = grid;
  const { path, field } = axes[axis]!;
  const groups = new Map<string, number[]>();
  for (const [i, { label, name }] of variants.entries()) {
    if (Number.isNaN(cells[i]!.at[axis])) continue;
    const rest = Object.entries(label).filter(([key]) => key !== path);
    const key = JSON.stringify([name, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const place = names.fields.indexOf(field);
  const others = names.fields.filter((_, j) => j !== place);
  return [...groups.values()].map(group => {
    const members = [...group].sort((a, b) => cells[a]!.at[axis]! - cells[b]!.at[axis]!);
    const labels = names.variants[members[0]!]?.labels ?? [];
    const deltaWs = new Set(members.map(i => grid.expectations[i]?.deltaW));
    const [deltaW] = deltaWs;
    return {
      axis,
      series: series.key,
      name: [...(others.length === 1 ? others : []), ...labels.filter((_, j) => j !== place)].join(' '),
      variants: members.map(i => cells[i]!.variant),
      deltaW: deltaWs.size === 1 ? (deltaW ?? null) : null,
      ...fitOf(grid, axis, series, members),
    };
  });
}

/** Fit, prediction, and how they compare. A fit made before the slow tail is over says so instead. */
function fitOf(
  grid: Grid,
  axis: number,
  series: SeriesView,
  members: readonly number[],
): Pick<SweepFitView, 'fit' | 'predicted' | 'remark'> {
  const { path, log } = grid.axes[axis]!;
  const expected = grid.expectations[members[0]!];
  const prediction = expected?.exponents[path]?.[series.key];
  const predicted = prediction ? { value: prediction.value, formula: prediction.formula } : null;
  const used = log ? members.filter(i => isUsable(grid, axis, series, i)) : [];
  const line = fitLine(used.map(i => [Math.log10(grid.cells[i]!.at[axis]!), logEnd(grid, series, i)]));
  if (line === null) {
    const text = log ? 'fewer than three cells for a fit' : 'no power law on a linear axis';
    return { fit: null, predicted, remark: predicted ? { severity: 'info', text } : null };
  }
  const at = used.map(i => grid.cells[i]!.at[axis]!);
  const { slope, half, intercept } = line;
  const fit = { slope, half, intercept, cells: used.length, from: Math.min(...at), to: Math.max(...at) };
  if (predicted === null) return { fit, predicted, remark: null };
  return { fit, predicted, remark: remarkOf(grid, used, slope, half, prediction!) };
}

function remarkOf(
  grid: Grid,
  used: readonly number[],
  slope: number,
  half: number,
  prediction: { readonly value: number; readonly formula: string; readonly derived: boolean },
): NonNullable<SweepFitView['remark']> {
  const when = grid.time === null ? '' : ` at t = ${formatNumber(grid.time, 3)}`;
  const early = used.filter(i => !isOver(grid.runs[i] ?? []));
  if (2 * early.length > used.length)
    return { severity: 'warning', text: `too early: slow tail not over${when}` };
  if (early.length > 0)
    return { severity: 'warning', text: `too early for ${early.length} of ${used.length} cells` };
  if (Math.abs(slope - prediction.value) > Math.max(half, AGREES))
    return { severity: 'warning', text: 'differs from the prediction' };
  return {
    severity: 'info',
    text: prediction.derived ? `agrees, ${prediction.formula}` : prediction.formula,
  };
}

/** At least half of the runs have reached their plateau, and what is left lies no more in the slow column. */
function isOver(runs: readonly RunRecord[]): boolean {
  const over = runs.filter(
    ({ events, health }) => events['plateau'] !== undefined && !((health['columnShare'] ?? 0) > 0.5),
  );
  return 2 * over.length >= runs.length;
}

function isUsable(grid: Grid, axis: number, series: SeriesView, i: number): boolean {
  const expected = grid.expectations[i];
  const value = grid.cells[i]!.at[axis]!;
  const end = logEnd(grid, series, i);
  if (
    !Number.isFinite(end) ||
    end <= LOG_FLOOR ||
    value > (expected?.exponentsUpTo[grid.axes[axis]!.path] ?? Infinity)
  )
    return false;
  if (series.key === 'loss' && 10 ** end < ROUNDING * (expected?.targetSize2 ?? 0)) return false;
  const found = expected && diagnoseVariant(grid.variants[i]?.resolved, expected, grid.runs[i] ?? []);
  return !found || !NO_END.includes(found.signature.key);
}

function logEnd(grid: Grid, { key, scale }: SeriesView, i: number): number {
  const mean = grid.cells[i]!.ends[key]?.mean ?? Number.NaN;
  return scale === 'log' ? mean : Math.log10(mean);
}

function numberIn({ label }: VariantRecord, path: string): number {
  const value = label[path];
  return typeof value === 'number' ? value : Number.NaN;
}

/** The common end of all runs, to six digits; null where they differ. */
function endTime(runs: readonly (readonly RunRecord[])[]): number | null {
  const ends = new Set(
    runs
      .flat()
      .filter(({ status, samples }) => status === 'done' && samples.length > 0)
      .map(({ samples, columns }) => Number(samples[samples.length - columns.length]!.toPrecision(6))),
  );
  const [end] = ends;
  return ends.size === 1 ? (end ?? null) : null;
}
