import type { Method, ResolvedVariant } from '../contract.ts';
import { settingsOf, type Settings } from './settings.ts';

/** How a variant is trained. Its clock counts steps, so that optimisers with and without a rate share an axis. */
export function methodOf(variant: ResolvedVariant): Method {
  const settings = settingsOf(variant);
  return {
    name: settings === null ? '' : nameOf(settings),
    ...{ clock: 'step', discrete: false, learningRate: null, tolerance: null, conserves: 'not' },
    steps: settings?.dynamics.steps ?? null,
  };
}

function nameOf({ dynamics }: Settings): string {
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
