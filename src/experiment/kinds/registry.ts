import { characterModel } from './characterModel/kind.ts';
import type { ProblemKind } from './contract.ts';
import { classifierHead } from './head/kind.ts';
import { matrixFactorization } from './matrixFactorization/kind.ts';
import { network } from './network/kind.ts';
import { ntk } from './ntk/kind.ts';

/** Every kind of problem, the default first. */
export const problemKinds: readonly [ProblemKind, ...ProblemKind[]] = [
  matrixFactorization,
  ntk,
  network,
  classifierHead,
  characterModel,
];

/** The kind of that name. */
export function problemKind(kind: unknown): ProblemKind | undefined {
  return problemKinds.find(candidate => candidate.kind === kind);
}
