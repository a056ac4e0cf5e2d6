import type { SeriesInfo } from '../engine/simulation.ts';
import type { CurveView } from '../protocol/panel.ts';
import { decimateCurve } from './decimate.ts';

/**
 * log₁₀ of values at or below 10^LOG_FLOOR, zero included, is taken as LOG_FLOOR: losses do reach zero, and one
 * infinity would take the whole mean with it.
 */
export const LOG_FLOOR = -40;

/** How a series is plotted. */
export type Plotting = Pick<SeriesInfo, 'scale' | 'resolution'>;

/**
 * What is plotted of a raw value: log₁₀ on a log scale, itself otherwise; NaN where undefined. What is below the resolution of the
 * quantity counts as that: the logarithm of a rounding error is no result.
 */
export function plotted(value: number, { scale, resolution = -Infinity }: Plotting): number {
  const told = Math.max(value, resolution);
  if (scale === 'linear') return Number.isFinite(told) ? told : Number.NaN;
  if (!(told >= 0) || told === Infinity) return Number.NaN;
  const logarithm = Math.log10(told);
  return logarithm > LOG_FLOOR ? logarithm : LOG_FLOOR;
}

/** Running mean and variance at each grid time (Welford), for one series. */
interface Moments {
  mean: Float64Array;
  m2: Float64Array;
  count: Uint16Array;
}

type AggregatedSeries = Plotting & Pick<SeriesInfo, 'key'>;

/**
 * Mean and standard deviation over the seeds of one variant, kept up to date as rows arrive in any interleaving.
 *
 * The first run to reach an index sets the grid time there; rows of other runs count only at grid times (a run that
 * stops early ends off the grid). Seeds may be at different progress: each point knows how many it averages.
 */
export class VariantAggregate {
  readonly #series: readonly AggregatedSeries[];
  readonly #moments: Map<string, Moments>;
  readonly #cursors = new Map<number, number>();
  /** Plotted values of the runs that rest. */
  readonly #resting: (readonly number[])[] = [];
  #times = new Float64Array(64);
  #presence = new Uint16Array(64);
  #length = 0;
  /** Curves as they were asked for last, until rows are added: most variants of a large batch stand still. */
  #drawn: { readonly limit: number; readonly curves: Readonly<Record<string, CurveView>> } | null = null;

  constructor(series: readonly AggregatedSeries[]) {
    this.#series = series;
    this.#moments = new Map(series.map(({ key }) => [key, emptyMoments(64)]));
  }

  /** How many distinct times have been seen. */
  get length(): number {
    return this.#length;
  }

