import type { CharacterModelSizes } from '../../../engine/problem/characterModel/shape.ts';
import type { RunEstimate } from '../contract.ts';
import { estimateTraining } from '../network/estimate.ts';
import type { Settings } from './settings.ts';

/** What a run will cost: that of a network whose examples are as wide as the context. */
export function estimateRun(
  { problem, adapter, dynamics }: Settings,
  sizes: CharacterModelSizes,
): RunEstimate {
  const { activation, context, hidden, pretraining } = problem;
  return estimateTraining(
    { adapter, dynamics },
    { ...sizes, data: { ...sizes.data, features: context, train: sizes.pretrained } },
    {
      hidden: activation === 'tanh' ? hidden.reduce((sum, units) => sum + units, 0) : 0,
      epochs: pretraining.epochs,
    },
  );
}
