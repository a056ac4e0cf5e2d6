import { planHead } from '../../../engine/problem/head/plan.ts';
import type { ProblemPlanner } from '../contract.ts';
import { unknownSettings } from '../unknownSettings.ts';
import { settingsOf } from './settings.ts';

/** Runs of classifier heads. */
export const headPlanner: ProblemPlanner = {
  kind: 'classifierHead',
  plan: (variant, seed, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? unknownSettings('a classifier head')
      : planHead({ ...settings, metrics: variant.metrics, seed, files });
  },
};
