import { performance } from 'node:perf_hooks';
import type { KernelFactory, Vector } from '../src/engine/kernel/contract.ts';
import { gradientForm } from '../src/engine/kernel/form.ts';
import { typescriptKernel } from '../src/engine/kernel/typescriptKernel.ts';
import { wasmKernel } from '../src/engine/kernel/wasmKernel.ts';
import { benchSystem, type BenchShape } from './kernelsSystem.ts';

/**
 * Microseconds per gradient, per stage of a DOP853 step, per loss, of both kernels, and their ratio.
 * `node bench/kernels.ts [rounds]`; the best of the rounds counts, as everything else is noise.
 */
const shapes: readonly BenchShape[] = [
  { name: 'paper 10×14×10 r4', m: 10, h: 14, n: 10, rank: 4, k: 1 },
  { name: 'P1 50 r4 k1', m: 50, h: 50, n: 50, rank: 4, k: 1 },
  { name: 'P2 200 r8 k1', m: 200, h: 200, n: 200, rank: 8, k: 1 },
  { name: 'P3 1000 r16 k4', m: 1000, h: 1000, n: 1000, rank: 16, k: 4 },
  { name: '1000 r64 k4', m: 1000, h: 1000, n: 1000, rank: 64, k: 4 },
  { name: 'P2u 200 r8 dense W2', m: 200, h: 200, n: 200, rank: 8, k: 1, dense: true },
];

interface Timing {
  gradient: number;
  stage: number;
  end: number;
  loss: number;
}

const rounds = Number(process.argv[2] ?? 5);
const only = process.argv[3];
const rows = shapes
  .filter(shape => only === undefined || shape.name.includes(only))
  .map(shape => {
    const wasm = measure(wasmKernel, shape);
    const typescript = measure(typescriptKernel, shape);
    return { shape, wasm, typescript };
  });

console.log(
  [
    'problem',
    'form',
    'µs/gradient',
    'GFLOP/s',
    'TypeScript',
    'ratio',
    'µs/stage (7 terms)',
    'µs/step end',
    'µs/loss',
  ].join(' | '),
);
for (const { shape, wasm, typescript } of rows) {
  const form = gradientForm(shape, shape.rank, shape.rank, shape.k);
  console.log(
    [
      shape.name.padEnd(20),
      form.padEnd(8),
      wasm.gradient.toFixed(2),
      (flops(shape, form) / wasm.gradient / 1e3).toFixed(1),
      typescript.gradient.toFixed(1),
      (typescript.gradient / wasm.gradient).toFixed(1),
      wasm.stage.toFixed(2),
      wasm.end.toFixed(2),
      wasm.loss.toFixed(2),
    ].join(' | '),
  );
}

function measure(make: KernelFactory, shape: BenchShape): Timing {
  const system = benchSystem(shape);
  const kernel = make(system);
  const y = kernel.allocate();
  const z = kernel.allocate();
  const slopes: Vector[] = [];
  for (let i = 0; i < 12; i++) slopes.push(kernel.allocate());
  kernel.write(y, system.initial);
  kernel.gradient(y, slopes[0]!);
  for (const slope of slopes) kernel.combine(slope, null, [1], [slopes[0]!]);
  const terms = slopes.slice(0, 7);
  const coefficients = terms.map((_, i) => 1e-3 * (i + 1));
  const all = slopes.slice(0, 9);
  const weights = all.map((_, i) => 1e-3 * (i + 1));
  const sums = new Float64Array(16);
  return {
    gradient: time(() => kernel.gradient(y, slopes[11]!)),
    stage: time(() => kernel.stage(z, y, 0.1, coefficients, terms, slopes[11]!)),
    end: time(() => kernel.endStep(z, y, 0.1, weights, weights, weights, all, sums)),
    loss: time(() => kernel.loss(y)),
  };
}

/** Best microseconds a call over the rounds. */
function time(call: () => unknown): number {
  let calls = 1;
  for (;;) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    if (performance.now() - start > 20) break;
    calls *= 2;
  }
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) call();
    best = Math.min(best, (1e3 * (performance.now() - start)) / calls);
  }
  return best;
}

/** PERFORMANCE 4's count for the factored form; 6mn(r1 + r2) for the entry-wise one. */
function flops(shape: BenchShape, form: string): number {
  const { m, h, n, rank: r, k } = shape;
  const w = k + 2 * r;
  const dense = shape.dense === true ? 4 * h * m * r : 0;
  if (form === 'residual') return 12 * m * n * r + dense;
  return (m + n) * (w * w + 4 * w * r) + 6 * h * r * r + dense;
}
