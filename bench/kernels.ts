import { performance } from 'node:perf_hooks';
import type { KernelFactory, Vector } from '../src/engine/kernel/contract.ts';
import { gradientForm } from '../src/engine/kernel/form.ts';
import { typescriptKernel } from '../src/engine/kernel/typescriptKernel.ts';
import { wasmKernel } from '../src/engine/kernel/wasmKernel.ts';
import { benchSystem, type BenchShape } from './kernelsSystem.ts';

/**
 * Microseconds of the kernels' operations: the gradient by both kernels with their ratio, and what else a step is made of.
 * `node bench/kernels.ts [rounds] [part of a name]`. Operations take turns in short slices and the best slice counts, so
 * that other work on the machine matters little.
 */
const shapes: readonly BenchShape[] = [
  { name: 'paper 10×14×10 r4', m: 10, h: 14, n: 10, rank: 4, k: 1 },
  { name: 'P1 50 r4 k1', m: 50, h: 50, n: 50, rank: 4, k: 1 },
  { name: 'P2 200 r8 k1', m: 200, h: 200, n: 200, rank: 8, k: 1 },
  { name: 'P2u 200 r8 upper W2', m: 200, h: 200, n: 200, rank: 8, k: 1, W2: 'upper' },
  { name: '200 r8 dense W2', m: 200, h: 200, n: 200, rank: 8, k: 1, W2: 'dense' },
  { name: 'P3 1000 r16 k4', m: 1000, h: 1000, n: 1000, rank: 16, k: 4 },
  { name: '1000 r64 k4', m: 1000, h: 1000, n: 1000, rank: 64, k: 4 },
  { name: '10000 r8 k1', m: 10_000, h: 10_000, n: 10_000, rank: 8, k: 1 },
];

const SLICE_MS = 2;
const rounds = Number(process.argv[2] ?? 25);
const only = process.argv[3] ?? '';

console.log(
  'problem              | form     | gradient | GFLOP/s | TypeScript | ratio | stage, 5 terms | step end | loss | parts',
);
for (const shape of shapes.filter(({ name }) => name.includes(only))) {
  const wasm = operations(wasmKernel, shape);
  const typescript = operations(typescriptKernel, shape);
  const [gradient, stage, end, loss, parts, plain] = bestOf([
    wasm.gradient,
    wasm.stage,
    wasm.end,
    wasm.loss,
    wasm.parts,
    typescript.gradient,
  ]) as [number, number, number, number, number, number];
  const form = gradientForm(shape, shape.rank, shape.rank, shape.k);
  console.log(
    [
      shape.name.padEnd(20),
      form.padEnd(8),
      gradient.toFixed(2).padStart(8),
      (flops(shape, form) / gradient / 1e3).toFixed(1).padStart(7),
      plain.toFixed(1).padStart(10),
      (plain / gradient).toFixed(1).padStart(5),
      stage.toFixed(2).padStart(14),
      end.toFixed(2).padStart(8),
      loss.toFixed(2),
      parts.toFixed(2),
    ].join(' | '),
  );
}

function operations(make: KernelFactory, shape: BenchShape) {
  const system = benchSystem(shape);
  const kernel = make(system);
  const y = kernel.allocate();
  const z = kernel.allocate();
  const slopes: Vector[] = [];
  for (let i = 0; i < 12; i++) slopes.push(kernel.allocate());
  kernel.write(y, system.initial);
  kernel.gradient(y, slopes[0]!);
  for (const slope of slopes) kernel.combine(slope, null, [1], [slopes[0]!]);
  const five = slopes.slice(0, 5);
  const coefficients = five.map((_, i) => 1e-3 * (i + 1));
  const nine = slopes.slice(0, 9);
  const weights = nine.map((_, i) => 1e-3 * (i + 1));
  const sums = new Float64Array(16);
  return {
    gradient: () => kernel.gradient(y, slopes[11]!),
    stage: () => kernel.stage(z, y, 0.1, coefficients, five, slopes[11]!),
    end: () => kernel.endStep(z, y, 0.1, weights, weights, weights, nine, sums),
    loss: () => kernel.loss(y),
    parts: () => kernel.residualParts(y, sums),
  };
}

/** Best microseconds a call of each operation. */
function bestOf(calls: readonly (() => unknown)[]): number[] {
  const counts = calls.map(call => {
    let count = 1;
    while (milliseconds(call, count) < SLICE_MS && count < 1e5) count *= 2;
    return count;
  });
  const best = calls.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    calls.forEach((call, i) => {
      best[i] = Math.min(best[i]!, (1e3 * milliseconds(call, counts[i]!)) / counts[i]!);
    });
  }
  return best;
}

function milliseconds(call: () => unknown, count: number): number {
  const start = performance.now();
  for (let i = 0; i < count; i++) call();
  return performance.now() - start;
}

/** The count for the factored form; 6mn(r1 + r2) for the entry-wise one. */
function flops(shape: BenchShape, form: string): number {
  const { m, h, n, rank: r, k } = shape;
  const w = k + 2 * r;
  const dense = shape.W2 === undefined ? 0 : (shape.W2 === 'dense' ? 4 : 2) * h * m * r;
  if (form === 'residual') return 12 * m * n * r + dense;
  return (m + n) * (w * w + 4 * w * r) + 6 * h * r * r + dense;
}
