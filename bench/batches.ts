import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { sweepExperiment } from '../src/cli/benchProblems.ts';
import { costsOf, jobsOf } from '../src/cli/benchRuns.ts';
import { WorkerPool } from '../src/worker/pool.ts';
import { threadWorkers } from '../src/worker/threadWorkers.ts';
import { bareSweepTime } from './bareSweep.ts';
import { jsonOf } from './contender.ts';
import { loadNow } from './machine.ts';
import { median } from './median.ts';
import type { Tool } from './toolchain.ts';

/** Whole batches: on warm threads, and through the command line with its start and its threads. */

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const peers = fileURLToPath(new URL('peers/', import.meta.url));
const WORKERS = 2;
/** scipy's tolerance in the sweep: what P1 needs for an accuracy of 1e-6. */
const SCIPY_TOLERANCE = 1e-7;

/** Seconds of a batch; `cpu` counts all its threads or processes. */
export interface Time {
  readonly wall: number;
  readonly cpu: number;
  readonly load: number;
}

export interface SweepTimes {
  /** The work that scipy does, on threads that have done it once. */
  readonly bare: Time;
  /** With every default curve and the phase boundaries, on threads that have run it once, as those of an open editor have. */
  readonly engine: Time;
  /** The whole command, from its start to its last line. */
  readonly program: Time;
  /** A string says what to install. */
  readonly scipy: Time | string;
}

/** Bundles the sources, so that what runs is what is there. */
export function bundle(): void {
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program could not be bundled:\n${stderr}`);
}

/** Makes a program of Node's say at its end how much CPU it used, in microseconds. */
const METER =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process._rawDebug("cpu "+(user+system))})';

/** One run of the command line on an experiment file. */
function timeOf(file: string): Time {
  const load = loadNow();
  const before = performance.now();
  const args = [
    '--import',
    METER,
    program,
    'run',
    file,
    '--workers',
    String(WORKERS),
    '--no-store',
    '--json',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { maxBuffer: 1 << 28, encoding: 'utf8' });
  const wall = (performance.now() - before) / 1e3;
  if (status !== 0) throw new Error(`lora-dynamics run ${file} failed:\n${stderr}`);
  return { wall, cpu: Number(/^cpu (\d+)$/m.exec(stderr)?.[1] ?? NaN) / 1e6, load };
}

function medianTime(times: readonly Time[]): Time {
  const of = (key: keyof Time): number => median(times.map(time => time[key]));
  return { wall: of('wall'), cpu: of('cpu'), load: of('load') };
}

/** Figure 1: 180 runs on two workers. */
export function figureTime(rounds: number): Time {
  const file = join(root, 'media', 'presets', 'figure-1.lora.json');
  return medianTime(Array.from({ length: rounds }, () => timeOf(file)));
}

/** 13 scales by 30 seeds at P1's shape, 50 samples each: the engine on two workers, scipy on two processes. */
export async function sweepTimes(cache: string, scipy: Tool, rounds: number): Promise<SweepTimes> {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'sweep.lora.json');
  writeFileSync(file, JSON.stringify(sweepExperiment));
  const bare: Time[] = [];
  const engine: Time[] = [];
  const whole: Time[] = [];
  const peer: Time[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await bareSweepTime(WORKERS));
    engine.push(await warmTime());
    whole.push(timeOf(file));
    if (!scipy.there) continue;
    const load = loadNow();
    const args = [join(peers, 'scipy_sweep.py'), String(SCIPY_TOLERANCE)];
    const answer = jsonOf<{ solve_s: number; cpu_s: number }>(scipy.command[0]!, args);
    if (typeof answer === 'string')
      return {
        bare: medianTime(bare),
        engine: medianTime(engine),
        program: medianTime(whole),
        scipy: answer,
      };
    peer.push({ wall: answer.solve_s, cpu: answer.cpu_s, load });
  }
  return {
    bare: medianTime(bare),
    engine: medianTime(engine),
    program: medianTime(whole),
    scipy: scipy.there ? medianTime(peer) : scipy.install,
  };
}

/** The sweep's second time on the same threads. */
async function warmTime(): Promise<Time> {
  const ignore = (): void => undefined;
  const pool = new WorkerPool(threadWorkers(join(root, 'dist', 'worker.cjs'), ignore), WORKERS, ignore);
  try {
    const jobs = await jobsOf(sweepExperiment);
    await costsOf(pool, jobs);
    const load = loadNow();
    const before = performance.now();
    const used = process.cpuUsage();
    await costsOf(pool, jobs);
    const { user, system } = process.cpuUsage(used);
    return { wall: (performance.now() - before) / 1e3, cpu: (user + system) / 1e6, load };
  } finally {
    pool.dispose();
  }
}
