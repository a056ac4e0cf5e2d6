import { about, formatNumber } from '../format.ts';
import type { Signature } from './contract.ts';

/** What is left lies in the column (I − uuᵀ)Ev and decays at the rate of the smallest singular value, and of adapter 2. */
export const slowTail: Signature = {
  key: 'slowTail',
  severity: 'info',
  state: 'slow tail',
  badge: 'in the slow tail',
  one: 'is in the slow tail',
  many: 'are in the slow tail',
  level: true,
  detect: run => {
    const { tailRate } = run.expected;
    const share = run.record.health['columnShare'] ?? Number.NaN;
    const noisy = run.last('noise') > 10 * run.last('signal');
    const ratio = run.last('rate') / (tailRate ?? Number.NaN);
    if (tailRate === undefined || !(share > 0.5) || !noisy || !(ratio > 0.5 && ratio < 2)) return null;
    const why = `${about(100 * share, 2)} % of the noise lies along small singular values of the frozen factor, where it decays at the rate σ²_min‖A₁v‖² + ‖A₂M₁v‖² ≈ ${about(tailRate, 2)} (prediction, of the typical draw).`;
    const until = run.number('dynamics.until');
    if (until === undefined) return { why };
    const value = Number((until + 10 / tailRate).toPrecision(2));
    return {
      why: `${why} About t = ${formatNumber(value)} sees its end.`,
      remedy: { path: 'dynamics.until', value },
    };
  },
};
