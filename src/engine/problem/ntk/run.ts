import type { EndReason, Simulation, SimulationStep } from '../../simulation.ts';
import { classified, isStationary, type Classification } from './classify.ts';
import { convexSolution } from './convex/known.ts';
import type { ConvexSolution } from './convex/solve.ts';
import { escapeSaddle } from './escape.ts';
import { FactoredObjective } from './objective.ts';
import { outcomeOf } from './outcome.ts';
import { NtkPoint } from './point.ts';
import { StepGrid } from '../../dynamics/stepGrid.ts';
import type { SeriesKey } from './series.ts';
import type { NtkAdapterSettings } from './settings.ts';
import { gradientDescent, type SolverEnd } from './solver/gradientDescent.ts';
import { Iterate } from './solver/iterate.ts';
import { polish } from './solver/polish.ts';
import type { NtkSolverSettings } from './solverSettings.ts';
import { startState } from './start.ts';
import type { Task } from './task.ts';
import { builtTask, type TaskSource } from './taskSource.ts';

/** Everything a run needs. */
export interface NtkRun {
  readonly source: TaskSource;
  readonly lambda: number;
  readonly adapter: NtkAdapterSettings;
  readonly solver: NtkSolverSettings;
  readonly series: readonly SeriesKey[];
  readonly seed: number;
  /** Starts from here instead of the adapter’s own draw. */
  readonly start?: Float64Array;
}

/** Operations between two signs of life: a few milliseconds. */
const SLICE = 4e6;
/** Shares of a run’s progress: building, the convex optimum, gradient descent; the polish is the rest. */
const BUILT = 0.1;
const SOLVED = 0.25;
const DESCENDED = 0.8;

/** Builds the task, solves full fine-tuning, trains LoRA to a stationary point and says what that is. */
export function* runNtk(run: NtkRun): Simulation {
  const building = builtTask(run.source);
  let built = building.next();
  for (; built.done !== true; built = building.next()) yield progress(0);
  const task = built.value;
  const optimum = yield* solved(run, task);
  return yield* trained(run, task, optimum);
}

function* solved(run: NtkRun, task: Task): Generator<SimulationStep, ConvexSolution, undefined> {
  const { convexTolerance: tolerance, convexIterations: iterations } = run.solver;
  const search = convexSolution(task, run.lambda, { tolerance, iterations });
  const pace = new Pace();
  for (let step = search.next(); ; step = search.next()) {
    if (step.done === true) return step.value;
    const share = step.value.iterations / (step.value.iterations + 100);
    if (pace.isOver(step.value.operations)) yield progress(BUILT + (SOLVED - BUILT) * share);
  }
}

function* trained(run: NtkRun, task: Task, optimum: ConvexSolution): Simulation {
  const { solver, lambda } = run;
  const { rank } = run.adapter;
  const shape = { m: task.features.m, n: task.features.n, rank };
  const objective = new FactoredObjective(task, lambda, rank);
  const at = new Iterate(objective, run.start?.slice() ?? startState(run.adapter, shape, run.seed));
  const point = new NtkPoint(task, lambda, optimum.objective, rank);
  const allowed = solver.kind === 'descent' ? solver.iterations + solver.polishIterations : solver.iterations;
  const grid = new StepGrid(allowed, solver.samples);
  const pace = new Pace();
  let sampled = -1;
  const sample = (): SimulationStep => {
    sampled = at.steps;
    point.moveTo(at);
    return { kind: 'sample', values: Float64Array.of(at.steps, ...run.series.map(key => point.value(key))) };
  };
  /** Drives a solver, recording the steps of the grid; `from` … `to` is its share of the run’s progress over `limit` steps. */
  function* driven(search: Generator<undefined, SolverEnd>, from: number, to: number, limit: number) {
    const first = at.steps;
    for (let step = search.next(); ; step = search.next()) {
      if (step.done === true) return step.value;
      if (at.steps !== sampled && grid.isDue(at.steps)) yield sample();
      else if (pace.isOver(objective.operations))
        yield progress(from + (to - from) * Math.min(1, (at.steps - first) / Math.max(1, limit)));
    }
  }

  if (grid.isDue(0)) yield sample();
  let escapes = 0;
  let found: Classification;
  let end: SolverEnd = 'limit';
  for (;;) {
    const { tolerance } = solver;
    let polishing = solver.iterations;
    if (solver.kind === 'descent') {
      const limit = solver.iterations;
      const { learningRate } = solver;
      const descent = { limit, tolerance, ...(learningRate !== undefined && { learningRate }) };
      end = yield* driven(gradientDescent(objective, at, descent), SOLVED, DESCENDED, limit);
      polishing = solver.polishIterations;
    }
    if (end === 'diverged') {
      found = { verdict: 'unfinished', eigenvalue: null };
      break;
    }
    if (polishing > 0 && at.gradientNorm > tolerance)
      end = yield* driven(polish(objective, at, { limit: polishing, tolerance }), DESCENDED, 1, polishing);
    point.moveTo(at);
    const inquiry = classified(objective, at, point.value('certificate'));
    let answer = inquiry.next();
    for (; answer.done !== true; answer = inquiry.next())
      if (pace.isOver(objective.operations)) yield progress(1);
    found = answer.value;
    if (found.direction === undefined || escapes >= solver.escapes) break;
    if (!escapeSaddle(objective, at, found.eigenvalue ?? 0, found.direction)) break;
    escapes++;
  }
  if (at.steps !== sampled) yield sample();
  point.moveTo(at);
  const reason: EndReason = end === 'diverged' ? 'diverged' : isStationary(at) ? 'stationary' : 'horizon';
  const counts = {
    gradients: objective.gradients,
    steps: at.steps,
    rejected: Math.max(0, objective.gradients - at.steps - 1),
    hessianProducts: objective.products,
    escapes,
    convexIterations: optimum.iterations,
  };
  return outcomeOf({ run, task, optimum, point, found, reason, counts, steps: at.steps });
}

function progress(fraction: number): SimulationStep {
  return { kind: 'progress', fraction };
}

/** Tells when a slice of work is over, by a running count of operations. */
class Pace {
  #since = 0;

  isOver(operations: number): boolean {
    if (operations - this.#since < SLICE) return false;
    this.#since = operations;
    return true;
  }
}
