export type Precision = 'float64' | 'float32';

/**
 * What a stored number is rounded to. In single precision every weight, activation, gradient and moment is; sums are accumulated
 * in double precision first, as matrix units do. All arrays hold doubles, so that a process never mixes two kinds.
 */
export function roundingOf(precision: Precision): (x: number) => number {
  return precision === 'float32' ? Math.fround : x => x;
}

/** Rounds `length` numbers from `at` on to single precision. */
export function roundSingle(memory: Float64Array, at: number, length: number): void {
  const end = at + length;
  for (let i = at; i < end; i++) memory[i] = Math.fround(memory[i]!);
}
