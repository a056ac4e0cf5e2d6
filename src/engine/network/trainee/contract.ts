import type { ParameterRows } from '../../dynamics/discrete/parameterRows.ts';

/** What is trained of a network, as one vector of numbers that an update rule steps through. */
export interface Trainee {
  /** The parameters θ, padding included, in the arena’s memory: valid once everything is allocated. */
  readonly state: Float64Array;
  /** −∂L/∂θ as the last `pull` left it, in the same layout. */
  readonly descent: Float64Array;
  /** Where the parameters lie in `state`, without the padding. */
  rows(learningRate: number): ParameterRows;
  /** The first layer that it changes: slopes need not be carried further back. */
  readonly lowest: number;
  /** Puts the parameters into the layers. */
  push(): void;
  /** Collects −∂L/∂θ from the batch’s slopes. */
  pull(): void;
}

/** Rows of equal length, `step` apart. */
export function parameterRowsOf(
  blocks: readonly {
    readonly start: number;
    readonly rows: number;
    readonly step: number;
    readonly length: number;
    readonly rate: number;
  }[],
): ParameterRows {
  const all = blocks.flatMap(({ start, rows, step, length, rate }) =>
    Array.from({ length: rows }, (_, i) => ({ start: start + i * step, length, rate })),
  );
  return {
    starts: Int32Array.from(all, ({ start }) => start),
    ends: Int32Array.from(all, ({ start, length }) => start + length),
    rates: Float64Array.from(all, ({ rate }) => rate),
  };
}
