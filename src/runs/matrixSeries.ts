import type { CurveView } from '../protocol/panel.ts';
import type { MatrixView } from '../protocol/directions.ts';

/** The place of a column in a recorded matrix, from 1: `uFv.2.1`. */
export interface MatrixEntry {
  readonly key: string;
  readonly row: number;
  readonly column: number;
}

/** Which entry of which matrix a column is; null for all others. */
export function matrixEntry(column: string): MatrixEntry | null {
  const found = /^([^.]+)\.([1-9]\d*)\.([1-9]\d*)$/.exec(column);
  return found === null ? null : { key: found[1]!, row: Number(found[2]), column: Number(found[3]) };
}

/**
 * The curves of a size×size matrix's entries, row after row and all on the same times, as matrices at no more than
 * `limit` evenly chosen samples; the last one stays. Null where an entry has no curve.
 */
export function matrixOver(
  variant: string,
  size: number,
  curves: readonly (CurveView | null)[],
  limit: number,
): MatrixView | null {
  const [first] = curves;
  if (first === null || first === undefined) return null;
  const { length } = first.t;
  const kept = Math.min(length, limit);
  const at = Array.from({ length: kept }, (_, i) =>
    kept === 1 ? length - 1 : Math.round((i * (length - 1)) / (kept - 1)),
  );
  const mean = new Float64Array(kept * size * size).fill(Number.NaN);
  const sd = new Float64Array(kept * size * size).fill(Number.NaN);
  for (const [entry, curve] of curves.entries()) {
    if (curve === null) continue;
    for (const [i, sample] of at.entries()) {
      mean[i * size * size + entry] = curve.mean[sample]!;
      sd[i * size * size + entry] = curve.sd[sample]!;
    }
  }
  return { variant, size, t: Float64Array.from(at, sample => first.t[sample]!), mean, sd };
}
