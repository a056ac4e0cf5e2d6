import type { ProblemPlanner } from '../contract.ts';
import { unknownSettings } from '../unknownSettings.ts';
import { planMatrixFactorization } from './plan.ts';
import { settingsOf } from './settings.ts';
import { warmUp } from './warmUp.ts';

/** Runs of matrix factorisation. */
export const matrixFactorizationPlanner: ProblemPlanner = {
  kind: 'matrixFactorization',
  warmUp,
  plan: (variant, seed, files) => {
    const settings = settingsOf(variant);
    return settings === null
      ? unknownSettings('matrix factorisation')
      : planMatrixFactorization(settings, variant, seed, files);
  },
};
