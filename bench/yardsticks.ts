import { readFileSync } from 'node:fs';
import process from 'node:process';
import { benchSystem } from './kernelsSystem.ts';
import { jsonOf } from './contender.ts';
import { wasmKernel } from '../src/engine/kernel/wasmKernel.ts';
import { median } from './median.ts';
import { finish, planFlow, syntheticSystem } from './syntheticRun.ts';
import type { Tool } from './toolchain.ts';

/** The engine against native code on one shape. Microseconds a gradient; a string says what to install. */
export interface Yardstick {
  readonly name: string;
  readonly engine: number;
  readonly native: number | string;
  /** The engine with every default curve and the phase boundaries. */
  readonly whole?: number;
  /** Native code with the machine's widest vectors, where those are wider than AVX2's. */
  readonly wider?: number;
}

interface Shape {
  readonly name: string;
  readonly size: number;
  readonly rank: number;
  readonly targets: number;
  readonly alpha: number;
  readonly end: number;
}

const shapes: readonly Shape[] = [
  { name: 'P1', size: 50, rank: 4, targets: 1, alpha: 1e-3, end: 50 },
  { name: 'P2', size: 200, rank: 8, targets: 1, alpha: 1e-5, end: 50 },
  { name: 'P3', size: 1000, rank: 16, targets: 4, alpha: 1e-6, end: 100 },
];

/** One gradient in WASM against the same matrix products in BLAS (G7). */
export function gradientYardsticks(blas: Tool, rounds: number): Yardstick[] {
  return shapes.slice(1).map(({ name, size, rank, targets }) => {
    const system = benchSystem({ name, m: size, h: size, n: size, rank, k: targets });
    const kernel = wasmKernel(system);
    const y = kernel.allocate();
    const out = kernel.allocate();
    kernel.write(y, system.initial);
    const call = (): void => kernel.gradient(y, out);
    for (let i = 0; i < 300; i++) call();
    const count = Math.ceil(2e4 / (size * rank)) + 2;
    const args = [size, rank, targets];
    const own = (): number => bestOf(25, count, call);
    if (!hasAvx512()) return paired(name, rounds, own, blas, args);
    // WASM's vectors hold two doubles: the bar is set for BLAS with AVX2's four. What eight give is shown beside it.
    const yardstick = paired(name, rounds, own, blas, args, { OPENBLAS_CORETYPE: 'Haswell' });
    const { native: wider } = paired(name, rounds, own, blas, args);
    return typeof wider === 'number' ? { ...yardstick, wider } : yardstick;
  });
}

/**
 * A whole run, 50 samples of loss and alignment included, against the same method in native code, which takes no samples
 * (G8); and what the engine takes with all that a user's run has.
 */
export function methodYardsticks(native: Tool, rounds: number): Yardstick[] {
  return shapes.map(({ name, size, rank, targets, alpha, end }) => {
    const system = syntheticSystem({ size, rank, alpha, strengths: [1, 0.75, 0.5, 0.25].slice(0, targets) });
    const once = (bare: boolean): number => {
      const began = process.cpuUsage();
      const { counts } = finish(planFlow(system, end, alpha, bare));
      const { user, system: ofKernel } = process.cpuUsage(began);
      return (user + ofKernel) / counts['gradients']!;
    };
    const repetitions = size > 500 ? 3 : 6000 / size;
    const best = (bare: boolean) => (): number =>
      Math.min(...Array.from({ length: repetitions }, () => once(bare)));
    const compared = paired(name, rounds, best(true), native, [size, rank, targets, alpha, end, 1e-6]);
    return { ...compared, whole: best(false)() };
  });
}

/** Engine and native program in turns; the best of each. */
function paired(
  name: string,
  rounds: number,
  engine: () => number,
  tool: Tool,
  args: readonly number[],
  environment: NodeJS.ProcessEnv = {},
): Yardstick {
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round++) {
    own.push(engine());
    if (!tool.there) continue;
    const answer = jsonOf<{ us_per_rhs: number }>(tool.command[0]!, args.map(String), environment);
    if (typeof answer === 'string') return { name, engine: median(own), native: answer };
    other.push(answer.us_per_rhs);
  }
  return { name, engine: median(own), native: tool.there ? median(other) : tool.install };
}

function bestOf(slices: number, count: number, call: () => void): number {
  let best = Infinity;
  for (let slice = 0; slice < slices; slice++) {
    const began = performance.now();
    for (let i = 0; i < count; i++) call();
    best = Math.min(best, (1e3 * (performance.now() - began)) / count);
  }
  return best;
}

function hasAvx512(): boolean {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8').includes('avx512f');
  } catch {
    return false;
  }
}