  /** Adds rows (`columns.length` numbers each, `t` first) that continue what `seed` has sent before. */
  add(seed: number, columns: readonly string[], rows: Float64Array): void {
    const width = columns.length;
    if (width === 0) return;
    this.#drawn = null;
    const places = this.#series.map(({ key }) => columns.indexOf(key));
    for (let offset = 0; offset + width <= rows.length; offset += width) {
      const index = this.#place(seed, rows[offset]!);
      if (index === null) continue;
      this.#presence[index]! += 1;
      this.#series.forEach((series, j) => {
        const place = places[j]!;
        if (place < 0) return;
        accumulate(this.#moments.get(series.key), index, plotted(rows[offset + place]!, series));
      });
    }
  }

  /**
   * The run of `seed` has come to rest where its last row is: it counts with that row at all later times, so that means are not of
   * those runs alone that are slow.
   */
  rest(seed: number, columns: readonly string[], rows: Float64Array): void {
    const last = rows.subarray(rows.length - columns.length);
    if (columns.length === 0 || last.length < columns.length) return;
    const values = this.#series.map(series => {
      const place = columns.indexOf(series.key);
      return place < 0 ? Number.NaN : plotted(last[place]!, series);
    });
    for (let index = this.#cursors.get(seed) ?? 0; index < this.#length; index += 1)
      this.#hold(index, values);
    this.#resting.push(values);
  }

  #hold(index: number, values: readonly number[]): void {
    this.#presence[index]! += 1;
    this.#series.forEach(({ key }, j) => {
      accumulate(this.#moments.get(key), index, values[j]!);
    });
  }

  /** Curves of these series that have a defined point, with at most `limit` points each. */
  curves(keys: readonly string[], limit: number): Readonly<Record<string, CurveView>> {
    if (this.#drawn?.limit === limit) return this.#drawn.curves;
    const curves: Record<string, CurveView> = {};
    for (const key of keys) {
      const curve = this.curve(key);
      if (curve !== null) curves[key] = decimateCurve(curve, limit);
    }
    this.#drawn = { limit, curves };
    return curves;
  }

  /** The curve of one series, or null before its first defined point. */
  curve(key: string): CurveView | null {
    const moments = this.#moments.get(key);
    if (moments === undefined) return null;
    const kept = this.#commonPoints();
    const t = new Float64Array(kept.length);
    const mean = new Float64Array(kept.length);
    const sd = new Float64Array(kept.length);
    const count = new Uint16Array(kept.length);
    let any = false;
    for (const [i, index] of kept.entries()) {
      const n = moments.count[index]!;
      t[i] = this.#times[index]!;
      count[i] = n;
      mean[i] = n > 0 ? moments.mean[index]! : Number.NaN;
      sd[i] = n > 1 ? Math.sqrt(moments.m2[index]! / (n - 1)) : n === 1 ? 0 : Number.NaN;
      any ||= n > 0;
    }
    return any ? { t, mean, sd, count } : null;
  }

  /**
   * A run starts at the beginning, so no common time is reached by fewer runs than a later one: points with fewer
   * are the private last samples of runs that stopped early.
   */
  #commonPoints(): readonly number[] {
    const kept: number[] = [];
    let later = 0;
    for (let index = this.#length - 1; index >= 0; index -= 1) {
      const present = this.#presence[index]!;
      if (present < later) continue;
      later = present;
      kept.push(index);
    }
    return kept.reverse();
  }

  #place(seed: number, t: number): number | null {
    let index = this.#cursors.get(seed) ?? 0;
    while (index < this.#length && isBefore(this.#times[index]!, t)) index += 1;
    if (index === this.#length) {
      this.#grow();
      this.#times[index] = t;
      this.#length += 1;
      for (const values of this.#resting) this.#hold(index, values);
    } else if (isBefore(t, this.#times[index]!)) {
      this.#cursors.set(seed, index);
      return null;
    }
    this.#cursors.set(seed, index + 1);
    return index;
  }

  #grow(): void {
    if (this.#length < this.#times.length) return;
    const capacity = 2 * this.#times.length;
    this.#times = extended(this.#times, new Float64Array(capacity));
    this.#presence = extended(this.#presence, new Uint16Array(capacity));
    for (const moments of this.#moments.values()) {
      moments.mean = extended(moments.mean, new Float64Array(capacity));
      moments.m2 = extended(moments.m2, new Float64Array(capacity));
      moments.count = extended(moments.count, new Uint16Array(capacity));
    }
  }
}

/** Times of the same grid differ by rounding at most. */
function isBefore(a: number, b: number): boolean {
  return a < b && b - a > 1e-12 * Math.max(Math.abs(a), Math.abs(b));
}

function emptyMoments(capacity: number): Moments {
  return {
    mean: new Float64Array(capacity),
    m2: new Float64Array(capacity),
    count: new Uint16Array(capacity),
  };
}

function accumulate(moments: Moments | undefined, index: number, value: number): void {
  if (moments === undefined || Number.isNaN(value)) return;
  const n = moments.count[index]! + 1;
  const before = value - moments.mean[index]!;
  moments.count[index] = n;
  moments.mean[index]! += before / n;
  moments.m2[index]! += before * (value - moments.mean[index]!);
}

function extended<T extends Float64Array | Uint16Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Mean and standard deviation (n − 1) of numbers that are there; null when there are none. */
export function statistic(values: readonly number[]): { readonly mean: number; readonly sd: number } | null {
  const defined = values.filter(value => Number.isFinite(value));
  if (defined.length === 0) return null;
  let sum = 0;
  for (const value of defined) sum += value;
  const mean = sum / defined.length;
  let squares = 0;
  for (const value of defined) squares += (value - mean) * (value - mean);
  return { mean, sd: defined.length > 1 ? Math.sqrt(squares / (defined.length - 1)) : 0 };
}
