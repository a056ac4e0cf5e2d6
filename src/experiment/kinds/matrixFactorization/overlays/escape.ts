import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { withheld, type Theorist, type Wording } from './theorist.ts';

/** More marks on one axis than this cannot be told apart. */
const MOST = 6;

/** When each direction of the target is half learned. */
export function* escapeOverlays(seen: Theorist): Generator<Overlay> {
  const { settings, scales, escape, prepared } = seen;
  const sigmaW = scales.leader === 1 ? 'σ_W2' : 'σ_W1';
  const wording: Wording = {
    id: 'escape',
    on: 'loss',
    kind: 'prediction',
    label: 'T½',
    formula: `T½ = (1/2λ)·ln(4σ/(${sigmaW}·‖a₀‖²)), E‖a₀‖² = rα²${
      seen.rankOne ? ', sooner where both adapters learn: from the two-variable equations' : ''
    }`,
  };
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) {
    yield withheld(wording, reason);
    return;
  }
  if (!escape) {
    yield withheld(wording, `No formula gives the size of the start “${settings.adapter.init.kind}”.`);
    return;
  }
  const generalised = prepared.probes.aligned
    ? ''
    : ' Here W₂, W₁ and Δ share no singular bases: λ is the top singular value of W₂ᵀΔ or ΔW₁ᵀ.';
  yield {
    ...wording,
    validity: `As α → 0; the mean and ± 1 sd over draws. T½ ≈ ${short(escape.time)}.${generalised}`,
    shape: { kind: 'time', t: escape.time, sd: escape.spread },
  };
  for (const [i, { time }] of scales.modes.slice(1, MOST).entries()) {
    if (time === undefined) continue;
    const t = (time * escape.time) / (scales.escape?.time ?? time);
    yield {
      id: `escape-${i + 2}`,
      on: 'loss',
      kind: 'prediction',
      label: `T½ of direction ${i + 2}`,
      formula: `T½ = (1/2λᵢ)·ln(4σᵢ/(${sigmaW}·‖a₀‖²)), in the order of λᵢ = σᵢ·${sigmaW}`,
      validity: `One direction after the other, while r exceeds their number. T½ ≈ ${short(t)}.`,
      shape: { kind: 'time', t, sd: 0 },
    };
  }
}
