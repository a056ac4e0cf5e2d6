/** The weights and the target of P1 as an experiment's problem: square, in random bases, a target in a random direction. */
export function spectrumProblem(size: number) {
  return {
    kind: 'matrixFactorization',
    pretrained: {
      kind: 'spectrum',
      dims: { m: size, h: size, n: size },
      // Singular values of W2·W1: squares of 2 … 1/2.
      singularValues: { from: 4, to: 0.25, count: size, spacing: 'log' },
      imbalance: 1,
    },
    target: { kind: 'randomDirection', strength: 1, angle: 90 },
  };
}
