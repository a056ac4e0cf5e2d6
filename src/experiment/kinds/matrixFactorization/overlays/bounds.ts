import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { decades, withheld, type Theorist, type Wording } from './theorist.ts';

/** The paper’s theorems 3.2 (random start) and 4.1 (spectral start): the slope that is proven, not the one that happens. */
export function* boundOverlays(seen: Theorist): Generator<Overlay> {
  yield seen.settings.adapter.init.kind === 'spectral' ? spectralBound(seen) : randomBound(seen);
}

function randomBound(seen: Theorist): Overlay {
  const { settings, scales, escape, measured, lambda, prepared } = seen;
  const wording: Wording = {
    id: 'bound-slope',
    on: 'loss',
    kind: 'bound',
    label: 'guaranteed slope, −(1 − δ)λ/32 by Theorem 3.2',
    formula: 'L(t) ≤ 2·e^(−(1 − δ_w)λ(t − T₁)/32)·L(T₁) + 2α^c₃ for t ≥ T₁',
  };
  const reason =
    seen.notTheFlow ??
    seen.notSmall ??
    settingOfTheTheorems(seen) ??
    (settings.adapter.init.kind === 'gaussian' ? null : 'The theorem is for a Gaussian start.');
  if (reason !== null) return withheld(wording, reason);
  const from = measured.events['alignmentEnd']?.mean ?? escape?.time ?? measured.horizon;
  if (!(from < measured.horizon)) return withheld(wording, 'The run ends before T₁.');
  return {
    ...wording,
    validity: `From T₁ on, for α ≤ α*, which is not given. The slope alone is drawn: the added 2α^c₃ is about 2 for any α in reach, so that the bound as a whole says nothing. Measured slopes are about ${short(128 / (1 - scales.deltaW))} times as steep.`,
    shape: {
      kind: 'slope',
      rate: -decades(((1 - scales.deltaW) * lambda) / 32),
      from,
      to: measured.horizon,
      start: Math.log10(prepared.probes.sigma ** 2),
    },
  };
}

function spectralBound(seen: Theorist): Overlay {
  const { settings, scales, measured, lambda, prepared } = seen;
  const wording: Wording = {
    id: 'bound-slope',
    on: 'loss',
    kind: 'bound',
    label: 'guaranteed slope, −(1 − δ)λ/8 by Theorem 4.1',
    formula: 'ℓ(t) ≤ e^(−(1 − δ)σσ_W2(t − T₁)/8)·ℓ(T₁), T₁ = 2/((3 + δ)σσ_W2)·ln((1 − δ)σ/(8σ_W2·z₁(0)))',
  };
  const reason = seen.notTheFlow ?? settingOfTheTheorems(seen);
  if (reason !== null) return withheld(wording, reason);
  const { deltaW } = scales;
  const { sigma } = prepared.probes;
  const { initScale, scaling } = settings.adapter;
  const odds = ((1 - deltaW) * sigma) / (8 * scales.sigmaW * scaling * initScale * initScale);
  const from = Math.max(0, (2 * Math.log(odds)) / ((3 + deltaW) * lambda));
  if (!(from < measured.horizon)) return withheld(wording, 'The run ends before T₁.');
  return {
    ...wording,
    validity: `From T₁ ≈ ${short(from)} on (Appendix F’s, for a draw of size α). Measured slopes are about ${short(32 / (1 - deltaW))} times as steep.`,
    shape: {
      kind: 'slope',
      rate: -decades(((1 - deltaW) * lambda) / 8),
      from,
      to: measured.horizon,
      start: Math.log10(0.5 * sigma * sigma),
    },
  };
}

function settingOfTheTheorems({ prepared, rankOne, scales }: Theorist): string | null {
  if (!prepared.probes.aligned) return 'W₂, W₁ and Δ share no singular bases (assumptions 2.1 and 2.2).';
  if (!rankOne) return 'The loss is a sum over several directions; each has its own bound.';
  if (scales.deltaW >= 1 - 1e-9)
    return `δ_w = ${short(scales.deltaW)}: the theorem needs δ_w < 1. The flow itself behaves well.`;
  return null;
}
