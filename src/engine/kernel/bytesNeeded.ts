import type { Dims } from '../system.ts';
import { gradientForm, lossForm } from './form.ts';
import { layoutOf } from './layout.ts';
import { memoryPlan } from './memoryPlan.ts';

/** State vectors that a flow holds: the stages of a step and of its dense output, both ends, and those of samples and of ρ. */
export const STATE_VECTORS = 24;

/**
 * Bytes a kernel holds for one run of these sizes, about: the state vectors, the constants and the workspace. `k` is the
 * number of singular triples of the target; frozen factors are diagonal unless `dense` says otherwise.
 */
export function bytesNeeded(
  dims: Dims,
  rank: number,
  k: number,
  dense: { readonly W2: boolean; readonly W1: boolean } = { W2: false, W1: false },
): number {
  const layout = layoutOf(dims, rank, rank);
  const plan = memoryPlan({
    layout,
    k,
    gradientForm: gradientForm(dims, rank, rank, k),
    lossForm: lossForm(dims, rank, rank, k),
    denseW2: dense.W2,
    denseW1: dense.W1,
  });
  return 8 * (plan.length + STATE_VECTORS * layout.length);
}
