import type { RateView } from '../protocol/rates.ts';
import { LOG_FLOOR, statistic } from './aggregate.ts';
import type { Line } from './decimate.ts';
import { fitLine } from './sweep/powerLaw.ts';

/**
 * How fast a series changed between two flow times: for each seed the least-squares lines of ln y on t and on ln t,
 * over its samples in [from, to]. Values of the lines are log₁₀ y; undefined ones and zeros are left out.
 */
export function intervalRates(seeds: readonly Line[], from: number, to: number): RateView {
  const fits = seeds.flatMap(line => {
    const points = pointsWithin(line, from, to);
    const exponential = fitLine(points);
    if (exponential === null) return [];
    const power = fitLine(points.flatMap(([t, y]) => (t > 0 ? [[Math.log(t), y] as const] : [])));
    return [{ exponential, power, samples: points.length }];
  });
  const powers = fits.flatMap(({ power }) => power ?? []);
  return {
    rate: statistic(fits.map(({ exponential }) => exponential.slope)),
    power: statistic(powers.map(({ slope }) => slope)),
    seeds: fits.length,
    samples: fits.length === 0 ? 0 : Math.min(...fits.map(({ samples }) => samples)),
    start:
      (statistic(fits.map(({ exponential: { intercept, slope } }) => intercept + slope * from))?.mean ??
        Number.NaN) / Math.LN10,
    r2: Math.min(...fits.map(({ exponential }) => exponential.r2)),
    powerR2: Math.min(...powers.map(({ r2 }) => r2)),
  };
}

/** (t, ln y) in the interval, ends included. */
function pointsWithin({ t, value }: Line, from: number, to: number): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (const [i, time] of t.entries()) {
    const logarithm = value[i]!;
    if (time >= from && time <= to && logarithm > LOG_FLOOR && logarithm < Infinity)
      points.push([time, logarithm * Math.LN10]);
  }
  return points;
}
