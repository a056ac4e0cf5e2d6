import { loadExperiment } from '../experiment/load.ts';
import type { RunJob } from '../protocol/worker.ts';
import type { JobMessage } from '../runs/runPool.ts';
import { WorkerPool } from '../worker/pool.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';
import { workerEntry } from './workerEntry.ts';

/** What one run cost. */
export interface RunCost {
  /** Evaluations of the gradient. */
  readonly gradients: number;
  /** Seconds that its worker took, the drawing of the problem included. */
  readonly seconds: number;
}

/** The jobs of an experiment, seed by seed within each variant. Throws if it is none. */
export async function jobsOf(experiment: object): Promise<RunJob[]> {
  const loaded = await loadExperiment(JSON.stringify(experiment), path =>
    Promise.resolve({ ok: false, reason: `${path} is not there` }),
  );
  if (!loaded.experiment) throw new Error(loaded.issues.map(({ message }) => message).join('; '));
  const { variants, seeds } = loaded;
  return variants.flatMap(({ resolved }, i) =>
    seeds.map((seed, j) => ({ index: i * seeds.length + j, variant: resolved, seed })),
  );
}

/** Worker threads as `run` makes them. */
export function benchPool(workers: number): WorkerPool {
  const ignore = (): void => undefined;
  return new WorkerPool(threadWorkers(workerEntry, ignore), workers, ignore);
}

/** Runs jobs to their end; what each cost, in the order of their ends. Throws if one fails. */
export async function costsOf(pool: WorkerPool, jobs: readonly RunJob[]): Promise<RunCost[]> {
  const costs: RunCost[] = [];
  let failure: string | undefined;
  const task = pool.run(jobs, {}, (message: JobMessage) => {
    if (message.type === 'failed') failure = message.message;
    if (message.type !== 'finished') return;
    costs.push({ gradients: message.outcome.counts['gradients'] ?? 0, seconds: message.seconds });
  });
  await task.done;
  if (failure !== undefined) throw new Error(failure);
  return costs;
}
