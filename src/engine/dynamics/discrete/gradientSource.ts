import type { PointSource } from '../../metric/point.ts';

/** Where an optimiser gets its gradients from. */
export interface GradientSource extends PointSource {
  /** θ in the kernels' layout; the optimiser changes it in place. */
  readonly state: Float64Array;
  /** −∇L(θ), or an unbiased estimate of it, after `evaluate`. */
  readonly descent: Float64Array;
  /** Evaluates `descent` at the current state. */
  readonly evaluate: () => void;
  /** L at the state of the last `evaluate`: cheap, good for telling whether numbers are still finite. */
  readonly roughLoss: () => number;
  /** L at the current state, to the last digits the precision has. */
  readonly loss: () => number;
}
