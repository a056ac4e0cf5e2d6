import type { NetworkSizes } from '../../../engine/problem/network/shape.ts';
import type { RunEstimate } from '../contract.ts';
import { estimateTraining } from '../network/estimate.ts';
import type { Settings } from './settings.ts';

/** Full passes over the examples that learning the first task takes. */
const PRETRAINING = 150;

/** What a run will cost: that of a network without hidden units. */
export function estimateHead(settings: Settings, sizes: NetworkSizes): RunEstimate {
  const epochs = settings.problem.source.kind === 'file' ? 0 : PRETRAINING;
  return estimateTraining(settings, sizes, { hidden: 0, epochs });
}
