import { about, formatNumber } from '../format.ts';
import type { Remedy, Signature } from './contract.ts';
import type { Evidence } from './evidence.ts';

/** The loss stands still where ρ is below this part of λ (theory.md, Metrics). */
const STILL = 1e-2;
/** Losses below this part of ‖Δ‖² are rounding. */
const ROUNDING = 1e-28;

/** The loss stands still far from zero. */
export const highLoss: Signature = {
  key: 'highLoss',
  severity: 'warning',
  state: 'high loss',
  badge: 'stuck at a high loss',
  one: 'stands still at a high loss',
  many: 'stand still at a high loss',
  level: true,
  detect: run => {
    const { lambda, lastEscape, leaveTime } = run.expected;
    if (!standsStill(run) || !(run.left > 1e-4) || lambda === undefined || lastEscape === undefined)
      return null;
    // a direction of the target may still be to come
    if (!(run.flowEnd > 1.5 * lastEscape + 5 / lambda) || !(run.left < 0.9)) return null;
    const still = `ρ = ${about(run.last('rate'), 1)} is below λ/100`;
    const alpha = run.number('adapter.initScale');
    if (leaveTime === undefined || alpha === undefined || run.flowEnd < 0.01 * leaveTime)
      return { why: `${still}.` };
    const hump = alpha * Math.sqrt(leaveTime / run.flowEnd);
    return {
      why: `${still}. At this time the loss is highest near α ≈ (σ_W²t)^(−1/2) ≈ ${about(hump, 1)}, and α = ${formatNumber(alpha)} is not far below. A smaller start ends lower, a longer run too.`,
      remedy: smallerStart(Math.min(alpha, hump)),
    };
  },
};

/** Any interval with ρ < λ/100 and L < L(0)/100 that the run has not left. */
export const plateau: Signature = {
  key: 'plateau',
  severity: 'info',
  state: 'plateau',
  badge: 'on a plateau',
  one: 'is on a plateau',
  many: 'are on a plateau',
  level: true,
  detect: run => {
    const { irreducibleLoss, targetSize2 = 0, leaveTime = 0 } = run.expected;
    const loss = run.last('loss');
    // where the reach of a recipe is not known, the level may be the minimum
    if (irreducibleLoss === undefined || !standsStill(run) || !(loss < 1e-2 * run.first('loss'))) return null;
    if (!(loss > 10 * irreducibleLoss) || !(loss > ROUNDING * targetSize2)) return null;
    const leaves =
      leaveTime > run.flowEnd
        ? `, but leaves the plateau only after t ≈ 1/(α²σ_W²) ≈ ${about(leaveTime / run.expected.clock, 1)}`
        : `, with ρ = ${about(run.last('rate'), 1)}`;
    const fact = `This is not the minimum: the loss still falls${leaves}.`;
    const lower = lowerPlateau(run);
    return lower === null ? { why: fact } : { why: `${fact} ${lower.why}`, remedy: lower.remedy };
  },
};

/** What a smaller start would do, where the exponent of the plateau is known and holds. */
function lowerPlateau(run: Evidence): { readonly why: string; readonly remedy: Remedy } | null {
  const path = 'adapter.initScale';
  const alpha = run.number(path);
  const exponent = run.expected.exponents[path]?.['loss']?.value;
  if (alpha === undefined || exponent === undefined) return null;
  if (!(alpha <= (run.expected.exponentsUpTo[path] ?? Infinity))) return null;
  const why = `A ten times smaller initScale lowers it by about ${about(exponent, 2)} decades (prediction).`;
  return { why, remedy: smallerStart(alpha) };
}

/** Where predictions of the flow hold, and ρ < λ/100 at the end. */
function standsStill(run: Evidence): boolean {
  const { followsFlow, lambda } = run.expected;
  return followsFlow && lambda !== undefined && run.last('rate') < STILL * lambda;
}

/** The power of ten at or below α/10. */
function smallerStart(alpha: number): Remedy {
  return { path: 'adapter.initScale', value: Number(`1e${Math.floor(Math.log10(alpha) + 1e-9) - 1}`) };
}
