import type { Matrix } from '../../linalg/matrix.ts';
import type { FrozenFactor, System } from '../../system.ts';

/** The same system with its weights, target and initial factors rounded to single precision. */
export function roundedSystem(system: System): System {
  const { initial, target } = system;
  return {
    ...system,
    W2: roundedFactor(system.W2),
    W1: roundedFactor(system.W1),
    target: target.dense === undefined ? target : { ...target, dense: roundedMatrix(target.dense) },
    initial: {
      A1: roundedMatrix(initial.A1),
      B1: roundedMatrix(initial.B1),
      A2: roundedMatrix(initial.A2),
      B2: roundedMatrix(initial.B2),
    },
  };
}

function roundedFactor(W: FrozenFactor): FrozenFactor {
  return W.kind === 'diagonal'
    ? { ...W, values: W.values.map(value => Math.fround(value)) }
    : { kind: 'dense', matrix: roundedMatrix(W.matrix) };
}

function roundedMatrix(matrix: Matrix): Matrix {
  return { ...matrix, data: matrix.data.map(value => Math.fround(value)) };
}
