import { scalarMetric } from './contract.ts';

/** ρ = ‖∇L‖²/(2L). */
export const rate = scalarMetric(
  {
    key: 'rate',
    label: 'Instantaneous rate',
    symbol: 'ρ',
    scale: 'log',
    help: '`ρ = ‖∇L‖²/(2L)`: the loss behaves locally as `e^(−2ρt)` under gradient flow. Tiny on a plateau.',
  },
  true,
  point => point.gradient2 / (2 * point.loss),
);

/** ‖∇L‖. */
export const gradientNorm = scalarMetric(
  {
    key: 'gradientNorm',
    label: 'Norm of the gradient',
    symbol: '‖∇L‖',
    scale: 'log',
    help: 'Euclidean norm of the gradient with respect to all four factors.',
  },
  false,
  point => Math.sqrt(point.gradient2),
);
