import type { AdapterSettings } from '../adapter/settings.ts';
import { applyFactor, applyTransposedFactor } from '../linalg/frozenFactor.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { column, columns, euclideanNorm, multiply } from '../linalg/products.ts';
import { svd } from '../linalg/svd.ts';
import type { PreparedProblem } from '../problem/matrixFactorization/prepare.ts';
import { drawAdapters } from '../problem/matrixFactorization/start.ts';
import type { SignalMode } from './signalFlow.ts';

/** One draw of the spectral start: a mode for each direction of the target, in the order of its strengths. */
export interface SpectralStart {
  readonly modes: readonly SignalMode[];
  /** Squared singular values of A₁ beside those of the modes: they stay as they are. */
  readonly idle: readonly number[];
}

/** The modes that a seed’s spectral start falls into, at the file’s own draw; null where it cannot be drawn. */
export function spectralStart(
  prepared: PreparedProblem,
  adapter: AdapterSettings,
  seed: number,
): SpectralStart | null {
  const { weights, target } = prepared;
  const { W2, W1 } = weights;
  const drawn = drawAdapters(adapter, seed, prepared, { W2, W1, target }, {});
  if (adapter.init.kind !== 'spectral' || !drawn.ok) return null;
  const { first, second } = drawn.value;
  const back = applyTransposedFactor(W2, target.left);
  const forth = applyFactor(W1, target.right);
  const modes = Array.from(target.strengths, (sigma, i): SignalMode => {
    const sigmaW2 = euclideanNorm(column(back, i));
    const sigmaW1 = euclideanNorm(column(forth, i));
    return {
      sigma,
      sigmaW2,
      sigmaW1,
      start1: adapter.scaling * squaredSize(first.A, columns(target.right, [i])),
      // g from whichever frozen factor is larger along the direction
      start2:
        (adapter.scaling * squaredSize(second.A, columns(sigmaW2 >= sigmaW1 ? back : forth, [i]))) /
        Math.max(sigmaW2, sigmaW1) ** 2,
    };
  });
  return { modes, idle: besideModes(svd(first.A).values, adapter.scaling, modes) };
}

function squaredSize(A: Matrix, direction: Matrix): number {
  return multiply(A, direction).data.reduce((sum, value) => sum + value * value, 0);
}

/** Squared singular values without, for each mode, the one that is its own. */
function besideModes(values: Float64Array, scaling: number, modes: readonly SignalMode[]): number[] {
  const rest = Array.from(values, value => scaling * value * value);
  for (const { start1 } of modes) {
    let nearest = -1;
    rest.forEach((value, i) => {
      if (nearest < 0 || Math.abs(value - start1) < Math.abs(rest[nearest]! - start1)) nearest = i;
    });
    if (nearest >= 0) rest.splice(nearest, 1);
  }
  return rest;
}
