import { stagnationFloor } from '../../../../engine/theory/stagnation.ts';
import type { Overlay } from '../../contract.ts';
import { short } from '../../ruleFindings.ts';
import { withheld, type Theorist, type Wording } from './theorist.ts';

/** What gradient descent has and the flow has not: a largest step, and a step too small to be added. */
export function* stepOverlays(seen: Theorist): Generator<Overlay> {
  const { settings, scales, measured, escape, stagnationSigma, rankOne, end } = seen;
  const { dynamics } = settings;
  if (dynamics.kind === 'gradientFlow') return;
  const limit: Wording = {
    id: 'learning-rate-limit',
    on: 'loss',
    kind: 'prediction',
    label: 'largest stable η',
    formula: 'η < 2/λ_max, λ_max ≈ 1.5·max(2λ, (σ/σ_W2)·‖W₂‖²)',
  };
  const floor: Wording = {
    id: 'stagnation-floor',
    on: 'loss',
    kind: 'prediction',
    label: 'stagnation floor',
    formula:
      'L ≈ ⅙(ε/(ησ))², ε = 2⁻⁵³, or 2⁻²⁴ in float32, σ the larger of σ_W2 + p₂ and σ_W1 + p₁ at the end; σ_W2 where adapter 1 does all of it',
  };
  if (dynamics.kind !== 'gd') {
    const reason = 'Adam’s steps are not proportional to the gradient.';
    yield withheld(limit, reason);
    yield withheld(floor, reason);
    return;
  }
  const { learningRate, momentum, precision } = dynamics;
  yield withheld(
    limit,
    scales.learningRateLimit === undefined
      ? 'No formula gives where this start ends.'
      : `A number, not a line: here 2/λ_max ≈ ${short(scales.learningRateLimit)}, and η = ${short(learningRate)} is ${short(learningRate / scales.learningRateLimit)} of it. An estimate: the run decides.`,
  );
  const reason =
    scales.sigmaW === 0
      ? 'λ = 0: there is no direction to stagnate along.'
      : momentum > 0
        ? 'Known for descent without momentum.'
        : dynamics.gradientNoise > 0
          ? 'Gradient noise leaves a higher floor, some 10·η·σₙ² (5 to 7 in the shipped experiment).'
          : dynamics.maskProbability < 1
            ? 'Masked entries leave no floor of their own.'
            : null;
  if (reason !== null) {
    yield withheld(floor, reason);
    return;
  }
  yield {
    ...floor,
    validity: `Where a step no longer changes the last digit of the parameters, within a factor 5${
      rankOne && end
        ? ''
        : ' where the adapters stay below the weights, lower where they outgrow them: σ is that of the frozen weights here'
    }. The flow has no such floor; a plateau above it hides it.`,
    shape: {
      kind: 'level',
      value: Math.log10(stagnationFloor(learningRate, stagnationSigma, precision)),
      from: Math.min(escape?.time ?? 0, measured.horizon),
      to: measured.horizon,
    },
  };
}
