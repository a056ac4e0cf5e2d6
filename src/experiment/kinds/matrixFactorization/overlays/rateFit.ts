import type { CurveView } from '../../../../protocol/panel.ts';
import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { signalMultiple } from './signal.ts';
import { decades, withheld, type Theorist, type Wording } from './theorist.ts';

/** A straight line through log₁₀ of a curve. */
export interface LineFit {
  /** Decades per unit of time, and the value at `from`. */
  readonly rate: number;
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly rSquared: number;
  readonly points: number;
}

/** log₁₀ 30 and log₁₀ 10: the fit keeps that far from the plateau and from the start. */
const ABOVE_END = Math.log10(30);
const BELOW_START = 1;

/**
 * Least squares of log₁₀ L on t where L lies between 30 times its end and a tenth of its start, before noise is as
 * large as signal at `until`. Null with fewer than four samples there.
 */
export function fitFall({ t, mean }: Pick<CurveView, 't' | 'mean'>, until: number): LineFit | null {
  const first = mean[0] ?? Number.NaN;
  const last = mean.at(-1) ?? Number.NaN;
  const xs: number[] = [];
  const ys: number[] = [];
  for (const [i, x] of t.entries()) {
    const y = mean[i]!;
    if (x > until || !(y <= first - BELOW_START) || !(y >= last + ABOVE_END)) continue;
    xs.push(x);
    ys.push(y);
  }
  if (xs.length < 4) return null;
  const middle = average(xs);
  const height = average(ys);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [i, x] of xs.entries()) {
    const dx = x - middle;
    const dy = ys[i]! - height;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const rate = xy / xx;
  const from = xs[0]!;
  return {
    rate,
    start: height + rate * (from - middle),
    from,
    to: xs.at(-1)!,
    rSquared: yy > 0 ? (xy * xy) / (xx * yy) : 1,
    points: xs.length,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The rate at which the simulated loss falls, beside the predicted one. */
export function* fitOverlays(seen: Theorist): Generator<Overlay> {
  const { measured, lambda, rankOne, settings } = seen;
  const loss = measured.curves['loss'];
  const until = measured.events['crossing']?.mean ?? Infinity;
  const fit = loss === undefined ? null : fitFall(loss, until);
  const wording: Wording = {
    id: 'measured-rate',
    on: 'loss',
    kind: 'fit',
    label: 'slope of the fall',
    formula: 'least squares of ln L on t over L ∈ [30·L(end), L(0)/10], t ≤ T×',
  };
  if (fit === null || !(lambda > 0)) {
    yield withheld(wording, 'There are not yet four samples of the fall: nothing to fit.');
    return;
  }
  const multiple = -fit.rate / decades(lambda);
  const typical = rankOne && settings.adapter.init.kind === 'gaussian';
  const predicted = typical && seen.notTheFlow === null ? signalMultiple(seen) : null;
  const beside =
    predicted === null
      ? ''
      : ` Predicted: −${short(predicted)}λ. ${verdict(multiple, predicted, measured.seeds.length)}`;
  yield {
    ...wording,
    label: `slope −${short(multiple)}λ, R² = ${fit.rSquared.toFixed(4)}`,
    validity: `Of the mean curve, ${fit.points} samples between t = ${short(fit.from)} and ${short(fit.to)}.${beside}`,
    shape: { kind: 'slope', rate: fit.rate, from: fit.from, to: fit.to, start: fit.start },
  };
}

function verdict(fitted: number, predicted: number, seeds: number): string {
  const off = Math.max(1, Math.round(100 * Math.abs(fitted / predicted - 1)));
  if (off <= 10) return `They agree within ${off} %.`;
  const smeared =
    seeds > 1 && fitted < predicted
      ? ' The mean over seeds that escape at different times is flatter than each of them.'
      : '';
  return `They differ by ${off} %.${smeared}`;
}
