import { parentPort, workerData } from 'node:worker_threads';
import { smallProblem } from '../src/cli/benchProblems.ts';
import { startSystem } from '../src/engine/problem/matrixFactorization/build.ts';
import { preparedOf } from '../src/experiment/kinds/matrixFactorization/facts.ts';
import { settingsOf } from '../src/experiment/kinds/matrixFactorization/settings.ts';
import type { ResolvedVariant } from '../src/experiment/kinds/contract.ts';
import type { BareSweepData } from './bareSweep.ts';
import { finish, planFlow } from './syntheticRun.ts';

const { jobs, next } = workerData as BareSweepData;
const files = {};

function run(variant: ResolvedVariant, seed: number): void {
  const settings = settingsOf(variant)!;
  const prepared = preparedOf(settings, files);
  if (!prepared.ok) throw new Error('the sweep’s problem could not be prepared');
  const { problem, adapter } = settings;
  const system = startSystem(prepared.value, { problem, adapter, seed, files, reduce: true });
  if (!system.ok) throw new Error('the sweep’s adapters could not be drawn');
  finish(planFlow(system.value, smallProblem.end, adapter.initScale, true));
}

parentPort!.on('message', () => {
  for (let i = Atomics.add(next, 0, 1); i < jobs.length; i = Atomics.add(next, 0, 1))
    run(jobs[i]!.variant as ResolvedVariant, jobs[i]!.seed);
  parentPort!.postMessage('done');
});
