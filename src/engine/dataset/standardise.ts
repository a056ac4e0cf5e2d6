import type { Examples } from './contract.ts';

/** Every feature less its mean over `examples`, by its standard deviation there; one that does not vary becomes 0. */
export function standardiser(examples: Examples): (other: Examples) => Examples {
  const { inputs, count } = examples;
  const features = inputs.length / count;
  const mean = new Float64Array(features);
  const deviation = new Float64Array(features);
  for (let i = 0; i < inputs.length; i++) mean[i % features]! += inputs[i]! / count;
  for (let i = 0; i < inputs.length; i++) {
    const off = inputs[i]! - mean[i % features]!;
    deviation[i % features]! += (off * off) / count;
  }
  for (let j = 0; j < features; j++) deviation[j] = Math.sqrt(deviation[j]!);
  return other => {
    const scaled = other.inputs.slice();
    for (let i = 0; i < scaled.length; i++) {
      const j = i % features;
      scaled[i] = deviation[j]! > 1e-12 * Math.abs(mean[j]!) ? (scaled[i]! - mean[j]!) / deviation[j]! : 0;
    }
    return { ...other, inputs: scaled };
  };
}
