import type { PageAxis } from '../../protocol/page.ts';
import { exponentTicks, linearTicks, type Ticks } from '../ticks.ts';
import { plain } from '../numbers.ts';

/** An axis in pixels: where values lie, and where it is labelled. */
export interface PlacedAxis {
  /** Pixels from the low end; NaN where a value cannot be shown. */
  place(value: number): number;
  readonly ticks: Ticks;
  /** Pixels of the floor band at the low end; 0 without one. */
  readonly band: number;
}

/** Height of the floor band in pixels, as in charts over time. */
const BAND = 28;
/** Share of the span that is left free above and, where nothing stands on zero, below. */
const MARGIN = 0.06;

/** Places what is drawn, `values`, on an axis of so many pixels; ticks at least `minimum` pixels apart. */
export function placeAxis(
  axis: PageAxis,
  values: readonly number[],
  pixels: number,
  minimum: number,
  fromZero = false,
): PlacedAxis {
  const log = axis.scale === 'log';
  const draw = (value: number) => (log ? Math.log10(value) : value);
  const lowest = log ? (axis.floor?.value ?? 0) : -Infinity;
  const shown = values.filter(value => Number.isFinite(value) && value > lowest);
  const floored = log && axis.floor !== undefined && shown.length < values.filter(Number.isFinite).length;
  const band = floored ? BAND : 0;
  const [low, high] = domainOf(axis, shown.map(draw), draw, fromZero);
  const scale = (pixels - band) / (high - low);
  const own = axis.ticks?.map(tick => ({ ...tick, at: draw(tick.value) }));
  const inside = own?.filter(({ at }) => at >= low - 1e-9 && at <= high + 1e-9);
  const drawn = inside
    ? thinned(
        { values: inside.map(({ at }) => at), labels: inside.map(({ label }) => label) },
        scale,
        minimum,
      )
    : log
      ? exponentTicks(low, high, pixels - band, minimum)
      : linearTicks(low, high, pixels, minimum);
  const place = (drawnValue: number) => band + (drawnValue - low) * scale;
  return {
    place: value => {
      if (floored && value <= lowest) return band / 2;
      const at = draw(value);
      return Number.isFinite(at) ? place(at) : Number.NaN;
    },
    ticks: {
      values: [...(floored ? [band / 2] : []), ...drawn.values.map(place)],
      labels: [...(floored ? [axis.floor.label] : []), ...drawn.labels],
    },
    band,
  };
}

/** What an axis says of a value: its own label where it has one; the floor’s below the floor. */
export function axisText(axis: PageAxis, value: number): string {
  const own = axis.ticks?.find(tick => tick.value === value);
  if (own) return own.label;
  return axis.scale === 'log' && axis.floor && value <= axis.floor.value ? axis.floor.label : plain(value);
}

function domainOf(
  axis: PageAxis,
  drawn: readonly number[],
  draw: (value: number) => number,
  fromZero: boolean,
): readonly [number, number] {
  const log = axis.scale === 'log';
  const most = drawn.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = drawn.reduce((a, b) => Math.min(a, b), Infinity);
  const top = axis.to === undefined ? (Number.isFinite(most) ? most : log ? 0 : 1) : draw(axis.to);
  const foot =
    axis.from === undefined ? (Number.isFinite(least) ? least : log ? top - 1 : 0) : draw(axis.from);
  const stands = !log && fromZero && axis.from === undefined;
  const low = stands ? Math.min(0, foot) : foot;
  const span = top - low > 1e-12 * Math.max(1, Math.abs(top)) ? top - low : log ? 1 : Math.abs(top) || 1;
  return [
    axis.from === undefined && !(stands && low === 0) ? low - MARGIN * span : low,
    axis.to === undefined ? low + span * (1 + MARGIN) : top,
  ];
}

/** Every, every second, every fifth… of an axis’s own ticks, as there is room. */
function thinned(ticks: Ticks, scale: number, minimum: number): Ticks {
  const gap = ticks.values
    .slice(1)
    .reduce((least, at, i) => Math.min(least, at - ticks.values[i]!), Infinity);
  const every = Number.isFinite(gap)
    ? ([1, 2, 5, 10, 20, 50, 100].find(n => n * gap * scale >= minimum) ?? 100)
    : 1;
  const kept = (_: unknown, i: number) => i % every === 0;
  return { values: ticks.values.filter(kept), labels: ticks.labels.filter(kept) };
}
