import ln from '@stdlib/math-base-special-ln';
import { exponential } from '../theory/exponential.ts';

export type NetworkLoss = 'crossEntropy' | 'squared';

/** Rows of logits and where their slopes go. */
export interface LogitRows {
  readonly logits: number;
  readonly slopes: number;
  readonly step: number;
  readonly classes: number;
}

/** Sums over rows. */
export interface LossSums {
  loss: number;
  /** Rows whose largest logit is that of their label. */
  correct: number;
}

/**
 * Adds the losses of rows `first` … `first + count − 1` to `sums`, and writes −∂ℓ/∂logits · weight as slopes. Cross entropy:
 * ℓ = ln Σ exp(f_k) − f_y. Squared: ℓ = ½‖f − e_y‖², e_y the one-hot label.
 */
export function addLosses(
  kind: NetworkLoss,
  memory: Float64Array,
  { logits, slopes, step, classes }: LogitRows,
  labels: Int32Array,
  rows: { readonly first: number; readonly count: number; readonly weight: number },
  sums: LossSums,
): void {
  const { weight } = rows;
  const end = rows.first + rows.count;
  for (let i = rows.first; i < end; i++) {
    const at = logits + i * step;
    const to = slopes + i * step;
    const label = labels[i]!;
    let largest = memory[at]!;
    let best = 0;
    for (let k = 1; k < classes; k++) {
      const value = memory[at + k]!;
      if (value > largest) {
        largest = value;
        best = k;
      }
    }
    if (best === label) sums.correct++;
    if (kind === 'squared') {
      for (let k = 0; k < classes; k++) {
        const error = (k === label ? 1 : 0) - memory[at + k]!;
        sums.loss += 0.5 * error * error;
        memory[to + k] = weight * error;
      }
      continue;
    }
    let total = 0;
    for (let k = 0; k < classes; k++) {
      const share = exponential(memory[at + k]! - largest);
      memory[to + k] = share;
      total += share;
    }
    sums.loss += ln(total) + largest - memory[at + label]!;
    for (let k = 0; k < classes; k++)
      memory[to + k] = weight * ((k === label ? 1 : 0) - memory[to + k]! / total);
  }
}
