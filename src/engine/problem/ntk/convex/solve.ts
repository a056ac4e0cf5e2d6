import { zeros, type Matrix } from '../../../linalg/matrix.ts';
import { ConvexObjective } from '../convexObjective.ts';
import { numericalRank, productOf, singularValues } from '../factors.ts';
import { FactoredObjective } from '../objective.ts';
import { Iterate } from '../solver/iterate.ts';
import { polish } from '../solver/polish.ts';
import type { Task } from '../task.ts';
import { Fista } from './fista.ts';
import type { Thresholded } from './thresholded.ts';

/** The optimum of full fine-tuning, min_X L̂(X) + λ‖X‖_*, and how well that is known. */
export interface ConvexSolution {
  /** X*, m×n. */
  readonly x: Matrix;
  readonly objective: number;
  readonly dataLoss: number;
  /** Descending. */
  readonly singularValues: Float64Array;
  readonly rank: number;
  readonly nuclearNorm: number;
  /** σ₁(∇L̂(X*))/λ: 1 at the optimum, at most 1 where X* = 0. */
  readonly certificate: number;
  /** How far above the minimum the objective can be at most. */
  readonly dualityGap: number;
  /** Steps of FISTA. */
  readonly iterations: number;
}

/** Where a solution stands, between slices of work. */
export interface ConvexProgress {
  readonly iterations: number;
  readonly x: Matrix;
  /** Operations so far, about. */
  readonly operations: number;
}

/** How exactly, and for how long at most. */
export interface ConvexLimits {
  /** The search ends at a certificate this close to 1 and a duality gap of no larger a share of the objective. */
  readonly tolerance: number;
  /** Steps of FISTA at most. */
  readonly iterations: number;
}

/** The rank is taken to be found when it has not changed for so many steps; after a failure, for twice as many. */
const STEADY = 20;
const POLISH = { limit: 1_500, tolerance: 1e-13 };

/**
 * FISTA finds the rank; the factors of its point are then polished to a stationary point of the factored objective, which is
 * the optimum exactly if its certificate says so. Otherwise FISTA goes on, from the polished point where that is lower.
 */
export function* solveConvex(
  task: Task,
  lambda: number,
  limits: ConvexLimits,
): Generator<ConvexProgress, ConvexSolution, undefined> {
  const objective = new ConvexObjective(task);
  const fista = new Fista(objective, lambda);
  const factored = { operations: 0 };
  const progress = (): ConvexProgress => ({
    iterations: fista.iterations,
    x: fista.point.x,
    operations: objective.operations + factored.operations,
  });
  yield progress();
  for (let patience = STEADY; ; patience *= 2) {
    let ended = false;
    for (let steady = 0; steady < patience && !ended;) {
      const { rank } = fista.point;
      ended = !fista.step() || fista.iterations >= limits.iterations;
      steady = fista.point.rank === rank ? steady + 1 : 0;
      yield progress();
    }
    const before = factored.operations;
    let x = fista.point.x;
    const search = polished(task, lambda, fista.point);
    for (let step = search.next(); ; step = search.next()) {
      if (step.done === true) {
        x = step.value;
        break;
      }
      factored.operations = before + step.value;
      yield progress();
    }
    const found = summary(objective, lambda, x, fista.iterations);
    const within = limits.tolerance;
    if (found.certificate <= 1 + within && found.dualityGap <= within * found.objective) return found;
    if (found.objective < fista.value) fista.restartFrom(x);
    if (ended) return summary(objective, lambda, fista.point.x, fista.iterations);
  }
}

/** The stationary point of the factored objective near a point of FISTA; yields its operations so far. */
function* polished(task: Task, lambda: number, point: Thresholded): Generator<number, Matrix, undefined> {
  const { rank } = point;
  const { m, n } = task.features;
  if (rank === 0) return zeros(m, n);
  const objective = new FactoredObjective(task, lambda, rank);
  const at = new Iterate(objective, point.factors.slice());
  const search = polish(objective, at, POLISH);
  while (search.next().done !== true) yield objective.operations;
  return productOf(at.state, { m, n, rank });
}

function summary(objective: ConvexObjective, lambda: number, x: Matrix, iterations: number): ConvexSolution {
  const values = singularValues(x);
  const nuclearNorm = values.reduce((sum, value) => sum + value, 0);
  const dataLoss = objective.evaluate(x.data);
  const total = dataLoss + lambda * nuclearNorm;
  return {
    x,
    objective: total,
    dataLoss,
    singularValues: values,
    rank: numericalRank(values),
    nuclearNorm,
    certificate: objective.steepest() / lambda,
    dualityGap: objective.dualityGap(total, lambda),
    iterations,
  };
}
