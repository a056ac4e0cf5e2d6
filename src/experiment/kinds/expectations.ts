/** A predicted time: its mean and standard deviation over seeds. */
export interface PredictedTime {
  readonly time: number;
  readonly spread: number;
}

/** How the end value of a series should depend on a setting: value ∝ setting^exponent. */
export interface PredictedExponent {
  readonly value: number;
  /** How it comes about: `6 − 2δ_w`. */
  readonly formula: string;
  /** False where it was measured for this regime, not derived. */
  readonly derived: boolean;
}

/**
 * What theory expects of a run, to hold what happened against it. Everything that does not apply to the problem, the
 * recipe or the optimiser is left out: then nothing is said about it. Times and rates are of flow time t.
 */
export interface Expectations {
  /** Keys of the signatures that its runs can show (theory.md, Signatures); left out: every one. Divergence always counts. */
  readonly signatures?: readonly string[];
  /** Whether predictions of the gradient flow hold for this optimiser. */
  readonly followsFlow: boolean;
  /** λ: rate of the fastest growing direction. */
  readonly lambda?: number;
  readonly deltaW?: number;
  /** Predicted times of events in the run's own t, by event key. */
  readonly events: Readonly<Record<string, PredictedTime>>;
  /** Flow time that passes in one unit of t: 1/(1 − μ) with momentum. */
  readonly clock: number;
  /** Flow times at which the first and the last direction of the target are predicted to be half learned. */
  readonly firstEscape?: number;
  readonly lastEscape?: number;
  /** Rank of the target, and the loss that two adapters of this rank cannot go below. */
  readonly targetRank?: number;
  readonly irreducibleLoss?: number;
  /** ‖Δ‖²_F. */
  readonly targetSize2?: number;
  /** ‖Δ‖·max(‖W₁‖, ‖W₂‖): what a gradient at adapters of size one compares with. */
  readonly gradientScale?: number;
  /** Rate of the slow column tail. */
  readonly tailRate?: number;
  /** s·σ, σ the larger singular value of the adapted weights along the signal: decides the stagnation floor of descent. */
  readonly stagnationSigma?: number;
  /** Time on which the loss leaves its plateau, 1/(α²σ_W²). */
  readonly leaveTime?: number;
  /** Weight decay from which on nothing grows. */
  readonly decayLimit?: number;
  /** Predicted limit 2/λ_max of the learning rate. */
  readonly learningRateLimit?: number;
  /** Exponents by dotted path of the setting, then by series key. */
  readonly exponents: Readonly<Record<string, Readonly<Record<string, PredictedExponent>>>>;
  /** Settings up to which those exponents are meant, by dotted path. */
  readonly exponentsUpTo: Readonly<Record<string, number>>;
}

/** Where nothing is known. */
export const nothingExpected: Expectations = {
  followsFlow: false,
  events: {},
  clock: 1,
  exponents: {},
  exponentsUpTo: {},
};
