import type { ProblemKind, Quantities, Quantity } from '../experiment/kinds/contract.ts';
import { chartedSeries, chartedWords } from '../experiment/ownTheory/chartedSeries.ts';
import type { Expression } from '../experiment/ownTheory/expression.ts';
import { quantitiesIn, sampleExpression, timesTo, treeOf } from '../experiment/ownTheory/sampling.ts';
import type { OwnOverlay } from '../experiment/ownTheory/settings.ts';
import type { OverlayView } from '../protocol/overlay.ts';
import { LOG_FLOOR } from './aggregate.ts';
import { formatNumber } from './format.ts';

/** What a line needs to know of a variant. */
export interface OverlaidVariant {
  /** As in the panel's view. */
  readonly id: string;
  /** End of its time axis. */
  readonly horizon: number;
  readonly quantities: Quantities;
}

/** How a series is drawn; undefined where nothing of it is recorded. */
export type ScaleOf = (series: string) => 'log' | 'linear' | undefined;

/** Points of a line, and of all lines together: with many variants each has fewer. */
const LINE_POINTS = 400;
const ALL_POINTS = 200_000;
const FEWEST_POINTS = 24;

/**
 * The file's own theory lines, each variant with its own quantities; one line for all where none is named. A line that
 * cannot be drawn is withheld, and says why. Pure: the same lines for the same variants.
 * @param kind what the problem knows, to say where a quantity is defined, and which series have a chart
 */
export function ownOverlays(
  overlays: readonly OwnOverlay[],
  variants: readonly OverlaidVariant[],
  scaleOf: ScaleOf,
  kind: Pick<ProblemKind, 'quantities' | 'curvePage'>,
): readonly OverlayView[] {
  const horizon = variants.reduce((most, variant) => Math.max(most, variant.horizon), 0);
  const share = Math.floor(ALL_POINTS / Math.max(1, overlays.length * variants.length));
  const points = Math.max(FEWEST_POINTS, Math.min(LINE_POINTS, share));
  return overlays.flatMap((overlay, i) => {
    const before = overlays.slice(0, i).filter(other => other.label === overlay.label).length;
    const base = {
      id: `own:${overlay.label}${before === 0 ? '' : ` ${before + 1}`}`,
      ...{ on: overlay.on, kind: overlay.kind, label: overlay.label, formula: formulaOf(overlay) },
    };
    const tree = treeOf(overlay);
    const scale = scaleOf(overlay.on);
    if (tree === null) return [withheld(base, null, 'the expression cannot be read')];
    if (!chartedSeries(kind).includes(overlay.on))
      return [
        withheld(base, null, `no chart shows ${overlay.on}: lines are drawn over ${chartedWords(kind)}`),
      ];
    if (scale === undefined) return [withheld(base, null, `${overlay.on} is not recorded`)];
    const named = quantitiesIn(tree, overlay);
    const everywhere: OverlaidVariant = {
      ...{ id: '', horizon },
      quantities: { values: new Map(), complete: true },
    };
    // A line in t and constants is the same for all.
    const common = named.length === 0 && variants.length > 0;
    return (common ? [everywhere] : variants).map(variant => {
      const missing = named.find(name => !variant.quantities.values.has(name));
      const id = common ? null : variant.id;
      if (missing !== undefined) return withheld(base, id, whyMissing(missing, variant, kind.quantities));
      return lineOf(base, id, { tree, overlay, scale, points }, variant);
    });
  });
}

type Base = Pick<OverlayView, 'id' | 'on' | 'kind' | 'label' | 'formula'>;

interface Drawing {
  readonly tree: Expression;
  readonly overlay: OwnOverlay;
  readonly scale: 'log' | 'linear';
  readonly points: number;
}

function lineOf(base: Base, id: string | null, drawing: Drawing, variant: OverlaidVariant): OverlayView {
  const { tree, overlay, scale, points } = drawing;
  if (!(variant.horizon > 0)) return withheld(base, id, 'the end of the run is not known yet');
  const t = timesTo(variant.horizon, points);
  const value = sampleExpression(tree, overlay, variant.quantities.values, t).map(raw => shown(raw, scale));
  const first = value.findIndex(Number.isFinite);
  if (first < 0) {
    const reason = scale === 'log' ? 'no positive value' : 'no finite value';
    return withheld(base, id, `the expression has ${reason} up to t = ${formatNumber(variant.horizon, 3)}`);
  }
  const last = value.findLastIndex(Number.isFinite);
  const whole = first <= 1 && last === value.length - 1;
  const validity = whole
    ? 'yours, over the whole run'
    : `yours, drawn from t = ${formatNumber(t[first]!, 3)} to ${formatNumber(t[last]!, 3)}, where it has values`;
  return { ...base, variant: id, validity, shape: { kind: 'curve', t, value } };
}

function withheld(base: Base, variant: string | null, reason: string): OverlayView {
  return { ...base, variant, validity: reason, shape: { kind: 'withheld' } };
}

function whyMissing(name: string, { quantities }: OverlaidVariant, known: readonly Quantity[]): string {
  if (!quantities.complete)
    return `${name} is not known: the weights are not at hand, or too large to look at`;
  const quantity = known.find(each => each.name === name);
  return quantity ? `${name} has no value ${quantity.missing ?? 'here'}` : `there is no quantity ${name}`;
}

/** What is drawn of a value: its log₁₀ on a log scale, where zero and less have none. */
function shown(value: number, scale: 'log' | 'linear'): number {
  if (!Number.isFinite(value)) return Number.NaN;
  if (scale === 'linear') return value;
  const logarithm = value > 0 ? Math.log10(value) : Number.NaN;
  // Far below every axis a line is as good as at its foot.
  return logarithm < LOG_FLOOR ? LOG_FLOOR : logarithm;
}

/** The expression with typographic signs, and what its constants are: `C × exp(−2λt) …` stays as typed otherwise. */
function formulaOf({ expr, with: constants }: OwnOverlay): string {
  const given = Object.entries(constants).map(([name, value]) => `${name} = ${formatNumber(value)}`);
  const formula = expr
    .trim()
    .replaceAll('-', '−')
    .replaceAll(/\s*\*\s*/g, '·');
  return given.length === 0 ? formula : `${formula} with ${given.join(', ')}`;
}
