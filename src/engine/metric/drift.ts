import type { Metric } from './contract.ts';
import type { AdapterGrams } from './adapterGrams.ts';

/** max over the adapters of ‖I(t) − I(0)‖_F/(‖A‖²_F + ‖B‖²_F), I = AAᵀ − BᵀB. */
export const drift: Metric = {
  info: {
    key: 'drift',
    label: 'Drift of the conserved quantities',
    symbol: '‖AAᵀ − BᵀB − const‖',
    scale: 'log',
    help: 'How far `AᵢAᵢᵀ − BᵢᵀBᵢ`, which the gradient flow conserves, has moved, relative to `‖Aᵢ‖² + ‖Bᵢ‖²`; the larger of the two adapters. A health figure for flows (rounding is 1e-15, worth a look above 1e-9); discrete steps break it, momentum and Adam completely.',
  },
  byDefault: true,
  columns: () => [drift.info],
  prepare: start => {
    const frozen = start.system.frozen ?? [];
    // Nothing is conserved in an adapter of which only one factor is trained.
    const first1 = frozen.includes('A1') || frozen.includes('B1') ? undefined : invariant(start.adapter1);
    const first2 = frozen.includes('A2') || frozen.includes('B2') ? undefined : invariant(start.adapter2);
    return (point, out, at) => {
      const drift1 = first1 === undefined ? NaN : distance(point.adapter1, first1);
      const drift2 = first2 === undefined ? NaN : distance(point.adapter2, first2);
      out[at] = Number.isNaN(drift1) || drift2 > drift1 ? drift2 : drift1;
    };
  },
};

function invariant(adapter: AdapterGrams): Float64Array {
  return adapter.gramA.map((value, i) => value - adapter.gramB[i]!);
}

function distance(adapter: AdapterGrams, first: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    const d = adapter.gramA[i]! - adapter.gramB[i]! - first[i]!;
    sum += d * d;
  }
  const size = adapter.frobenius2();
  return size === 0 && sum === 0 ? 0 : Math.sqrt(sum) / size;
}
