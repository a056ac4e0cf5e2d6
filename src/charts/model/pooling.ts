/** Statistics over the runs of several variants, made of those of each. */
import type { CurveView, Statistic } from '../../protocol/panel.ts';
import { lastAtOrBefore } from '../curveAt.ts';

/** Mean and sum of squares about it of n values. */
interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

const NONE: Moments = { n: 0, mean: Number.NaN, m2: 0 };
/** Points of a pooled curve: a plot has about 800 pixels across. */
const MOST_POINTS = 1600;

/** Two samples as one (Chan, Golub, LeVeque 1979). */
function together(a: Moments, b: Moments): Moments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const apart = b.mean - a.mean;
  return { n, mean: a.mean + (apart * b.n) / n, m2: a.m2 + b.m2 + (apart * apart * a.n * b.n) / n };
}

function momentsOf(n: number, { mean, sd }: Statistic): Moments {
  if (!(n > 0) || Number.isNaN(mean)) return NONE;
  return { n, mean, m2: n > 1 && sd > 0 ? (n - 1) * sd * sd : 0 };
}

function spreadOf({ n, m2 }: Moments): number {
  return n > 1 ? Math.sqrt(m2 / (n - 1)) : n === 1 ? 0 : Number.NaN;
}

/** Mean and standard deviation (n − 1) of all values, from those of parts of n values each; null where there are none. */
export function pooledStatistic(
  parts: readonly (Statistic & { readonly n: number })[],
): (Statistic & { readonly n: number }) | null {
  const all = parts.map(part => momentsOf(part.n, part)).reduce(together, NONE);
  return all.n > 0 ? { n: all.n, mean: all.mean, sd: spreadOf(all) } : null;
}

/**
 * One curve over all runs of several: mean and sd at all their times, from the last of their beginnings to the first of
 * their ends, each read linearly between its samples. Null where no time is common.
 */
export function pooledCurve(curves: readonly CurveView[]): CurveView | null {
  const begun = curves.filter(({ t }) => t.length > 0);
  if (begun.length < 2) return begun[0] ?? null;
  const t = commonTimes(begun);
  if (t.length === 0) return null;
  const mean = new Float64Array(t.length);
  const sd = new Float64Array(t.length);
  const count = new Uint16Array(t.length);
  t.forEach((time, i) => {
    const all = begun.map(curve => momentsAt(curve, time)).reduce(together, NONE);
    mean[i] = all.mean;
    sd[i] = spreadOf(all);
    count[i] = Math.min(all.n, 0xffff);
  });
  return { t, mean, sd, count };
}

function momentsAt({ t, mean, sd, count }: CurveView, time: number): Moments {
  const index = Math.max(0, Math.min(lastAtOrBefore(t, time), t.length - 2));
  const [from, to] = [t[index]!, t[index + 1] ?? Infinity];
  const share = Math.min(1, Math.max(0, (time - from) / (to - from)));
  const read = (values: Float64Array): number =>
    share === 0
      ? values[index]!
      : share === 1
        ? values[index + 1]!
        : values[index]! + share * (values[index + 1]! - values[index]!);
  return momentsOf(count[share === 1 ? index + 1 : index]!, { mean: read(mean), sd: read(sd) });
}

/** All times that every curve spans, thinned evenly to what can be seen. */
function commonTimes(curves: readonly CurveView[]): Float64Array {
  const from = Math.max(...curves.map(({ t }) => t[0]!));
  const to = Math.min(...curves.map(({ t }) => t.at(-1)!));
  const sorted = [...new Set(curves.flatMap(({ t }) => [...t]))].sort((a, b) => a - b);
  const times = sorted.filter(
    (time, i) => time >= from && time <= to && (i === 0 || time - sorted[i - 1]! > 1e-12 * Math.abs(time)),
  );
  const every = Math.ceil(times.length / MOST_POINTS);
  return Float64Array.from(times.filter((_, i) => i % every === 0 || i === times.length - 1));
}
