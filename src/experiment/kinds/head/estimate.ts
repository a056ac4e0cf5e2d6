import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { RunEstimate } from '../contract.ts';
import { estimateTraining } from '../network/estimate.ts';
import type { Settings } from './settings.ts';

/** Full passes over the examples that learning the first task takes. */
const PRETRAINING = 150;

/** What a run will cost: that of a network without hidden units. */
export function estimateHead(settings: Settings, sizes: NetworkSizes): RunEstimate {
  const { source } = settings.problem;
  const { features, train, test, width } = sizes.data;
  const own = source.kind === 'file';
  // features of a file that are taken as they are stay where all workers see them
  const copied = !own || source.standardise;
  return estimateTraining(settings, sizes, {
    ...{ hidden: 0, epochs: own ? 0 : PRETRAINING },
    dataBytes: copied ? width * features * (train + test) : 0,
  });
}
