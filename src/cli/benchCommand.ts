import { availableParallelism, cpus, loadavg } from 'node:os';
import { version } from 'node:process';
import {
  benchProblems,
  experimentOf,
  growingRanks,
  growingSizes,
  smallProblem,
  sweepExperiment,
  type BenchProblem,
} from './benchProblems.ts';
import { firstResult } from './benchFirstResult.ts';
import { benchPool, costsOf, jobsOf } from './benchRuns.ts';
import type { Command } from './command.ts';
import { exitCode } from './exitCode.ts';
import { readWorkers } from './runOptions.ts';
import type { Terminal } from './terminal.ts';
import { textTable } from './textTable.ts';
import { workerEntry } from './workerEntry.ts';

/** Problems with more unknowns than this are left out of a quick measurement. */
const QUICK = 4000;

/** `bench`: how fast this machine is with what ships. Other solvers are measured by the project's `npm run bench`. */
export const benchCommand: Command = {
  name: 'bench',
  synopsis: 'bench [options]',
  summary: 'Measure the speed of the engine on this machine',
  options: { quick: { type: 'boolean' }, workers: { type: 'string', short: 'w' } },
  details: [
    ['--quick', 'Small problems only, and no batch: a few seconds'],
    ['--workers N', 'Threads of the batch; all cores if not said'],
  ],
  async run({ positionals, values, terminal }) {
    const workers = readWorkers(values['workers']);
    if (typeof workers === 'string' || positionals.length > 0) {
      terminal.err(typeof workers === 'string' ? `${workers}\n` : 'bench takes no file\n');
      return exitCode.wrong;
    }
    const quick = values['quick'] === true;
    const fits = ({ size, rank }: BenchProblem): boolean => !quick || 4 * size * rank <= QUICK;
    await terminal.out(`${machine()}\n\n`);
    const first = await medianFirstResult();
    const pool = benchPool(1);
    try {
      for (const problems of [benchProblems, growingSizes, growingRanks]) {
        await table(terminal, pool, problems.filter(fits));
      }
    } finally {
      pool.dispose();
    }
    await terminal.out(`First result of a fresh worker: ${milliseconds(first)} ms\n`);
    if (!quick) await terminal.out(`${await batch(workers)}\n`);
    await terminal.out(
      'Beside scipy, CVODE, PyTorch and ml-matrix: npm run bench in a checkout of the project\n',
    );
    return exitCode.done;
  },
};

/** A line a problem: what its run took once the worker is warm. */
async function table(
  terminal: Terminal,
  pool: ReturnType<typeof benchPool>,
  problems: readonly BenchProblem[],
): Promise<void> {
  const rows = [['flow', 'n', 'r', 'gradients', 'ms', 'µs a gradient']];
  for (const problem of problems) {
    const [job] = await jobsOf(experimentOf(problem));
    // The best of a few: anything else that the machine does only adds.
    const repetitions = problem.size * problem.rank > 20_000 ? 2 : 6;
    const costs = await costsOf(
      pool,
      Array.from({ length: repetitions }, (_, index) => ({ ...job!, index })),
    );
    const { gradients, seconds } = costs.reduce((best, cost) => (cost.seconds < best.seconds ? cost : best));
    rows.push([
      problem.name,
      String(problem.size),
      String(problem.rank),
      String(gradients),
      milliseconds(seconds),
      ((1e6 * seconds) / gradients).toPrecision(3),
    ]);
  }
  await terminal.out(`${textTable(rows)}\n`);
}

/** The middle of five. */
async function medianFirstResult(): Promise<number> {
  const [job] = await jobsOf(experimentOf(smallProblem));
  const times: number[] = [];
  for (let i = 0; i < 5; i++) times.push(await firstResult(workerEntry, job!, 'job'));
  return times.sort((a, b) => a - b)[2]!;
}

async function batch(workers: number): Promise<string> {
  const jobs = await jobsOf(sweepExperiment);
  const pool = benchPool(workers);
  try {
    const before = performance.now();
    await costsOf(pool, jobs);
    const seconds = (performance.now() - before) / 1e3;
    return `A batch of ${jobs.length} small flows on ${workers} threads, their start included: ${seconds.toFixed(2)} s`;
  } finally {
    pool.dispose();
  }
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const load = loadavg()[0]!.toFixed(1);
  return `${model}, ${availableParallelism()} cores, Node ${version}, load ${load}; a machine with other work is slower`;
}

function milliseconds(seconds: number): string {
  return (1e3 * seconds).toPrecision(3);
}
