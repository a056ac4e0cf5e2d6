import { scalarMetric, type Metric } from './contract.ts';

/** L_S = ½(uᵀEv)². */
export const signal = scalarMetric(
  {
    key: 'signal',
    label: 'Signal loss',
    symbol: 'L_S',
    scale: 'log',
    help: 'The part of the loss along the target’s top direction, `½(uᵀEv)²`. Falls as `e^(−4λt)` in the local phase. `loss = signal + noise`.',
  },
  true,
  point => 0.5 * point.residual[0]! * point.residual[0]!,
  true,
);

/** L_N = ½‖E − (uᵀEv)uvᵀ‖²_F. */
export const noise = scalarMetric(
  {
    key: 'noise',
    label: 'Noise loss',
    symbol: 'L_N',
    scale: 'log',
    help: 'The part of the loss off the target’s top direction, `½‖E − (uᵀEv)·uvᵀ‖²`: what the random initialisation leaves behind.',
  },
  true,
  point => 0.5 * (point.residual[1]! + point.residual[2]! + point.residual[3]!),
  true,
);

/** ‖E‖ in the three blocks off the signal. */
export const noiseBlocks: Metric = {
  info: {
    key: 'noiseBlocks',
    label: 'Noise by block',
    symbol: '‖E_⊥v‖, ‖E_u⊥‖, ‖E_⊥⊥‖',
    scale: 'log',
    help: 'Frobenius norms of the three parts of the residual off the signal: the column `(I − uuᵀ)Ev`, the row `uᵀE(I − vvᵀ)` and the bulk. The slow column tail lives in the first, the plateau in the last.',
  },
  byDefault: false,
  readsResidual: true,
  columns: () => [
    {
      key: 'noiseColumn',
      label: 'Noise: column',
      symbol: '‖E_⊥v‖',
      scale: 'log',
      help: 'Norm of `(I − uuᵀ)Ev`: left after the signal where W₂ has small singular values.',
    },
    { key: 'noiseRow', label: 'Noise: row', symbol: '‖E_u⊥‖', scale: 'log', help: 'Norm of `uᵀE(I − vvᵀ)`.' },
    {
      key: 'noiseBulk',
      label: 'Noise: bulk',
      symbol: '‖E_⊥⊥‖_F',
      scale: 'log',
      help: 'Frobenius norm of `(I − uuᵀ)E(I − vvᵀ)`: what makes the plateau.',
    },
  ],
  prepare: () => (point, out, at) => {
    for (let i = 0; i < 3; i++) out[at + i] = Math.sqrt(point.residual[i + 1]!);
  },
};
