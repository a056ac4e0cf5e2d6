import type { Method } from '../contract.ts';
import type { NetworkTrainingSettings } from '../../../engine/problem/network/trainingSettings.ts';

/**
 * How a variant is trained; null: by settings of another version. Its clock counts steps, so that optimisers with and without a
 * rate share an axis.
 */
export function methodOfTraining(dynamics: NetworkTrainingSettings | null): Method {
  return {
    name: dynamics === null ? '' : nameOf(dynamics),
    ...{ clock: 'step', discrete: false, learningRate: null, tolerance: null, conserves: 'not' },
    steps: dynamics?.steps ?? null,
  };
}

function nameOf(dynamics: NetworkTrainingSettings): string {
  switch (dynamics.kind) {
    case 'adaptiveGd':
      return 'adaptive GD';
    case 'gd':
      return `${dynamics.batch === undefined ? 'GD' : 'SGD'}${dynamics.momentum > 0 ? ' with momentum' : ''}`;
    case 'adam':
      return 'Adam';
    case 'adamw':
      return 'AdamW';
  }
}
