import { characterModelPlanner } from './characterModel/planner.ts';
import type { ProblemPlanner } from './contract.ts';
import { headPlanner } from './head/planner.ts';
import { matrixFactorizationPlanner } from './matrixFactorization/planner.ts';
import { networkPlanner } from './network/planner.ts';
import { ntkPlanner } from './ntk/planner.ts';

/** What plans the runs of every kind of the registry, in its order. */
export const problemPlanners: readonly ProblemPlanner[] = [
  matrixFactorizationPlanner,
  ntkPlanner,
  networkPlanner,
  headPlanner,
  characterModelPlanner,
];

/** The planner of the kind of that name. */
export function problemPlanner(kind: unknown): ProblemPlanner | undefined {
  return problemPlanners.find(candidate => candidate.kind === kind);
}
