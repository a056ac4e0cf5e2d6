import type { LoadedReference, ReferenceCurve } from '../experiment/ownTheory/references.ts';
import type { OverlayView } from '../protocol/overlay.ts';
import type { CurveView } from '../protocol/panel.ts';
import { plotted } from './aggregate.ts';
import { counted, formatNumber, roughly } from './format.ts';
import type { ScaleOf } from './ownOverlays.ts';

/** A variant that curves from elsewhere are compared with. */
export interface ComparedVariant {
  /** As in the panel's view. */
  readonly id: string;
  readonly name: string;
  /** η of discrete dynamics: what a step is in flow time. */
  readonly learningRate: number | null;
  /** Mean curves by series key, every recorded point. */
  readonly curves: Readonly<Record<string, CurveView>>;
}

/** The largest difference between two curves, and where they were compared. */
interface Gap {
  readonly size: number;
  readonly times: number;
  /** False where our curve was read between its samples. */
  readonly exact: boolean;
}

/**
 * The tables of `reference` as lines, each with its gap: the largest difference in log₁₀ (on a linear scale: relative
 * to our largest value) from our mean curve over the common times. With several variants it is that of the nearest one.
 * One over a series without a chart is withheld, and still says its gap.
 */
export function referenceOverlays(
  references: readonly LoadedReference[],
  variants: readonly ComparedVariant[],
  scaleOf: ScaleOf,
  charted: readonly string[],
): readonly OverlayView[] {
  return references.flatMap((reference, i) => {
    const before = references.slice(0, i).filter(other => other.label === reference.label).length;
    const id = `reference:${reference.label}${before === 0 ? '' : ` ${before + 1}`}`;
    return groupsOf(reference, variants).flatMap(group =>
      reference.curves.map(curve =>
        curveOverlay(id, reference, curve, group, {
          scale: scaleOf(curve.on),
          charted: charted.includes(curve.on),
        }),
      ),
    );
  });
}

/** Variants for which the table's rows are at the same flow times. */
interface Group {
  readonly variants: readonly ComparedVariant[];
  readonly variant: string | null;
  /** Flow time of one unit of the table's clock; null where it has none. */
  readonly unit: number | null;
}

function groupsOf({ clock }: LoadedReference, variants: readonly ComparedVariant[]): readonly Group[] {
  if (clock === 't') return [{ variants, variant: null, unit: 1 }];
  const discrete = variants.filter(({ learningRate }) => learningRate !== null);
  const rates = new Set(discrete.map(({ learningRate }) => learningRate));
  const [only = null] = rates;
  if (rates.size <= 1) return [{ variants: discrete, variant: null, unit: only }];
  return discrete.map(each => ({ variants: [each], variant: each.id, unit: each.learningRate }));
}

function curveOverlay(
  id: string,
  { label, path, clock, time }: LoadedReference,
  { on, value: raw }: ReferenceCurve,
  { variants, variant, unit }: Group,
  { scale, charted }: { readonly scale: ReturnType<ScaleOf>; readonly charted: boolean },
): OverlayView {
  const base = { id, variant, on, kind: 'reference' as const, formula: `${on} of ${path}` };
  const withheld = (validity: string): OverlayView => ({
    ...base,
    label,
    validity,
    shape: { kind: 'withheld' },
  });
  if (unit === null) return withheld('it counts steps, and a flow has none');
  if (scale === undefined) return withheld(`${on} is not recorded`);
  const t = time.map(row => row * unit);
  const value = raw.map(each => plotted(each, { scale }));
  if (!value.some(Number.isFinite)) return withheld(`${on} has no value that can be drawn`);
  const gaps = variants.flatMap(({ name, curves }) => {
    const ours = curves[on];
    const gap = ours === undefined ? null : gapOf({ t, value }, ours, scale);
    return gap === null ? [] : [{ name, gap }];
  });
  const [nearest] = gaps.toSorted((a, b) => a.gap.size - b.gap.size);
  const steps = clock === 'step' ? `, step × ${formatNumber(unit)}` : '';
  const shape = charted ? ({ kind: 'curve', t, value } as const) : ({ kind: 'withheld' } as const);
  const unseen = charted ? '' : `no chart shows ${on}; `;
  if (nearest === undefined)
    return { ...base, label, validity: `${unseen}no time in common with ours yet${steps}`, shape };
  const { gap, name } = nearest;
  const from = variants.length > 1 && name !== '' ? ` from ${name}` : '';
  const where = gap.exact
    ? `at ${counted(gap.times, 'common time')}`
    : `at ${counted(gap.times, 'time')} between our samples, read off by straight lines`;
  const unitOfGap = scale === 'log' ? 'in log₁₀' : 'of our largest value';
  return {
    ...base,
    label: `${label}, gap ${roughly(gap.size)}${from}`,
    validity: `${unseen}largest difference ${unitOfGap} ${where}${steps}`,
    shape,
  };
}

/** Times of the same grid differ by rounding, also where they were written with nine digits. */
const SAME_TIME = 1e-9;

/** Null where the two have no time in common. */
function gapOf(
  theirs: { readonly t: Float64Array; readonly value: Float64Array },
  ours: CurveView,
  scale: 'log' | 'linear',
): Gap | null {
  let [exact, exactTimes] = [0, 0];
  let [between, betweenTimes] = [0, 0];
  let after = 0;
  const unit = scale === 'log' ? 1 : largest(ours.mean);
  for (const [i, t] of theirs.t.entries()) {
    const value = theirs.value[i]!;
    while (after < ours.t.length && ours.t[after]! < t - SAME_TIME * Math.abs(t)) after += 1;
    const right = ours.t[after];
    if (right === undefined || Number.isNaN(value)) continue;
    const same = Math.abs(right - t) <= SAME_TIME * Math.abs(t);
    if (!same && after === 0) continue;
    const mean = same ? ours.mean[after]! : interpolated(ours, after, t);
    const difference = Math.abs(value - mean) / unit;
    if (Number.isNaN(difference)) continue;
    betweenTimes += 1;
    between = Math.max(between, difference);
    if (!same) continue;
    exactTimes += 1;
    exact = Math.max(exact, difference);
  }
  if (betweenTimes === 0) return null;
  // Where at least half of the times are ours too, straight lines between samples would only add their own error.
  return 2 * exactTimes >= betweenTimes
    ? { size: exact, times: exactTimes, exact: true }
    : { size: between, times: betweenTimes, exact: false };
}

function interpolated({ t, mean }: CurveView, after: number, at: number): number {
  const [t0, t1] = [t[after - 1]!, t[after]!];
  const part = (at - t0) / (t1 - t0);
  return mean[after - 1]! * (1 - part) + mean[after]! * part;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0) || 1;
}
