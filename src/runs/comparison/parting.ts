import type { CurveView } from '../../protocol/panel.ts';

/** Differences below this part of what both curves span cannot be seen: half a per cent of the plot's height. */
const VISIBLE = 1 / 200;

/**
 * When two curves part: the first time at which their means differ by more than their spread, √(sd₁² + sd₂²), and by
 * more than can be seen. Both on the plotted scale (log₁₀ of a loss), linear between samples; null where they do not
 * part while both last. Curves of one seed have no spread: they part where the difference can be seen.
 */
export function partingTime(a: CurveView, b: CurveView): number | null {
  const least = VISIBLE * spanOf(a, b);
  const excess = (t: number): number => {
    const [one, other] = [at(a, t), at(b, t)];
    const spread = Math.sqrt(one.sd * one.sd + other.sd * other.sd);
    return Math.abs(one.mean - other.mean) - Math.max(spread, least);
  };
  const end = Math.min(a.t[a.t.length - 1] ?? -Infinity, b.t[b.t.length - 1] ?? -Infinity);
  const times = [...new Set([...a.t, ...b.t])].filter(t => t <= end).sort((x, y) => x - y);
  let before: { readonly t: number; readonly excess: number } | null = null;
  for (const t of times) {
    const now = excess(t);
    if (now > 0) {
      if (before === null) return t;
      return before.t + ((t - before.t) * before.excess) / (before.excess - now);
    }
    before = Number.isNaN(now) ? null : { t, excess: now };
  }
  return null;
}

function spanOf(...curves: readonly CurveView[]): number {
  let low = Infinity;
  let high = -Infinity;
  for (const { mean } of curves) {
    for (const value of mean) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return high > low ? high - low : 0;
}

/** Mean and spread at a time, linear between samples; NaN before the first. */
function at({ t, mean, sd }: CurveView, time: number): { readonly mean: number; readonly sd: number } {
  let low = 0;
  let high = t.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  const i = low - 1;
  if (i < 0) return { mean: Number.NaN, sd: Number.NaN };
  if (i === t.length - 1) return { mean: mean[i]!, sd: sd[i]! };
  const share = (time - t[i]!) / (t[i + 1]! - t[i]!);
  const between = (values: Float64Array): number =>
    share === 0 ? values[i]! : values[i]! + share * (values[i + 1]! - values[i]!);
  return { mean: between(mean), sd: between(sd) };
}
