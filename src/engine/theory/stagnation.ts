/** Half the distance from 1 to the next number: unit roundoff. */
const UNIT_ROUNDOFF = { float64: Number.EPSILON / 2, float32: 1 / 16_777_216 } as const;

/**
 * Loss at which gradient descent stops because its updates round to nothing: L ≈ ⅙(ε/(ησ))² (theory.md, What the
 * theory predicts). Good to a factor of five.
 * @param sigma s times the larger singular value of the adapted weights along the target
 */
export function stagnationFloor(
  learningRate: number,
  sigma: number,
  precision: keyof typeof UNIT_ROUNDOFF,
): number {
  const relative = UNIT_ROUNDOFF[precision] / (learningRate * sigma);
  return (relative * relative) / 6;
}
