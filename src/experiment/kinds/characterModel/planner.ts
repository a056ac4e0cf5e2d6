import { planCharacterModel } from '../../../engine/problem/characterModel/plan.ts';
import type { ProblemPlanner } from '../contract.ts';
import { unknownSettings } from '../unknownSettings.ts';
import { settingsOf } from './settings.ts';

/** Runs of character models. */
export const characterModelPlanner: ProblemPlanner = {
  kind: 'characterModel',
  plan: (variant, seed, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? unknownSettings('a character model')
      : planCharacterModel({ ...settings, metrics: variant.metrics, seed, files });
  },
};
