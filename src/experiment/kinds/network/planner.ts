import { planNetwork } from '../../../engine/problem/network/plan.ts';
import type { ProblemPlanner } from '../contract.ts';
import { unknownSettings } from '../unknownSettings.ts';
import { settingsOf } from './settings.ts';

/** Runs of networks. */
export const networkPlanner: ProblemPlanner = {
  kind: 'network',
  plan: (variant, seed, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? unknownSettings('a network')
      : planNetwork({ ...settings, metrics: variant.metrics, seed, files });
  },
};
