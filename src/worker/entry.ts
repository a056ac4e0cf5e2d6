import { parentPort, workerData } from 'node:worker_threads';
import { problemPlanners } from '../experiment/kinds/planners.ts';
import type { FromWorker, LoadedFiles } from '../protocol/worker.ts';
import { isToWorker } from '../protocol/workerGuards.ts';
import { driveRun } from './driveRun.ts';
import { planJob } from './planJob.ts';
import { Rests } from './rests.ts';
import type { ThreadData } from './threadWorkers.ts';

/** The worker thread: takes jobs from its pool and integrates them one at a time. */

const port = parentPort;
if (!port) throw new Error('This file is the entry of a worker thread');
const { stop: stopFlag, early, rests: restsAsked } = workerData as ThreadData;
const now = (): number => performance.now();
const stop = new Int32Array(stopFlag);
const rests = restsAsked && new Rests(new Int32Array(restsAsked), stop, now);
let files: LoadedFiles = {};
let worked = false;

/** What the kinds of problem have compiled ahead of time, the default kind first. */
const warmUp = problemPlanners.flatMap(planner => planner.warmUp ?? []);

/** A worker that has had nothing to do for so long was made ahead of time. */
const IDLE_MS = 200;

port.on('message', (message: unknown) => {
  if (!isToWorker(message)) {
    console.error('A worker dropped an unknown message');
    return;
  }
  if (message.type === 'files') {
    files = message.files;
    return;
  }
  worked = true;
  const { job } = message;
  driveRun(job.index, () => planJob(job, files), {
    post: (answer, transfer) => port.postMessage(answer, transfer),
    now,
    rest: () => rests?.take() ?? 0,
    stopped: () => Atomics.load(stop, 0) !== 0,
  });
});

// A worker that was made ahead of time uses the wait to have its code compiled; one with work compiles it by doing it.
setImmediate(() => {
  if (early && !worked) warmUp[0]?.();
  port.postMessage({ type: 'ready' } satisfies FromWorker);
  if (early) setTimeout(warmUpOn, IDLE_MS, 1);
});

/** Goes on warming up in a worker that is still idle, one piece at a time, so that a job hardly waits. */
function warmUpOn(next: number): void {
  const piece = warmUp[next];
  if (worked || piece === undefined) return;
  piece();
  setTimeout(warmUpOn, 0, next + 1);
}
