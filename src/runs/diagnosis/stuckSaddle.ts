import { about } from '../format.ts';
import type { Signature } from './contract.ts';

/** ‖∇L(0)‖ below this part of ‖Δ‖·max(‖W₁‖, ‖W₂‖)·max‖Z_i(0)‖ is rounding. */
const ROUNDING = 1e-14;

/** The gradient vanishes identically at the start: nothing ever moves. */
export const stuckSaddle: Signature = {
  key: 'stuckSaddle',
  severity: 'error',
  state: 'stuck',
  badge: 'stuck at the start',
  one: 'never left its start',
  many: 'never left their start',
  level: false,
  detect: run => {
    const loss = run.first('loss');
    const gradient = Math.sqrt(2 * loss * run.first('rate'));
    const size = Math.max(run.first('normZ1'), run.first('normZ2'));
    const rounding = ROUNDING * (run.expected.gradientScale ?? Number.NaN) * size;
    if (!(loss > 0) || !(run.record.reason === 'stationary' || gradient <= rounding)) return null;
    const fact = `‖∇L(0)‖ = ${about(gradient, 1)}, which is zero up to rounding`;
    const fresh =
      run.word('adapter.init') === 'gaussian' ? {} : { remedy: { path: 'adapter.init', value: 'gaussian' } };
    if (run.expected.lambda === 0)
      return {
        why: `${fact}. The target lies outside the span of the pre-trained weights: W₂ᵀΔ = 0 and ΔW₁ᵀ = 0, so λ = 0 and no direction grows.`,
      };
    if (size === 0) return { why: `${fact}: all factors are zero.`, ...fresh };
    return {
      why: `${fact}. The initial adapters are orthogonal to the target, and no time changes that.`,
      ...fresh,
    };
  },
};
