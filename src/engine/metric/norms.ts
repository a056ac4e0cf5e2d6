import { scalarMetric, type Metric } from './contract.ts';
import type { AdapterGrams } from './adapterGrams.ts';

/** ‖Z₁‖₂. */
export const normZ1 = scalarMetric(
  {
    key: 'normZ1',
    label: 'Norm of adapter 1',
    symbol: '‖Z₁‖₂',
    scale: 'log',
    help: 'Largest singular value of `Z₁ = (B₁; A₁ᵀ)`. Grows as `e^(λt)` once aligned, and ends near `√(2σ/σ_W2)` when adapter 1 learns alone.',
  },
  true,
  point => point.adapter1.norm(),
);

/** ‖Z₂‖₂. */
export const normZ2 = scalarMetric(
  {
    key: 'normZ2',
    label: 'Norm of adapter 2',
    symbol: '‖Z₂‖₂',
    scale: 'log',
    help: 'Largest singular value of `Z₂ = (B₂; A₂ᵀ)`.',
  },
  true,
  point => point.adapter2.norm(),
);

/** ‖Z₁‖_F. */
export const frobeniusZ1 = scalarMetric(
  {
    key: 'frobZ1',
    label: 'Frobenius norm of adapter 1',
    symbol: '‖Z₁‖_F',
    scale: 'log',
    help: 'Frobenius norm of `Z₁ = (B₁; A₁ᵀ)`.',
  },
  false,
  point => Math.sqrt(point.adapter1.frobenius2()),
);

/** ‖Z₂‖_F. */
export const frobeniusZ2 = scalarMetric(
  {
    key: 'frobZ2',
    label: 'Frobenius norm of adapter 2',
    symbol: '‖Z₂‖_F',
    scale: 'log',
    help: 'Frobenius norm of `Z₂ = (B₂; A₂ᵀ)`.',
  },
  false,
  point => Math.sqrt(point.adapter2.frobenius2()),
);

/** ‖Z₁‖_F/‖Z₂‖_F. */
export const normRatio = scalarMetric(
  {
    key: 'normRatio',
    label: 'Adapter 1 against adapter 2',
    symbol: '‖Z₁‖/‖Z₂‖',
    scale: 'log',
    help: 'Ratio of the Frobenius norms of the two adapters; its square is the paper’s imbalance. Grows as `e^(σ(σ_W2 − σ_W1)t)`.',
  },
  false,
  point => Math.sqrt(point.adapter1.frobenius2() / point.adapter2.frobenius2()),
);

/** (‖A‖² − ‖B‖²)/(‖A‖² + ‖B‖²) for both adapters: columns `factorImbalance`, `factorImbalance2`. */
export const factorImbalance: Metric = {
  info: {
    key: 'factorImbalance',
    label: 'A against B',
    symbol: '(‖A₁‖² − ‖B₁‖²)/‖Z₁‖²_F',
    scale: 'linear',
    help: '`(‖A‖² − ‖B‖²)/(‖A‖² + ‖B‖²)`: 1 when everything is in A, −1 when everything is in B, 0 when the two factors have equal size.',
  },
  byDefault: false,
  columns: () => [
    factorImbalance.info,
    {
      ...factorImbalance.info,
      key: 'factorImbalance2',
      label: 'A against B, adapter 2',
      symbol: '(‖A₂‖² − ‖B₂‖²)/‖Z₂‖²_F',
    },
  ],
  prepare: () => (point, out, at) => {
    out[at] = imbalanceOf(point.adapter1);
    out[at + 1] = imbalanceOf(point.adapter2);
  },
};

function imbalanceOf(adapter: AdapterGrams): number {
  return (adapter.normA2 - adapter.normB2) / adapter.frobenius2();
}
