import type { AdamSettings, AdamWSettings, GradientDescentSettings } from '../settings.ts';
import { Adam } from './adam.ts';
import { Adam32, GradientDescent32, Momentum32 } from './float32Optimisers.ts';
import { GradientDescent } from './gradientDescent.ts';
import { Momentum } from './momentum.ts';
import type { Optimiser } from './optimiser.ts';
import type { ParameterRows } from './parameterRows.ts';

type AdamOwn = 'kind' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'precision';

/** What decides on an update rule. */
export type UpdateSettings =
  | Pick<GradientDescentSettings, 'kind' | 'momentum' | 'nesterov' | 'weightDecay' | 'precision'>
  | Pick<AdamSettings, AdamOwn>
  | Pick<AdamWSettings, AdamOwn>;

/** The update rule that the settings ask for, for states of `length` numbers. */
export function chooseOptimiser(settings: UpdateSettings, rows: ParameterRows, length: number): Optimiser {
  const single = settings.precision === 'float32';
  if (settings.kind === 'gd') {
    if (settings.momentum > 0) {
      return single ? new Momentum32(rows, length, settings) : new Momentum(rows, length, settings);
    }
    return single
      ? new GradientDescent32(rows, settings.weightDecay)
      : new GradientDescent(rows, settings.weightDecay);
  }
  const options = { ...settings, decoupled: settings.kind === 'adamw' };
  return single ? new Adam32(rows, length, options) : new Adam(rows, length, options);
}
