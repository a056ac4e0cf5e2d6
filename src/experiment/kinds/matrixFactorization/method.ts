import { isObject, member, type Json } from '../../json.ts';
import type { Method, ResolvedVariant } from '../contract.ts';

const NAMES: Readonly<Record<string, string>> = {
  gradientFlow: 'gradient flow',
  gd: 'GD',
  adam: 'Adam',
  adamw: 'AdamW',
};

/** How a variant is trained. Settings of another version count as what they resemble: anything unknown as the flow. */
export function methodOf({ dynamics }: ResolvedVariant): Method {
  const kind = member(dynamics, 'kind');
  if (typeof kind !== 'string' || kind === 'gradientFlow') {
    return {
      ...{ name: 'gradient flow', discrete: false, learningRate: null, steps: null },
      tolerance: number(dynamics, 'tolerance'),
      conserves: 'exactly',
    };
  }
  const plain =
    kind === 'gd' &&
    ['momentum', 'weightDecay', 'gradientNoise'].every(key => (number(dynamics, key) ?? 0) === 0) &&
    [null, 1].includes(number(dynamics, 'maskProbability'));
  return {
    name: NAMES[kind] ?? kind,
    discrete: true,
    learningRate: number(dynamics, 'learningRate'),
    steps: number(dynamics, 'steps'),
    tolerance: null,
    conserves: plain ? 'nearly' : 'not',
  };
}

function number(settings: Json, key: string): number | null {
  const found = isObject(settings) ? member(settings, key) : undefined;
  return typeof found === 'number' ? found : null;
}
