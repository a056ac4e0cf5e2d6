import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

/**
 * A step of LoRA in a network, beside libraries for the browser: `node bench/networks.ts FOLDER [ROUNDS]`. FOLDER is where they
 * were installed: `npm install --prefix FOLDER @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0 @jax-js/jax@0.1.25`.
 */

interface Size {
  readonly layers: string;
  readonly examples: number;
  readonly rank: number;
  readonly steps: number;
}

const SIZES: readonly Size[] = [
  { layers: '64-32-10', examples: 256, rank: 2, steps: 600 },
  { layers: '64-128-64-10', examples: 1000, rank: 4, steps: 60 },
  { layers: '196-64-10', examples: 512, rank: 4, steps: 150 },
];
const [folder = '.', rounds = '3'] = process.argv.slice(2);
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** CPU milliseconds a step, in a process of its own; NaN where it does not run. */
function measured(file: string, before: readonly string[], size: Size, after: readonly string[]): number {
  const numbers = [size.layers, size.examples, size.rank, size.steps].map(String);
  const { stdout, stderr } = spawnSync(process.execPath, [here(file), ...before, ...numbers, ...after], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  const value = Number.parseFloat(stdout.trim().split('\n').at(-1) ?? '');
  if (Number.isNaN(value)) console.error(`${file} did not run: ${stderr.trim().split('\n').at(-1) ?? ''}`);
  return value;
}

const contenders: readonly { readonly name: string; readonly run: (size: Size) => number }[] = [
  { name: 'engine, float64', run: size => measured('networkStep.ts', [], size, []) },
  { name: 'engine, float32', run: size => measured('networkStep.ts', [], size, ['float32']) },
  { name: 'tfjs wasm', run: size => measured('peers/tfjs_network.mjs', [folder], size, ['wasm']) },
  { name: 'tfjs cpu', run: size => measured('peers/tfjs_network.mjs', [folder], size, ['cpu']) },
  { name: 'jax-js wasm', run: size => measured('peers/jax_network.mjs', [folder], size, []) },
];

for (const size of SIZES) {
  const found = contenders.map(() => [] as number[]);
  // In turns, so that a busy machine is busy for all.
  for (let round = 0; round < Number(rounds); round++)
    contenders.forEach(({ run }, i) => found[i]!.push(run(size)));
  const medians = found.map(values => median(values));
  console.log(
    `${size.layers}, N = ${size.examples}, rank ${size.rank}: CPU ms a step, and times the engine’s`,
  );
  contenders.forEach(({ name }, i) => {
    const ratio = medians[i]! / medians[0]!;
    console.log(
      `  ${name.padEnd(16)} ${medians[i]!.toFixed(3).padStart(8)}  ${ratio.toFixed(1).padStart(6)}×`,
    );
  });
}
