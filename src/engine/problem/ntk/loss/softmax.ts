import ln from '@stdlib/math-base-special-ln';
import { exponential } from '../../../theory/exponential.ts';
import type { DataLoss } from './contract.ts';
import { xLogX } from './logistic.ts';

/** Cross entropy with K ≥ 2 outputs: ℓ = ln Σ_k exp(f_ik) − f_iy, y the label. */
export class SoftmaxLoss implements DataLoss {
  readonly #labels: Float64Array;
  readonly #outputs: number;
  readonly #probabilities: Float64Array;

  /** `labels` are N integers from 0 to K − 1. */
  constructor(labels: Float64Array, outputs: number) {
    this.#labels = labels;
    this.#outputs = outputs;
    this.#probabilities = new Float64Array(labels.length * outputs);
  }

  evaluate(f: Float64Array, slope: Float64Array): number {
    const samples = this.#labels.length;
    const K = this.#outputs;
    const p = this.#probabilities;
    let sum = 0;
    for (let i = 0; i < samples; i++) {
      const at = i * K;
      let largest = -Infinity;
      for (let k = 0; k < K; k++) largest = Math.max(largest, f[at + k]!);
      let total = 0;
      for (let k = 0; k < K; k++) {
        const weight = exponential(f[at + k]! - largest);
        p[at + k] = weight;
        total += weight;
      }
      const label = this.#labels[i]!;
      sum += ln(total) + largest - f[at + label]!;
      for (let k = 0; k < K; k++) {
        const probability = p[at + k]! / total;
        p[at + k] = probability;
        slope[at + k] = (probability - (k === label ? 1 : 0)) / samples;
      }
    }
    return sum / samples;
  }

  curvature(df: Float64Array, out: Float64Array): void {
    const samples = this.#labels.length;
    const K = this.#outputs;
    const p = this.#probabilities;
    for (let i = 0; i < samples; i++) {
      const at = i * K;
      let mean = 0;
      for (let k = 0; k < K; k++) mean += p[at + k]! * df[at + k]!;
      for (let k = 0; k < K; k++) out[at + k] = (p[at + k]! * (df[at + k]! - mean)) / samples;
    }
  }

  conjugate(c: number): number {
    const samples = this.#labels.length;
    const K = this.#outputs;
    let sum = 0;
    for (let i = 0; i < samples; i++)
      for (let k = 0; k < K; k++) {
        const target = k === this.#labels[i] ? 1 - c : 0;
        sum += xLogX(c * this.#probabilities[i * K + k]! + target);
      }
    return sum / samples;
  }
}
