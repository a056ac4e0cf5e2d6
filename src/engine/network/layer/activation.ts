import { hyperbolicTangent } from '../../theory/hyperbolicTangent.ts';
import type { Activation } from '../network.ts';

/** x ← φ(x) for `length` numbers from `at` on. */
export function activate(kind: Activation, memory: Float64Array, at: number, length: number): void {
  const end = at + length;
  if (kind === 'relu') {
    for (let i = at; i < end; i++) if (!(memory[i]! > 0)) memory[i] = 0;
  } else for (let i = at; i < end; i++) memory[i] = hyperbolicTangent(memory[i]!);
}

/** slope ← slope · φ′, which both activations know from their value φ alone. */
export function multiplyBySlope(
  kind: Activation,
  memory: Float64Array,
  slope: number,
  value: number,
  length: number,
): void {
  if (kind === 'relu') {
    for (let i = 0; i < length; i++) if (!(memory[value + i]! > 0)) memory[slope + i] = 0;
  } else
    for (let i = 0; i < length; i++) {
      const phi = memory[value + i]!;
      memory[slope + i] = memory[slope + i]! * (1 - phi * phi);
    }
}
