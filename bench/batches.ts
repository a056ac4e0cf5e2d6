import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { jsonOf } from './contender.ts';
import { median } from './median.ts';
import { SAMPLES } from './problems.ts';
import type { Tool } from './toolchain.ts';

/** Whole batches through the command line, its start and its threads included. */

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const peers = fileURLToPath(new URL('peers/', import.meta.url));
const WORKERS = 2;
/** scipy's tolerance in the sweep: what P1 needs for an accuracy of 1e-6. */
const SCIPY_TOLERANCE = 1e-7;

/** Bundles the sources, so that what runs is what is there. */
export function bundle(): void {
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program could not be bundled:\n${stderr}`);
}

/** Wall-clock seconds of one run of the command line on an experiment file. */
function secondsOf(file: string): number {
  const before = performance.now();
  const args = [program, 'run', file, '--workers', String(WORKERS), '--no-store', '--json'];
  const { status, stderr } = spawnSync(process.execPath, args, { maxBuffer: 1 << 28, encoding: 'utf8' });
  if (status !== 0) throw new Error(`lora-dynamics run ${file} failed:\n${stderr}`);
  return (performance.now() - before) / 1e3;
}

/** Seconds of Figure 1: 180 runs on two workers. */
export function figureSeconds(rounds: number): number {
  const file = join(root, 'media', 'presets', 'figure-1.lora.json');
  return median(Array.from({ length: rounds }, () => secondsOf(file)));
}

export interface SweepSeconds {
  readonly engine: number;
  /** A string says what to install. */
  readonly scipy: number | string;
}

/** Seconds of 13 scales by 30 seeds at P1's shape, 50 samples each: the engine on two workers, scipy on two processes. */
export function sweepSeconds(cache: string, scipy: Tool, rounds: number): SweepSeconds {
  const end = 50;
  const experiment = {
    version: 1,
    title: 'Scales by seeds at the shape of P1',
    problem: {
      kind: 'matrixFactorization',
      pretrained: {
        kind: 'spectrum',
        dims: { m: 50, h: 50, n: 50 },
        // Singular values of W2·W1: squares of 2 … 1/2.
        singularValues: { from: 4, to: 0.25, count: 50, spacing: 'log' },
        imbalance: 1,
      },
      target: { kind: 'randomDirection', strength: 1, angle: 90 },
    },
    adapter: { rank: 4, init: { kind: 'gaussian', randomFactor: 'A' } },
    dynamics: {
      kind: 'gradientFlow',
      times: Array.from({ length: SAMPLES }, (_, i) => (end * (i + 1)) / SAMPLES),
    },
    seeds: 30,
    sweep: { 'adapter.initScale': { logspace: [1e-6, 1e-1, 13] } },
  };
  const file = join(cache, 'sweep.lora.json');
  writeFileSync(file, JSON.stringify(experiment));
  const engine: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round++) {
    engine.push(secondsOf(file));
    if (!scipy.there) continue;
    const answer = jsonOf<{ solve_s: number }>(scipy.command[0]!, [
      join(peers, 'scipy_sweep.py'),
      String(SCIPY_TOLERANCE),
    ]);
    if (typeof answer === 'string') return { engine: median(engine), scipy: answer };
    peer.push(answer.solve_s);
  }
  return { engine: median(engine), scipy: scipy.there ? median(peer) : scipy.install };
}
