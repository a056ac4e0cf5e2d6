import { scalarMetric } from './contract.ts';
import type { TrajectoryPoint } from './point.ts';

/** ‖A₁V‖²/‖A₁‖², V the right singular vectors of Δ. */
export const targetShare = scalarMetric(
  {
    key: 'targetShare',
    label: 'Share of A₁ in the target’s rows',
    symbol: '‖A₁V‖²/‖A₁‖²',
    scale: 'linear',
    help: 'Part of `‖A₁‖²_F` that lies in the row space of the target: `‖A₁V‖²_F/‖A₁‖²_F` with the right singular vectors V of Δ. 1 when adapter 1 reads nothing but what the target reads; k/n on average for a random A₁.',
  },
  false,
  share,
);

function share({ state, layout, system }: TrajectoryPoint): number {
  const { dims, rank1, stride, offsets } = layout;
  const { right } = system.target;
  let inside = 0;
  let all = 0;
  for (let i = 0; i < rank1; i++) {
    const row = offsets[0] + i * stride;
    for (let j = 0; j < dims.n; j++) all += state[row + j]! * state[row + j]!;
    for (let l = 0; l < right.cols; l++) {
      let component = 0;
      for (let j = 0; j < dims.n; j++) component += state[row + j]! * right.data[j * right.cols + l]!;
      inside += component * component;
    }
  }
  return inside / all;
}
