import type { CurveView } from '../../../../protocol/panel.ts';
import type { Overlay } from '../../contract.ts';
import { decades, withheld, type Theorist, type Wording } from './theorist.ts';

/** How fast the loss falls once the target is being learned. */
export function* signalOverlays(seen: Theorist): Generator<Overlay> {
  // the spectral start has its exact curve
  if (seen.settings.adapter.init.kind === 'spectral') return;
  yield slope(seen);
  yield tail(seen);
}

/** Rate of the loss, in units of λ: 4 where one adapter does it, more where both do. */
export function signalMultiple({ end, speed, lambda }: Theorist): number | null {
  return end === null || lambda === 0 ? null : (2 * end.rate * speed) / lambda;
}

function slope(seen: Theorist): Overlay {
  const { prepared, end, speed, lambda, measured } = seen;
  const multiple = signalMultiple(seen);
  const alone = multiple === null || Math.abs(multiple - 4) < 0.04;
  const wording: Wording = {
    id: 'signal-slope',
    on: 'loss',
    kind: 'prediction',
    label: `slope −${alone ? '4' : multiple.toFixed(1)}λ`,
    formula: alone
      ? 'L ∝ e^(−4λt)'
      : 'L ∝ e^(−2(z₁(σ_W2 + p₂)² + z₂(σ_W1 + p₁)²)t), from the two-variable solution; −4λ if adapter 2 were negligible',
  };
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) return withheld(wording, reason);
  if (!seen.rankOne)
    return withheld(
      wording,
      prepared.probes.aligned
        ? 'The target has several directions: each falls at −4λᵢ, and the loss is their sum.'
        : 'W₂, W₁ and Δ share no singular bases: the end of the fall has no closed rate.',
    );
  if (end === null || multiple === null) return withheld(wording, 'No formula gives the size of the start.');
  const rate = decades(multiple * lambda);
  const { sigma } = prepared.probes;
  const from = end.half / speed;
  const to = Math.min(measured.horizon, measured.events['crossing']?.mean ?? 1.5 * from);
  if (!(to > from)) return withheld(wording, 'The run ends before the predicted escape.');
  return {
    ...wording,
    validity:
      'From the escape until noise is as large as the signal. It starts where the two-variable solution is half learned.',
    shape: {
      kind: 'slope',
      rate: -rate,
      from,
      to,
      start: Math.log10(0.5 * sigma * sigma) - (rate * (end.half - end.delay)) / speed,
    },
  };
}

function tail(seen: Theorist): Overlay {
  const { tailRate, end, measured, settings } = seen;
  const wording: Wording = {
    id: 'tail-slope',
    on: 'loss',
    kind: 'prediction',
    label: 'slowest column, slope −2ρ',
    formula:
      'ρ = σ²_W2,min·‖A₁v‖² + ‖A₂M₁v‖², (σ/σ_W2)·σ²_W2,min where adapter 2 is negligible: the slowest of the noise components uᵢᵀEv',
  };
  const reason = seen.notTheFlow ?? seen.notSmall;
  if (reason !== null) return withheld(wording, reason);
  if (!seen.rankOne) return withheld(wording, 'It is known for an aligned target of rank one.');
  if (tailRate === null) return withheld(wording, 'There is no other direction that could trail behind.');
  const rate = 2 * tailRate;
  const loss = measured.curves['loss'];
  const from = measured.events['crossing']?.mean;
  const to = loss?.t.at(-1);
  const last = loss?.mean.at(-1);
  if (
    loss === undefined ||
    from === undefined ||
    to === undefined ||
    last === undefined ||
    !Number.isFinite(last) ||
    !(to > from)
  )
    return withheld(
      wording,
      'It has a slope but no level: it is drawn through the end of the simulated curve, once there is one.',
    );
  const before = valueBefore(loss, to - 0.1 * (to - from));
  if (before !== null && before - last < 0.02 * decades(rate) * (to - from))
    return withheld(wording, 'The tail is over before the end of this run: the loss lies on its plateau.');
  return {
    ...wording,
    validity: `After the signal is learned and until the plateau${
      end === null ? ', where adapter 2 is negligible' : ', with the adapters of the typical draw'
    }. Its level is not predicted: it is drawn through the end of the curve. Faster columns come before it${
      settings.adapter.rank > 1 ? '' : ', one by one'
    }.`,
    shape: { kind: 'slope', rate: -decades(rate), from, to, start: last + decades(rate) * (to - from) },
  };
}

/** The last sample of a curve at or before a time. */
function valueBefore({ t, mean }: Pick<CurveView, 't' | 'mean'>, time: number): number | null {
  const at = t.findLastIndex(sample => sample <= time);
  return at < 0 ? null : mean[at]!;
}
