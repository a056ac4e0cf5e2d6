import process from 'node:process';
import { finish, planFlow, syntheticSystem, type SyntheticShape } from './syntheticRun.ts';

/** What one run costs at one size. */
export interface GrowthPoint extends SyntheticShape {
  readonly gradients: number;
  /** Best wall-clock and CPU seconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Seconds to draw the problem. */
  readonly setup: number;
}

const END = 50;
const ALPHA = 1e-5;

/** Growth with n at r = 8, and with r at n = 500: flows to t = 50, 50 samples. */
export function growth(): { readonly n: GrowthPoint[]; readonly r: GrowthPoint[] } {
  const sizes = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];
  const ranks = [1, 2, 4, 8, 16, 32, 64];
  // Code runs slower until it is compiled to the end; the first size must not pay for that.
  for (let i = 0; i < 20; i++) measure({ size: 10, rank: 8, alpha: ALPHA }, 1);
  const at = (size: number, rank: number): GrowthPoint =>
    measure({ size, rank, alpha: ALPHA }, size * rank > 20_000 ? 2 : 6);
  return { n: sizes.map(size => at(size, 8)), r: ranks.map(rank => at(500, rank)) };
}

function measure(shape: SyntheticShape, rounds: number): GrowthPoint {
  const before = performance.now();
  const system = syntheticSystem(shape);
  const setup = (performance.now() - before) / 1e3;
  let gradients = 0;
  let wall = Infinity;
  let cpu = Infinity;
  for (let i = 0; i < rounds; i++) {
    const began = performance.now();
    const used = process.cpuUsage();
    const outcome = finish(planFlow(system, END, shape.alpha));
    const { user, system: kernelTime } = process.cpuUsage(used);
    wall = Math.min(wall, (performance.now() - began) / 1e3);
    cpu = Math.min(cpu, (user + kernelTime) / 1e6);
    gradients = outcome.counts['gradients']!;
  }
  return { ...shape, gradients, wall, cpu, setup };
}
