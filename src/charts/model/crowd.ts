import type { CurveView, VariantView } from '../../protocol/panel.ts';
import { lastAtOrBefore } from '../curveAt.ts';
import { grouped } from '../numbers.ts';
import { largestTriangles } from '../largestTriangles.ts';
import type { ChartInput } from './chartInput.ts';
import type { PathPoint } from './chartModel.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import type { ValueAxis } from './valueAxis.ts';
import { timeScale, type TimeScale } from './viewTime.ts';

/** More curves than this cannot be told apart: only the selected one is drawn as a curve, the others thin. */
export const MOST_APART = 24;

/** Points that all thin lines of a chart have together; each keeps at least a few. */
const MOST_POINTS = 60_000;
const LEAST_POINTS = 32;
/** So many thin lines are drawn at full strength, more of them fainter, down to the least that is seen alone. */
const FEW_LINES = 60;
const [FULL, FAINTEST] = [0.45, 0.2];

/** A thin line in drawn coordinates: a single seed, or the curve of a variant among many. */
export interface CrowdLine {
  readonly variant: string;
  /** Null for the mean of a variant. */
  readonly seed: number | null;
  readonly stroke: string;
  readonly dash: readonly number[];
  readonly opacity: number;
  readonly x: Float64Array;
  /** NaN breaks the line. */
  readonly y: Float64Array;
}

/** What a thin line is made of. `factor`: shown time per flow time. */
export interface CrowdSource {
  readonly variant: string;
  readonly seed: number | null;
  readonly style: CurveStyle;
  readonly factor: number;
  readonly t: Float64Array;
  readonly value: Float64Array;
}

/** The curves that are drawn as such, and those that are drawn thin. */
export function setApart<T extends { readonly variant: VariantView }>(
  drawn: readonly T[],
  selected: VariantView | null,
): { readonly apart: readonly T[]; readonly crowd: readonly T[] } {
  if (drawn.length <= MOST_APART) return { apart: drawn, crowd: [] };
  const isSelected = ({ variant }: T): boolean => variant.id === selected?.id;
  return { apart: drawn.filter(isSelected), crowd: drawn.filter(one => !isSelected(one)) };
}

/** The means of these variants as sources of thin lines, but for those that are drawn as single seeds. */
export function meanSources(
  drawn: readonly {
    readonly variant: VariantView;
    readonly curve: CurveView;
    readonly style: CurveStyle;
  }[],
  inSeeds: ReadonlySet<string>,
  time: TimeScale,
): CrowdSource[] {
  return drawn
    .filter(({ variant }) => !inSeeds.has(variant.id))
    .map(({ variant, curve, style }) => ({
      ...{ variant: variant.id, seed: null, style, factor: time.factor(variant) },
      ...{ t: curve.t, value: curve.mean },
    }));
}

/** Single seeds of what is drawn, where the host has sent them: of all variants, or of the one that is pointed at. */
export function seedsOf(
  { view, state, seeds, pointed }: ChartInput,
  drawn: readonly { readonly variant: VariantView; readonly style: CurveStyle }[],
  series: string,
): CrowdSource[] {
  const time = timeScale(view, state);
  return drawn.flatMap(({ variant, style }) => {
    if (state.mode !== 'lines' && variant.id !== pointed) return [];
    return (seeds[`${variant.id}/${series}`] ?? []).map(({ seed, t, value }) => ({
      ...{ variant: variant.id, seed, style, factor: time.factor(variant) },
      ...{ t, value },
    }));
  });
}

/** Thin lines within the shown time, thinned to a budget for the chart. */
export function crowdLines(
  sources: readonly CrowdSource[],
  time: TimeScale,
  axis: ValueAxis,
  scale: ValueScale,
  domain: readonly [number, number],
  pixels: number,
): CrowdLine[] {
  const limit = Math.min(
    2 * pixels,
    Math.max(LEAST_POINTS, Math.floor(MOST_POINTS / Math.max(1, sources.length))),
  );
  const opacity = Math.max(FAINTEST, FULL * Math.sqrt(Math.min(1, FEW_LINES / sources.length)));
  return sources.map(source => {
    const { variant, seed, style, factor, t, value } = source;
    const kept = keptSamples(source, time, domain, limit);
    const x = new Float64Array(kept.length);
    const y = new Float64Array(kept.length);
    for (let i = 0; i < kept.length; i++) {
      const sample = kept[i]!;
      x[i] = time.draw(t[sample]! * factor);
      y[i] = axis.place(scale.draw(value[sample]!)) ?? Number.NaN;
    }
    return { variant, seed, stroke: style.stroke, dash: style.dash, opacity, x, y };
  });
}

/** Samples within the shown time and one beyond each edge, so that the line reaches it: no more than can be seen. */
function keptSamples(
  { factor, t, value }: CrowdSource,
  time: TimeScale,
  domain: readonly [number, number],
  limit: number,
): Uint32Array {
  const [low, high] = [time.show(domain[0]) / factor, time.show(domain[1]) / factor];
  const from = Math.max(0, lastAtOrBefore(t, low));
  const to = Math.min(t.length - 1, lastAtOrBefore(t, high) + 1);
  const across = time.log ? t.map(each => time.draw(each * factor)) : t;
  return largestTriangles(across, value, from, to, limit);
}

/** The same as points of paths, for a figure file. */
export function crowdPaths(crowd: readonly CrowdLine[]): PathPoint[] {
  return crowd.flatMap(({ variant, seed, stroke, dash, opacity, x, y }) => {
    const style = { id: `${variant}#${seed ?? ''}`, stroke, dash, width: 1, opacity, cap: 'butt' as const };
    return Array.from(x, (at, i) => ({ ...style, x: at, y: Number.isNaN(y[i]!) ? null : y[i]! })).filter(
      ({ x: at }) => Number.isFinite(at),
    );
  });
}

/** Thin lines that words keep clear of: of many, a few stand for all. */
export function coveringPaths(crowd: readonly CrowdLine[]): PathPoint[] {
  const every = Math.ceil(crowd.length / FEW_LINES);
  return crowdPaths(crowd.filter((_, i) => i % every === 0));
}

/** What a chart's caption says of the variants that are drawn thin. */
export function crowdWords(others: number): string {
  return others === 0 ? '' : `; the selected one, ${grouped(others)} others thin`;
}
