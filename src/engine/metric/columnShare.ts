import type { TrajectoryPoint } from './point.ts';

/**
 * ‖(I − uuᵀ)Ev‖² over ‖E − (uᵀEv)·uvᵀ‖²: the part of the noise that lies in the column block, where the slow tail is.
 * Between 0 and 1; NaN where there is no noise left.
 */
export function columnShare(point: TrajectoryPoint): number {
  const [, column, row, bulk] = point.residual;
  return column! / (column! + row! + bulk!);
}
