import type { Features } from './features/contract.ts';
import type { DataLoss, LossName } from './loss/contract.ts';
import { LogisticLoss } from './loss/logistic.ts';
import { SoftmaxLoss } from './loss/softmax.ts';
import { SquaredLoss } from './loss/squared.ts';

/** Unseen points, on which a change X of the adapted matrix is judged. */
export interface TestSet {
  /** The linearised network at X (m×n): the share of points it classifies rightly, and its mean loss. */
  linearised(x: Float64Array): { readonly accuracy: number; readonly loss: number };
  /** The share of points that the network itself classifies rightly, with X added to its matrix. */
  network(x: Float64Array): number;
}

/** A linearised network and what its outputs should be. */
export interface Task {
  readonly features: Features;
  /** f⁰: outputs before fine-tuning, KN. */
  readonly initial: Float64Array;
  /**
   * y. Squared loss: KN targets. Cross entropy: N labels, ±1 where there is one output and 0 … K − 1 where there are more.
   */
  readonly targets: Float64Array;
  readonly loss: LossName;
  /** Share of the training points that the linearised network classifies rightly; where there is a test set. */
  trainAccuracy?(x: Float64Array): number;
  readonly test?: TestSet;
}

/** A fresh loss of the task, with its own work space. */
export function lossOf(task: Task): DataLoss {
  const { samples, outputs } = task.features;
  if (task.loss === 'squared') return new SquaredLoss(task.targets, samples);
  return outputs === 1 ? new LogisticLoss(task.targets) : new SoftmaxLoss(task.targets, outputs);
}
