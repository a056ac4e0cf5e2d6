import type { MemoryPlan, RegionName } from './memoryPlan.ts';
import type { Operands, PaddedFactor } from './operands.ts';
import type { KernelExports } from './wasmModule.ts';

/**
 * Copies the constants of a problem into the kernel's memory and tells it where everything lies. `regions` is the byte
 * where the plan begins; `memory` views all of it.
 */
export function loadOperands(
  wasm: KernelExports,
  memory: Float64Array,
  regions: number,
  plan: MemoryPlan,
  operands: Operands,
): void {
  const { layout, k } = operands;
  const { dims, rank1, rank2, stride } = layout;
  const { wide } = plan;
  const at = (name: RegionName): number => regions + 8 * plan.offsets[name];
  const put = (name: RegionName, values: Float64Array): void => memory.set(values, at(name) / 8);
  const putRows = (name: RegionName, rows: Float64Array): void => {
    for (let row = 0; row * stride < rows.length; row++) {
      memory.set(rows.subarray(row * stride, (row + 1) * stride), at(name) / 8 + row * wide);
    }
  };
  put('strengths', operands.strengths);
  put(
    'minusStrengths',
    operands.strengths.map(strength => -strength),
  );
  putRows('L', operands.left);
  putRows('Q', operands.right);
  putRows('delta', operands.delta);
  const putFactor = (
    factor: PaddedFactor,
    diagonal: RegionName,
    byRows: RegionName,
  ): readonly [number, number, boolean] => {
    if (factor.kind === 'diagonal') {
      put(diagonal, factor.values);
      return [at(diagonal), 0, false];
    }
    putRows(byRows, factor.byRows);
    return [0, at(byRows), factor.upper];
  };
  wasm.setSizes(dims.m, dims.h, dims.n, rank1, rank2, k, operands.scalingSquared);
  wasm.setStrides(stride, wide, plan.small, plan.square);
  wasm.setFrozen(
    ...putFactor(operands.W2, 'diagonal2', 'rows2'),
    ...putFactor(operands.W1, 'diagonal1', 'rows1'),
  );
  wasm.setTarget(at('strengths'), at('minusStrengths'), at('delta'), targetSquare(operands));
  put('u', operands.u);
  put('v', operands.v);
  wasm.setProbes(at('u'), at('v'));
  wasm.setWorkspace(
    at('L'),
    at('Q'),
    at('G'),
    at('H'),
    at('C'),
    at('transposedC'),
    at('D'),
    at('E'),
    at('left'),
    at('smallRows'),
  );
  wasm.setFactors(at('factorL'), at('factorQ'), at('triangleL'), at('triangleQ'));
}

/** ‖Δ‖² from the triples as they are, without taking them for orthonormal. */
function targetSquare(operands: Operands): number {
  const { k, left, strengths, right, layout } = operands;
  const { stride } = layout;
  if (operands.gradientForm === 'residual') return 0;
  let sum = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      let lefts = 0;
      let rights = 0;
      for (let i = 0; i < stride; i++) {
        lefts += left[a * stride + i]! * left[b * stride + i]!;
        rights += right[a * stride + i]! * right[b * stride + i]!;
      }
      sum += strengths[a]! * strengths[b]! * lefts * rights;
    }
  }
  return sum;
}
