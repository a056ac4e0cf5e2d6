/** Exponents in α, as α → 0 with δ_w ≤ 1, of what a random start leaves behind (theory.md, What the theory predicts). */
export interface PlateauExponents {
  /** Plateau of the loss. */
  readonly loss: number;
  /** Floor of 1 − cos. */
  readonly alignment: number;
  /** ‖Z₂‖ */
  readonly normZ2: number;
  /**
   * False for δ_w ≥ 0.9: there the asymptotic regime is out of reach of doubles, and the measured exponent of the loss is 4
   * for either factor and any α from 1e-6 to 1e-2. `loss` then holds that value.
   */
  readonly asymptotic: boolean;
}

/** Measure only after the slow column tail is over: earlier slopes differ (theory.md, What the theory predicts). */
export function plateauExponents(deltaW: number, randomFactor: 'A' | 'B'): PlateauExponents {
  const asymptotic = deltaW < 0.9;
  const own = randomFactor === 'A' ? 8 - 4 * deltaW : 6 - 2 * deltaW;
  return {
    loss: asymptotic ? own : 4,
    alignment: randomFactor === 'A' ? 4 - 2 * deltaW : 2,
    normZ2: 1 - deltaW,
    asymptotic,
  };
}
