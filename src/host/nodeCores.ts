import { arch, availableParallelism, platform } from 'node:os';
import { versions } from 'node:process';

/** How many runs to compute at once: all cores but the one that the editor needs, unless the user says. */
export function workerCount(setting: number): number {
  return setting > 0 ? setting : Math.max(1, availableParallelism() - 1);
}

/** Processor cores that this process may use. */
export function cores(): number {
  return availableParallelism();
}

/** `linux x64, Node 24.1.0`. */
export function platformName(): string {
  return `${platform()} ${arch()}, Node ${versions.node}`;
}
