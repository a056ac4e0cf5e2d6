/** A straight line y = intercept + slope·x through points, and the half-width of the slope's 95 % interval. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  readonly half: number;
  /** Part of the variance of y that the line explains. */
  readonly r2: number;
}

/** 97.5 % quantiles of Student's t by degrees of freedom, from 1. */
const QUANTILES = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Ordinary least squares; null with fewer than three points or all at one x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): LineFit | null {
  const n = points.length;
  if (n < 3) return null;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of points) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
    yy += (y - meanY) ** 2;
  }
  if (!(xx > 0)) return null;
  const slope = xy / xx;
  const rest = Math.max(0, yy - slope * xy);
  const error = Math.sqrt(rest / (n - 2) / xx);
  const quantile = QUANTILES[n - 3] ?? 1.96 + 2.46 / (n - 2);
  return { slope, intercept: meanY - slope * meanX, half: quantile * error, r2: yy > 0 ? 1 - rest / yy : 1 };
}
