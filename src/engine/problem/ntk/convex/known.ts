import type { Task } from '../task.ts';
import { solveConvex, type ConvexLimits, type ConvexProgress, type ConvexSolution } from './solve.ts';

/** Solutions by the task they are of, so that they go with it; a few for each. */
const known = new WeakMap<Task, Map<string, ConvexSolution>>();
const MOST = 32;

/** The optimum of full fine-tuning, kept: it depends on the problem and not on the run, and is the same bits whoever asks. */
export function* convexSolution(
  task: Task,
  lambda: number,
  limits: ConvexLimits,
): Generator<ConvexProgress, ConvexSolution, undefined> {
  const key = JSON.stringify([lambda, limits]);
  const kept = known.get(task) ?? new Map<string, ConvexSolution>();
  known.set(task, kept);
  const earlier = kept.get(key);
  if (earlier) return earlier;
  const solution = yield* solveConvex(task, lambda, limits);
  for (const oldest of kept.keys()) {
    if (kept.size < MOST) break;
    kept.delete(oldest);
  }
  kept.set(key, solution);
  return solution;
}
