import type { AdapterSettings } from '../../../../engine/adapter/settings.ts';
import type { DynamicsSettings } from '../../../../engine/dynamics/settings.ts';
import { startSize } from '../../../../engine/theory/startSize.ts';
import type { TimeScales } from '../../../../engine/theory/timeScales.ts';
import type { Dims } from '../../../../engine/system.ts';
import { short } from '../../ruleFindings.ts';

/** Plotted time over flow time: momentum runs through the flow 1/(1 − μ) times as fast as t = ηk says. */
export function clockOf(dynamics: DynamicsSettings): number {
  return dynamics.kind === 'gd' ? 1 - dynamics.momentum : 1;
}

/** Why theory of the flow says nothing about these dynamics; null where it applies. */
export function notTheFlow(dynamics: DynamicsSettings, { lambda }: TimeScales): string | null {
  if (lambda === 0)
    return 'λ = 0: the target lies outside the span of the pre-trained weights, and nothing grows exponentially.';
  switch (dynamics.kind) {
    case 'gradientFlow':
      return null;
    case 'adam':
    case 'adamw':
      return 'Adam does not follow the gradient flow: it has no alignment phase, and its loss does not depend on α.';
    case 'gd':
      if (dynamics.weightDecay > 0) return 'Weight decay changes every rate; the theory is without it.';
      if (dynamics.learningRateRatio !== 1)
        return 'A and B have different learning rates; the theory is for one.';
      if (dynamics.gradientNoise > 0) return 'Gradient noise moves the adapters; the theory is without it.';
      if (dynamics.maskProbability < 1)
        return 'Masked entries make the gradient random; the theory is for the full one.';
      if ((dynamics.learningRate * lambda) / clockOf(dynamics) > 0.1)
        return `ηλ = ${short((dynamics.learningRate * lambda) / clockOf(dynamics))}: steps this large do not follow the flow.`;
      return null;
  }
}

/** Why a start is not the small random one that the linear phase needs; null where it is. */
export function notSmall(adapter: AdapterSettings, dims: Dims): string | null {
  const start = startSize(adapter, 1, dims);
  if (start === null)
    return `The start “${adapter.init.kind}” follows from the weights: no formula gives its size.`;
  const scale = Math.sqrt((start.squared * adapter.scaling) / adapter.rank);
  const most = 0.05 / Math.sqrt(adapter.rank);
  return scale <= most
    ? null
    : `Entries of size ${short(scale)} are not small (above 0.05/√r = ${short(most)}): there is no linear phase.`;
}
