import { denseRows, end } from './dop853Coefficients.ts';

/** Indices of the stages that a point of the dense output combines: all that a row of coefficients names. */
export const denseVectors: readonly number[] = [
  ...new Set([0, 12, ...end.vectors, ...denseRows.flatMap(row => row.vectors)]),
].sort((a, b) => a - b);

/** For each stage of `denseVectors`: its weight in the end of the step, then in the last four rows. */
const table: readonly (readonly number[])[] = denseVectors.map(index => [
  weightOf(index, end.vectors, end.weights),
  ...denseRows.map(row => weightOf(index, row.vectors, row.coefficients)),
]);

/**
 * Weights of the stages at before + theta·step, into `out`: with u = 1 − theta, d = Σ bᵢkᵢ and the last four rows Fⱼ of
 * Hairer's CONTD8, (y − before)/step = θd + θu(k₀ − d) + θ²u(2d − k₁₂ − k₀) + θ²u²(F₃ + θF₄ + θuF₅ + θ²uF₆). Worked out in
 * numbers, so that the vectors are read once.
 */
export function denseWeights(theta: number, step: number, out: number[]): void {
  const rest = 1 - theta;
  const second = theta * rest;
  const third = second * theta;
  const fourth = third * rest;
  const fifth = fourth * theta;
  const sixth = fifth * rest;
  const last = sixth * theta;
  const ofEnd = theta - second + 2 * third;
  for (let i = 0; i < denseVectors.length; i++) {
    const [b, f3, f4, f5, f6] = table[i]!;
    const index = denseVectors[i]!;
    const own = index === 0 ? second - third : index === 12 ? -third : 0;
    out[i] = step * (own + ofEnd * b! + fourth * f3! + fifth * f4! + sixth * f5! + last * f6!);
  }
}

function weightOf(index: number, vectors: readonly number[], weights: readonly number[]): number {
  const at = vectors.indexOf(index);
  return at < 0 ? 0 : weights[at]!;
}
