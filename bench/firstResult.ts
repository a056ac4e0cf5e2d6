import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstResult } from '../src/cli/benchFirstResult.ts';
import { experimentOf, smallProblem } from '../src/cli/benchProblems.ts';
import { jobsOf } from '../src/cli/benchRuns.ts';
import { median } from './median.ts';

/** Milliseconds of the first run of P1's shape in a fresh worker thread. */
export interface FirstResult {
  /** From the job to the end of its run, in a worker that was made ahead of time. */
  readonly warmed: number;
  /** From making the thread to the end of the run that it was made for. */
  readonly withThread: number;
}

const entry = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'worker.cjs');

/** Needs the bundled worker. */
export async function firstResults(rounds: number): Promise<FirstResult> {
  const [job] = await jobsOf(experimentOf(smallProblem));
  const warmed: number[] = [];
  const withThread: number[] = [];
  for (let round = 0; round < rounds; round++) {
    warmed.push(1e3 * (await firstResult(entry, job!, 'job')));
    withThread.push(1e3 * (await firstResult(entry, job!, 'start')));
  }
  return { warmed: median(warmed), withThread: median(withThread) };
}
