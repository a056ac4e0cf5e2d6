import { availableParallelism } from 'node:os';

/** How many runs to compute at once: all cores but the one that the editor needs, unless the user says. */
export function workerCount(setting: number): number {
  return setting > 0 ? setting : Math.max(1, availableParallelism() - 1);
}
