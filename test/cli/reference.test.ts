import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunDocument } from '../../src/runs/export/document.ts';
import { npzBytes } from '../data/npzBytes.ts';
import { BundledCli } from './bundledCli.ts';

/**
 * The public path: a problem given entirely by file (weights, target, initial factors, dynamics, times), run by the program,
 * against the reference trajectories. test/reference/README.md says how those were made and how closely each is compared.
 */

type Rows = readonly (readonly number[])[];

interface Inputs {
  readonly W2: Rows;
  readonly W1: Rows;
  readonly D: Rows;
  readonly A1: Rows;
  readonly B1: Rows;
  readonly A2: Rows;
  readonly B2: Rows;
}

let cli: BundledCli;
let folder = '';
let files = 0;
beforeAll(async () => {
  cli = await BundledCli.make();
  folder = await mkdtemp(join(tmpdir(), 'lora-reference-'));
});
afterAll(async () => {
  await cli.remove();
  await rm(folder, { recursive: true, force: true });
});

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../reference/${name}.json`, import.meta.url), 'utf8'));
}

function readCase<T>(name: string): T {
  return read(`cases/${name}`) as T;
}

/** Writes the problem as files, runs it, and gives one run for each of `dynamics`. */
async function solve(
  inputs: Inputs,
  dynamics: readonly object[],
  further: { readonly scaling?: number; readonly metrics?: readonly string[] } = {},
): Promise<RunDocument[]> {
  const name = `case-${files++}`;
  const path = `${name}.npz`;
  const experiment = {
    problem: {
      kind: 'matrixFactorization',
      pretrained: { kind: 'file', path },
      target: { kind: 'file', path, name: 'D', quantity: 'difference' },
    },
    adapter: { rank: inputs.A1.length, init: { kind: 'file', path }, scaling: further.scaling ?? 1 },
    metrics: further.metrics ?? [],
    variants: dynamics.map((settings, i) => ({ name: `${i}`, dynamics: settings })),
  };
  const { W2, W1, D, A1, B1, A2, B2 } = inputs;
  await writeFile(join(folder, path), npzBytes({ W2, W1, D, A1, B1, A2, B2 }));
  await writeFile(join(folder, `${name}.lora.json`), JSON.stringify(experiment));
  const answer = await cli.call(['run', `${name}.lora.json`, '--json', '--no-store'], { cwd: folder });
  if (answer.code !== 0) throw new Error(answer.stderr);
  const { runs } = JSON.parse(answer.stdout) as { readonly runs: RunDocument[] };
  expect(runs.map(run => run.status)).toEqual(dynamics.map(() => 'done'));
  return runs;
}

function series(run: RunDocument, key: string): number[] {
  const values = run.series[key];
  if (values === undefined) throw new Error(`no series ${key}`);
  return values.map(value => value ?? NaN);
}

/** Largest |actual/expected − 1| where `expected` is above `least`. */
function worst(expected: readonly number[], actual: readonly number[], least: number): number {
  expect(actual.length).toBe(expected.length);
  const compared = expected.flatMap((value, i) => (value > least ? [Math.abs(actual[i]! / value - 1)] : []));
  expect(compared.length).toBeGreaterThan(0);
  return Math.max(...compared);
}

interface FlowCase {
  readonly inputs: Inputs;
  readonly trajectory: readonly {
    readonly t: number;
    readonly loss: number;
    readonly align1?: number;
    readonly normZ1?: number;
  }[];
  readonly expected_dims?: object;
}

describe('flows', () => {
  const shallow = [1e-6, 1e-10] as const;
  const deep = [1e-3, 1e-16] as const;
  it.each([
    { name: '01_gf_text_A_random', bands: [shallow, deep] },
    { name: '02_gf_figure_B_random', bands: [shallow, deep] },
    { name: '03_gf_general_unbalanced', bands: [[1e-8, 0] as const] },
    { name: '04_gf_spectral_rank3', bands: [[1e-5, 1e-14] as const] },
    { name: '05_gf_rank2_incremental', bands: [[1e-5, 1e-16] as const] },
    { name: '11_reduction', bands: [shallow, deep] },
  ])('case $name', async ({ name, bands }) => {
    const { inputs, trajectory, expected_dims } = readCase<FlowCase>(name);
    const times = trajectory.map(row => row.t);
    const [run] = await solve(inputs, [{ kind: 'gradientFlow', times, tolerance: 1e-12 }]);
    expect(series(run!, 't')).toEqual(times);
    const loss = trajectory.map(row => row.loss);
    for (const [within, least] of bands)
      expect(worst(loss, series(run!, 'loss'), least), `above ${least}`).toBeLessThan(within);
    const aligned = trajectory.flatMap(row => row.align1 ?? []);
    if (aligned.length > 0) expect(worst(aligned, series(run!, 'alignment'), 0)).toBeLessThan(1e-4);
    const norms = trajectory.flatMap(row => row.normZ1 ?? []);
    expect(worst(norms, series(run!, 'normZ1'), 0)).toBeLessThan(1e-8);
    if (expected_dims !== undefined) expect(run!.reduction).toEqual(expected_dims);
  });

  it('case 10: a slow tail to zero', async () => {
    const { inputs, trajectory } = readCase<FlowCase>('10_slow_tail_to_zero');
    const [run] = await solve(inputs, [{ kind: 'gradientFlow', times: trajectory.map(row => row.t) }]);
    const loss = series(run!, 'loss');
    trajectory.forEach((row, i) => {
      if (row.loss > 1e-24) expect(Math.abs(Math.log10(loss[i]! / row.loss))).toBeLessThan(0.01);
    });
  });

  it('case 12: the closed form of one mode', async () => {
    const { rows } = readCase<{
      readonly rows: readonly {
        readonly sigmaW2: number;
        readonly sigma: number;
        readonly a: number;
        readonly T50: number;
        readonly p_at: readonly (readonly [number, number])[];
      }[];
    }>('12_scalar_closed_form');
    for (const { sigmaW2, sigma, a, T50, p_at } of rows) {
      const inputs = {
        W2: [[sigmaW2]],
        W1: [[0]],
        D: [[sigma]],
        A1: [[a]],
        B1: [[0]],
        A2: [[0]],
        B2: [[0]],
      };
      const dynamics = { kind: 'gradientFlow', times: p_at.map(([t]) => t), tolerance: 1e-12 };
      const [run] = await solve(inputs, [dynamics], { metrics: ['svB1A1'] });
      const product = series(run!, 'svB1A1.1');
      const most = Math.max(...p_at.map(([, p]) => p));
      p_at.forEach(([, p], i) => expect(Math.abs(product[i]! - p) / most).toBeLessThan(1e-8));
      expect(Math.abs(run!.events['escape']! / T50 - 1)).toBeLessThan(1e-8);
    }
  });

  it('case 14: a stuck saddle', async () => {
    const { inputs } = readCase<{ readonly inputs: Inputs }>('14_stuck_saddle');
    const [run] = await solve(inputs, [{ kind: 'gradientFlow', times: [0, 1, 50] }]);
    expect(run!.reason).toBe('stationary');
    for (const loss of series(run!, 'loss')) expect(Math.abs(loss - 1)).toBeLessThan(1e-12);
  });
});

describe('optimisers', () => {
  const names: Readonly<Record<string, string>> = {
    lr: 'learningRate',
    momentum: 'momentum',
    nesterov: 'nesterov',
    weight_decay: 'weightDecay',
    lr_B_ratio: 'learningRateRatio',
    beta1: 'beta1',
    beta2: 'beta2',
    eps: 'epsilon',
  };

  it.each(['06_gd_momentum_wd', '08_adam'])('case %s', async name => {
    const reference = readCase<{
      readonly inputs: Inputs;
      readonly runs: readonly {
        readonly options: Readonly<Record<string, number | boolean>>;
        readonly samples: readonly { readonly k: number; readonly loss: number }[];
      }[];
    }>(name);
    const dynamics = reference.runs.map(({ options, samples }) => ({
      kind: name.startsWith('06') ? 'gd' : options['decoupled'] === true ? 'adamw' : 'adam',
      steps: samples.at(-1)!.k,
      sampleSteps: samples.map(sample => sample.k),
      ...Object.fromEntries(
        Object.entries(options).flatMap(([key, value]) =>
          key === 'decoupled' ? [] : [[names[key]!, value]],
        ),
      ),
    }));
    const runs = await solve(reference.inputs, dynamics);
    reference.runs.forEach(({ samples }, i) => {
      expect(series(runs[i]!, 'step')).toEqual(samples.map(sample => sample.k));
      const loss = samples.map(sample => sample.loss);
      expect(worst(loss, series(runs[i]!, 'loss'), 0)).toBeLessThan(1e-9);
    });
  });

  it('case 07: single precision, equal bits', async () => {
    const { inputs, lr, samples } = readCase<{
      readonly inputs: Inputs;
      readonly lr: number;
      readonly samples: readonly { readonly k: number; readonly loss: number }[];
    }>('07_gd_float32_bitexact');
    const sampleSteps = samples.map(sample => sample.k);
    const dynamics = {
      kind: 'gd',
      learningRate: lr,
      steps: sampleSteps.at(-1)!,
      sampleSteps,
      precision: 'float32',
    };
    const [run] = await solve(inputs, [dynamics]);
    expect(series(run!, 'loss')).toEqual(samples.map(sample => sample.loss));
  });
});

it('case 13: gradient and metrics at one point', async () => {
  const { inputs, metrics, neg_grad } = readCase<{
    readonly inputs: Inputs;
    readonly metrics: Readonly<Record<string, number | readonly number[]>>;
    readonly neg_grad: Readonly<Record<string, Rows>>;
  }>('13_unit_gradients');
  const asked = ['frobZ1', 'frobZ2', 'svB1A1', 'svB2A2', 'gradientNorm'];
  const dynamics = { kind: 'gd', learningRate: 1e-9, steps: 1, sampleSteps: [0, 1] };
  const [run] = await solve(inputs, [dynamics], { metrics: asked });
  const squared = Object.values(neg_grad)
    .flat(2)
    .reduce((sum, x) => sum + x * x, 0);
  const expected: Readonly<Record<string, number>> = {
    loss: metrics['loss'] as number,
    normZ1: metrics['normZ1'] as number,
    normZ2: metrics['normZ2'] as number,
    frobZ1: metrics['froZ1'] as number,
    frobZ2: metrics['froZ2'] as number,
    'svB1A1.1': (metrics['svB1A1'] as readonly number[])[0]!,
    'svB2A2.2': (metrics['svB2A2'] as readonly number[])[1]!,
    gradientNorm: Math.sqrt(squared),
  };
  for (const [key, value] of Object.entries(expected))
    expect(Math.abs(series(run!, key)[0]! / value - 1), key).toBeLessThan(1e-12);
});

interface AwkwardCase {
  readonly title: string;
  readonly arrays: Inputs;
  readonly scaling: number;
  readonly dynamics: { readonly kind: string };
  readonly loss: readonly number[];
}

describe('awkward problems of test/reference/awkward.py', () => {
  const cases = read('awkward') as readonly AwkwardCase[];
  it.each(cases)('$title', async ({ arrays, scaling, dynamics, loss }) => {
    const [run] = await solve(arrays, [dynamics], { scaling });
    const flow = dynamics.kind === 'gradientFlow';
    expect(worst(loss, series(run!, 'loss'), 1e-10 * loss[0]!)).toBeLessThan(flow ? 1e-5 : 1e-8);
  });
});
