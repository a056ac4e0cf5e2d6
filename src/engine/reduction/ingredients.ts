import type { Factors, FrozenFactor, Probes, Target } from '../system.ts';
import { denseFactor } from '../linalg/frozenFactor.ts';
import type { Matrix } from '../linalg/matrix.ts';
import type { Subspace } from './subspace.ts';
import { projectColumns, projectRows, projectVector } from './subspace.ts';

/** Everything of a system that depends on coordinates. */
export interface Ingredients {
  readonly W2: FrozenFactor;
  readonly W1: FrozenFactor;
  readonly target: Target;
  readonly initial: Factors;
  readonly probes: Probes;
}

/** The subspaces of output, hidden and input space in which everything happens. */
export interface Subspaces {
  readonly m: Subspace;
  readonly h: Subspace;
  readonly n: Subspace;
}

/** QₘᵀW₂Qₕ or QₕᵀW₁Qₙ, entry by entry. */
export function projectFactor(W: FrozenFactor, rows: Subspace, cols: Subspace): Matrix {
  return projectColumns(projectRows(rows, denseFactor(W)), cols);
}

export function projectTarget(target: Target, { m, n }: Subspaces): Target {
  if (m.whole && n.whole) return target;
  return {
    left: projectRows(m, target.left),
    strengths: target.strengths,
    right: projectRows(n, target.right),
    ...(target.dense ? { dense: projectColumns(projectRows(m, target.dense), n) } : {}),
  };
}

export function projectFactors(factors: Factors, { m, h, n }: Subspaces): Factors {
  return {
    A1: projectColumns(factors.A1, n),
    B1: projectRows(h, factors.B1),
    A2: projectColumns(factors.A2, h),
    B2: projectRows(m, factors.B2),
  };
}

export function projectProbes(probes: Probes, { m, h, n }: Subspaces): Probes {
  return {
    ...probes,
    u: projectVector(m, probes.u),
    v: projectVector(n, probes.v),
    gamma1: { x: projectVector(h, probes.gamma1.x), y: projectVector(n, probes.gamma1.y) },
    gamma2: { x: projectVector(m, probes.gamma2.x), y: projectVector(h, probes.gamma2.y) },
  };
}
