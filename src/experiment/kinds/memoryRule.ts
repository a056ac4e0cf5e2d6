import type { Finding } from '../issue.ts';
import type { Path } from '../json.ts';
import { finding, short } from './ruleFindings.ts';

/** Memory that one worker can be expected to have. */
const MAX_BYTES = 2e9;

/** A run that would take more memory than a worker has; `what` is the run in words. */
export function* memoryRule(bytes: number, what: string, path: Path, remedy: string): Generator<Finding> {
  if (bytes <= MAX_BYTES) return;
  const message = `${what} would take ${short(bytes / 1e9)} GB of memory`;
  yield finding('error', 'memory-exceeded', path, message, remedy);
}
