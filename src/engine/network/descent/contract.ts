/** Training under way, one update at a time. */
export interface Descent {
  /** Updates made. */
  readonly steps: number;
  /** t: the sum of the step sizes. */
  readonly time: number;
  /** Size of the last step, or of the first before there was any. */
  readonly stepSize: number;
  /** Mean loss of the rows of the last pass: of all examples where the batch is full. */
  readonly loss: number;
  /** Gradients and losses that were computed and thrown away. */
  readonly rejected: number;
  /** Makes one update and passes the next rows forward. False: the gradient is 0, or no step lowers the loss. */
  advance(): boolean;
}
