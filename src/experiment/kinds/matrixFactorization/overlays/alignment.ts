import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { decades, withheld, type Theorist, type Wording } from './theorist.ts';

/** How fast adapter 1 turns towards the target, and how far (theory.md, What the theory predicts). */
export function* alignmentOverlays(seen: Theorist): Generator<Overlay> {
  // the spectral start has its exact curve
  if (seen.settings.adapter.init.kind === 'spectral') return;
  yield slope(seen);
  yield floor(seen);
}

function slope(seen: Theorist): Overlay {
  const { settings, prepared, mu, speed, lambda, escape, measured } = seen;
  const { rank, init } = settings.adapter;
  const many = mu[1] > 0;
  const wording: Wording = {
    id: 'alignment-slope',
    on: 'alignment',
    kind: 'prediction',
    label: many ? 'slope −2(μ₁ − μ₂)' : prepared.probes.aligned ? 'slope −2λ' : 'slope −2μ₁',
    formula: many
      ? '1 − cos ≈ (1/2r)·e^(−2(μ₁ − μ₂)t), μ₁ and μ₂ the top singular values of W₂ᵀΔ'
      : '1 − cos ≈ (N/r)·e^(−2λt), N = n − 1 (A random) or h − 1 (B random)',
  };
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) return withheld(wording, reason);
  if (init.kind !== 'gaussian')
    return withheld(wording, `Its level is known for a Gaussian start, not for “${init.kind}”.`);
  const { h, n } = prepared.weights.dims;
  const others = init.randomFactor === 'A' ? n - 1 : h - 1;
  const rate = 2 * (mu[0] - mu[1]) * speed;
  const level = many ? 1 / (2 * rank) : others / rank;
  const until = measured.events['escape']?.mean ?? escape?.time ?? measured.horizon;
  const from = Math.max(0.1 / (mu[0] * speed), (Math.log(Math.max(level, 1)) * 1.25) / rate);
  if (!(level > 0) || !(rate > 0) || !(from < until))
    return withheld(wording, 'There is no other direction to fall behind, or no time for it.');
  const generalised = prepared.probes.aligned
    ? ''
    : ' W₂, W₁ and Δ share no singular bases: γ₁ is the generalised direction, the top singular vectors of W₂ᵀΔ.';
  return {
    ...wording,
    validity: `While the adapters are small, t ≪ T½. λ = ${short(lambda)}.${generalised}`,
    shape: {
      kind: 'slope',
      rate: -decades(rate),
      from,
      to: Math.min(until, measured.horizon),
      start: Math.log10(level) - decades(rate * from),
    },
  };
}

function floor(seen: Theorist): Overlay {
  const { settings, prepared, scales, escape, measured, pretrainedRank } = seen;
  const { init, initScale, scaling } = settings.adapter;
  const onA = init.kind === 'gaussian' && init.randomFactor === 'A';
  const wording: Wording = {
    id: 'alignment-floor',
    on: 'alignment',
    kind: 'prediction',
    label: 'floor',
    formula: onA
      ? '1 − cos → const·α^(2(2 − δ_w))'
      : '1 − cos → (h − p)·α²/(4p₁), p the rank of W₂W₁, p₁ = ‖B₁A₁‖ at the end: σ/σ_W2 if adapter 2 is negligible',
  };
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) return withheld(wording, reason);
  if (init.kind !== 'gaussian')
    return withheld(wording, `It is known for a Gaussian start, not for “${init.kind}”.`);
  if (!seen.rankOne || scales.leader !== 1 || !seen.end)
    return withheld(wording, 'It is known for an aligned target of rank one with δ_w < 1.');
  if (onA)
    return withheld(
      wording,
      `With A random theory gives the exponent ${short(2 * (2 - scales.deltaW))} in α between variants, not the level.`,
    );
  const free = prepared.weights.dims.h - pretrainedRank;
  if (free <= 0) return withheld(wording, 'h = p: there is no frozen null space that B could keep.');
  const from = measured.events['escape']?.mean ?? escape?.time ?? 0;
  if (!(from < measured.horizon)) return withheld(wording, 'The run ends before the escape.');
  return {
    ...wording,
    validity: 'After the escape; h − 1 in place of h − p until the slow columns have decayed.',
    shape: {
      kind: 'level',
      value: Math.log10((free * scaling * initScale * initScale) / (4 * seen.end.product1)),
      from,
      to: measured.horizon,
    },
  };
}
