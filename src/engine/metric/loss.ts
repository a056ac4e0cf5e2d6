import { scalarMetric } from './contract.ts';

/** L = ½‖E‖²_F. */
export const loss = scalarMetric(
  {
    key: 'loss',
    label: 'Loss',
    symbol: 'L',
    scale: 'log',
    help: 'Half the squared Frobenius norm of the residual, `L = ½‖Yft − (W₂ + s·B₂A₂)(W₁ + s·B₁A₁)‖²`. Computed from the difference to the target, so that it is exact far below 1e-26.',
  },
  true,
  point => point.loss,
);
