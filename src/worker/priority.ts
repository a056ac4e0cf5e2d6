import { constants, getPriority, setPriority } from 'node:os';
import process from 'node:process';

/** How far below the editor, in steps of `nice`. */
const BELOW = 10;

/**
 * Lets this thread compute with what others leave. Linux alone has priorities of single threads under this call; elsewhere
 * it would slow the whole process, the editor's language features included.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + BELOW));
  } catch {
    // a sandbox may forbid it: then the thread competes like any other
  }
}
