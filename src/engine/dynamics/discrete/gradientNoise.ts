import type { RandomStream } from '../../random/stream.ts';
import type { ParameterRows } from './parameterRows.ts';

/** Adds independent normal noise of standard deviation `sigma` to every entry of the gradient (padding excepted). */
export function addGradientNoise(
  descent: Float64Array,
  rows: ParameterRows,
  sigma: number,
  random: RandomStream,
): void {
  const { starts, ends } = rows;
  for (let row = 0; row < starts.length; row++) {
    for (let i = starts[row]!; i < ends[row]!; i++) descent[i] = descent[i]! - sigma * random.normal();
  }
}
