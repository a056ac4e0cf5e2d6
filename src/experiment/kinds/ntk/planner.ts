import { planNtk } from '../../../engine/problem/ntk/plan.ts';
import type { ProblemPlanner } from '../contract.ts';
import { warmUpNtk } from '../../../engine/problem/ntk/warmUp.ts';
import { unknownSettings } from '../unknownSettings.ts';
import { settingsOf } from './settings.ts';

/** Runs in the NTK regime. */
export const ntkPlanner: ProblemPlanner = {
  kind: 'ntk',
  warmUp: [warmUpNtk],
  plan: (variant, seed, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? unknownSettings('the NTK regime')
      : planNtk({ ...settings, metrics: variant.metrics, seed, files });
  },
};
