import { plateauExponents } from '../../../../engine/theory/plateau.ts';
import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { withheld, type Theorist, type Wording } from './theorist.ts';

/** What a random start leaves behind, and when that goes. */
export function* plateauOverlays(seen: Theorist): Generator<Overlay> {
  const { settings, scales, lambda } = seen;
  const { init, initScale, scaling } = settings.adapter;
  if (init.kind === 'spectral') return;
  const level: Wording = {
    id: 'plateau',
    on: 'loss',
    kind: 'prediction',
    label: 'plateau',
    formula: 'L ∝ α^(8 − 4δ_w) (A random) or α^(6 − 2δ_w) (B random); 4 in effect for δ_w ≥ 0.9',
  };
  const leaving: Wording = {
    id: 'plateau-end',
    on: 'loss',
    kind: 'prediction',
    label: 'leaving the plateau',
    formula: 't = 1/(α²σ_W²)',
  };
  const reason =
    seen.notTheFlow ??
    seen.notSmall ??
    (init.kind === 'gaussian' ? null : `It is known for a Gaussian start, not for “${init.kind}”.`) ??
    (seen.rankOne && scales.leader === 1
      ? null
      : 'It is known for an aligned target of rank one with δ_w ≤ 1.');
  if (reason !== null || init.kind !== 'gaussian') {
    yield withheld(level, reason ?? '');
    yield withheld(leaving, reason ?? '');
    return;
  }
  const { loss } = plateauExponents(Math.min(1, scales.deltaW), init.randomFactor);
  yield withheld(
    level,
    `Theory gives the exponent, not the level: here ${short(loss)}, so a ten times smaller α lowers the plateau by ${short(loss)} decades. Compare variants once the slow tail is over.`,
  );
  const clock = scales.lambda / lambda;
  const t = clock / (initScale * initScale * scaling * scaling * scales.sigmaW * scales.sigmaW);
  yield {
    ...leaving,
    validity: `The order of magnitude of the time on which the loss goes on to zero: t ≈ ${scientific(t)}.${
      t > seen.measured.horizon ? ' Beyond the end of this plot.' : ''
    }`,
    shape: { kind: 'time', t, sd: 0 },
  };
}

/** `2 × 10⁷`, or three digits where that is readable. */
function scientific(value: number): string {
  if (value < 1e4) return short(value);
  const [digit = '', exponent = ''] = value.toExponential(0).split('e+');
  return `${digit} × 10${exponent.replace(/\d/g, figure => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(figure)))}`;
}
