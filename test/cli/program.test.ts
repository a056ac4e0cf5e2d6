import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArrays } from '../../src/data/arrays.ts';
import type { RunDocument } from '../../src/runs/export/document.ts';
import { nodeFiles } from '../../src/runs/nodeFiles.ts';
import { nodeOwner } from '../../src/runs/nodeOwner.ts';
import { RunStore } from '../../src/runs/store.ts';
import { BundledCli } from './bundledCli.ts';

/** A flow that takes milliseconds: two scales, two seeds. */
const small = {
  version: 1,
  title: 'Small',
  problem: {
    kind: 'matrixFactorization',
    pretrained: { kind: 'gaussian', dims: { m: 4, h: 6, n: 5 } },
    target: { kind: 'singularPair', pair: 'top', strength: 2 },
  },
  adapter: { rank: 2, init: { kind: 'gaussian', randomFactor: 'B' } },
  dynamics: { kind: 'gradientFlow', until: 2 },
  seeds: 2,
  sweep: { 'adapter.initScale': [1e-2, 1e-3] },
};

/** A short run and a very long one of each seed: some end at once, others only when they are told to. */
const long = {
  ...small,
  dynamics: { kind: 'gd', learningRate: 1e-7, steps: 1_000_000_000, samples: 100_000 },
  seeds: 4,
  sweep: {},
  variants: [{ name: 'short', dynamics: { kind: 'gd', steps: 1000, samples: 11 } }, { name: 'long' }],
};

interface Document {
  readonly format: string;
  readonly engine: string;
  readonly configHash: string;
  readonly experiment: Readonly<Record<string, unknown>>;
  readonly runs: readonly RunDocument[];
}

let cli: BundledCli;
let folder = '';
beforeAll(async () => {
  cli = await BundledCli.make();
});
afterAll(() => cli.remove());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lora-program-'));
  return () => rm(folder, { recursive: true, force: true });
});

function put(experiment: object, name = 'a.lora.json'): Promise<void> {
  return writeFile(join(folder, name), JSON.stringify(experiment, null, 2));
}

async function run(...args: string[]): ReturnType<BundledCli['call']> {
  return cli.call(['run', 'a.lora.json', ...args], { cwd: folder });
}

async function runJson(...args: string[]): Promise<Document> {
  const answer = await run('--json', ...args);
  if (answer.code !== 0) throw new Error(answer.stderr);
  return JSON.parse(answer.stdout) as Document;
}

/** Everything but the time it took. */
function timeless(runs: readonly RunDocument[]): unknown {
  return runs.map(({ seconds: _seconds, ...rest }) => rest);
}

function store(): RunStore {
  return new RunStore(nodeFiles(join(folder, '.lora-dynamics')), { owner: nodeOwner() });
}

describe('run --json', () => {
  it('learns two texts of the user, with the same bits on one worker and on two', async () => {
    const file = (path: string) => ({ kind: 'file', path });
    await writeFile(join(folder, 'a.txt'), 'to be or not to be, that is the question.\r\n'.repeat(30));
    await writeFile(join(folder, 'b.py'), 'for i in range(n):\n\ttotal += x[i]\n'.repeat(30));
    await put({
      problem: {
        ...{ kind: 'characterModel', pretrainedOn: file('a.txt'), fineTunedOn: file('b.py') },
        ...{ hidden: [8], N: 100, pretraining: { epochs: 2, batch: 20 } },
      },
      dynamics: { kind: 'gd', learningRate: 0.3, steps: 40, batch: 20 },
      seeds: 4,
    });
    const one = await runJson('--workers', '1', '--no-store');
    const two = await runJson('--workers', '2', '--no-store');
    expect(timeless(two.runs)).toEqual(timeless(one.runs));
    expect(new Set(one.runs.map(({ series }) => series['loss']?.at(-1))).size).toBe(4);
    expect(one.runs.map(({ writing }) => writing?.after.length)).toEqual([240, 240, 240, 240]);
    expect(one.runs[0]!.writing?.prompt).toBe('for i');
    await writeFile(join(folder, 'b.py'), Uint8Array.of(0, 1, 2));
    const refused = await run('--no-store');
    expect(refused.code).not.toBe(0);
    expect(refused.stderr).toContain('text-not-text');
  });

  it('prints the document that docs/command-line.md promises, and nothing else', async () => {
    await put(small);
    const document = await runJson();
    expect(Object.keys(document)).toEqual(['format', 'engine', 'configHash', 'experiment', 'runs']);
    expect(document.format).toBe('lora-dynamics/1');
    expect(document.configHash).toMatch(/^[0-9a-f]{64}$/);
    expect(document.experiment).toMatchObject({ title: 'Small', seeds: [0, 1], adapter: { scaling: 1 } });
    expect(document.runs.map(({ variant, seed, status }) => [variant, seed, status])).toEqual([
      [{ 'adapter.initScale': 1e-2 }, 0, 'done'],
      [{ 'adapter.initScale': 1e-2 }, 1, 'done'],
      [{ 'adapter.initScale': 1e-3 }, 0, 'done'],
      [{ 'adapter.initScale': 1e-3 }, 1, 'done'],
    ]);
    for (const one of document.runs) {
      expect(one.reason).toBe('horizon');
      expect(one.seconds).toBeGreaterThan(0);
      expect(Object.keys(one.reduction!)).toEqual(['m', 'h', 'n', 'r1', 'r2']);
      const { t, loss, alignment } = one.series;
      expect([t![0], t!.at(-1)]).toEqual([0, 2]);
      expect([loss!.length, alignment!.length]).toEqual([t!.length, t!.length]);
      expect(loss!.every(value => value !== null && value > 0)).toBe(true);
      expect(alignment!.every(value => value === null || (value >= 0 && value <= 1))).toBe(true);
    }
  });

  it('has the same bits with any number of workers', async () => {
    await put(small);
    const one = await runJson('--workers', '1', '--no-store');
    const three = await runJson('--workers', '3', '--no-store');
    expect(timeless(three.runs)).toEqual(timeless(one.runs));
  });

  it('finds what it has computed before: a sweep that gains a value computes only that', async () => {
    await put(small);
    const before = await runJson();
    await put({ ...small, sweep: { 'adapter.initScale': [1e-1, 1e-2, 1e-3] } });
    const answer = await run('--json');
    expect(answer.stderr).toContain('4 of them known');
    const after = JSON.parse(answer.stdout) as Document;
    expect(after.runs).toHaveLength(6);
    expect(after.runs.slice(2)).toEqual(before.runs);
    const [latest] = (await store().list()).batches;
    expect(latest?.summary.runs).toEqual({ total: 6, done: 6, failed: 0, cancelled: 0, cached: 4 });
  });

  it('keeps its batch in a folder that no repository sees, or not at all', async () => {
    await put(small);
    await runJson('--no-store');
    expect(await readdir(folder)).toEqual(['a.lora.json']);
    await runJson();
    expect(await readFile(join(folder, '.lora-dynamics', '.gitignore'), 'utf8')).toBe('*\n');
    const latest = await store().latestFor('a.lora.json');
    expect(latest?.summary.state).toBe('done');
    expect(latest?.head.text).toBe(await readFile(join(folder, 'a.lora.json'), 'utf8'));
  });

  it('goes on without storing where it cannot, and says so', async () => {
    await put(small);
    await writeFile(join(folder, '.lora-dynamics'), 'in the way');
    const answer = await run('--json');
    expect(answer.code).toBe(0);
    expect((JSON.parse(answer.stdout) as Document).runs).toHaveLength(4);
    expect(answer.stderr).toContain('Not stored: ');
    expect(await readFile(join(folder, '.lora-dynamics'), 'utf8')).toBe('in the way');
  });

  it('exits with 1 when a run fails, and shows where it diverged', async () => {
    await put({
      ...small,
      dynamics: { kind: 'gd', learningRate: 1e-3, steps: 200 },
      seeds: [5],
      sweep: { 'dynamics.learningRate': [1e-3, 100] },
    });
    const answer = await run('--json');
    expect(answer.code).toBe(1);
    const [good, bad] = (JSON.parse(answer.stdout) as Document).runs;
    expect(good).toMatchObject({ status: 'done', seed: 5 });
    expect(good!.series['step']![0]).toBe(0);
    expect(bad).toMatchObject({ status: 'failed', seed: 5, variant: { 'dynamics.learningRate': 100 } });
    expect(bad!.reason).toMatch(/diverged/);
    expect(Number.isFinite(bad!.divergence!.loss)).toBe(true);
    expect(answer.stderr).toContain('1 failed');
  });
});

describe('run', () => {
  it('prints a table, where the batch is, and the figure', async () => {
    await put(small);
    const answer = await run('--figure', 'out.svg', '--seeds', '1');
    expect(answer.code).toBe(0);
    expect(answer.stdout).toContain('log₁₀ loss');
    expect(answer.stdout).toContain(join(folder, '.lora-dynamics'));
    const svg = await readFile(join(folder, 'out.svg'), 'utf8');
    expect(svg).toMatch(/^<svg [^]*<\/svg>\s*$/);
    expect(svg).not.toContain('var(--');
    const plain = await run('--figure', '--seeds', '1');
    const place = /Figure: +(\S+\.svg)/.exec(plain.stdout)![1]!;
    expect(await readFile(place, 'utf8')).toMatch(/^<svg /);
  });

  it('prints the head and then a run a line with --jsonl', async () => {
    await put(small);
    const answer = await run('--jsonl', '--no-store');
    const [head, ...runs] = answer.stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    expect(Object.keys(head!)).toEqual(['format', 'engine', 'configHash', 'experiment']);
    expect(runs).toHaveLength(4);
    expect(runs.every(one => one['status'] === 'done')).toBe(true);
  });

  it('prints the same numbers with --csv', async () => {
    await put({ ...small, seeds: [3] });
    const document = await runJson();
    const [header, ...rows] = (await run('--csv')).stdout
      .trimEnd()
      .split('\n')
      .map(line => line.split(','));
    expect(header!.slice(0, 4)).toEqual(['adapter.initScale', 'seed', 'status', 't']);
    const loss = header!.indexOf('loss');
    expect(rows.map(row => Number(row[loss]))).toEqual(document.runs.flatMap(one => one.series['loss']!));
  });

  it('changes settings that the call names, and leaves the file alone', async () => {
    await put(small);
    const document = await runJson('--set', 'adapter.rank=1', '--seeds', '[7]', '--set', 'dynamics.until=1');
    expect(document.experiment).toMatchObject({ seeds: [7], adapter: { rank: 1 }, dynamics: { until: 1 } });
    expect(document.runs[0]!.series['t']!.at(-1)).toBe(1);
    expect(JSON.parse(await readFile(join(folder, 'a.lora.json'), 'utf8'))).toEqual(small);
  });

  it('draws a stored batch, one of its runs, and the last batch of a file', async () => {
    await put(small);
    await runJson();
    const latest = (await store().latestFor('a.lora.json'))!;
    for (const name of [latest.head.id, latest.runs[1]!.id, 'a.lora.json']) {
      const answer = await cli.call(['render', name, '--svg', 'drawn.svg'], { cwd: folder });
      expect([answer.code, answer.stdout], answer.stderr).toEqual([0, 'drawn.svg\n']);
      expect(await readFile(join(folder, 'drawn.svg'), 'utf8')).toMatch(/^<svg /);
      await rm(join(folder, 'drawn.svg'));
    }
    const none = await cli.call(['render', 'ffffffff', '--svg', 'drawn.svg'], { cwd: folder });
    expect(none.code).toBe(2);
  });

  it('draws the ends of a sweep, where there is one', async () => {
    await put({ ...small, sweep: { 'adapter.initScale': [1e-2, 1e-3, 1e-4] } });
    await runJson();
    const render = (...options: string[]) =>
      cli.call(['render', 'a.lora.json', '--svg', 'ends.svg', ...options], { cwd: folder });
    expect((await render('--view', 'sweep')).code).toBe(0);
    expect(await readFile(join(folder, 'ends.svg'), 'utf8')).toContain('against initScale');
    expect((await render('--view', 'sweep', '--series', 'alignment')).code).toBe(0);
    expect(await readFile(join(folder, 'ends.svg'), 'utf8')).toContain('Alignment at');
    for (const [options, words] of [
      [['--view', 'heat'], 'choose curves, multiples or sweep'],
      [['--series', 'loss'], 'belongs to --view sweep'],
      [['--view', 'sweep', '--series', 'los'], 'choose one of loss,'],
    ] as const) {
      const answer = await render(...options);
      expect([answer.code, answer.stdout]).toEqual([2, '']);
      expect(answer.stderr).toContain(words);
    }
    await put(small);
    await runJson();
    expect((await render('--view', 'sweep')).stderr).toContain('sweeps no numeric setting');
  });

  it('draws curves of all runs that share a value, and a chart for each value', async () => {
    await put({
      ...small,
      sweep: { 'adapter.initScale': [1e-2, 1e-3], 'adapter.init': ['gaussian', 'spectral'] },
    });
    await runJson();
    const render = (...options: string[]) =>
      cli.call(['render', 'a.lora.json', '--vega-lite', 'a.vl.json', ...options], { cwd: folder });
    const titles = async (): Promise<string> => {
      const { vconcat } = JSON.parse(await readFile(join(folder, 'a.vl.json'), 'utf8')) as {
        readonly vconcat: readonly object[];
      };
      return [
        ...JSON.stringify(vconcat).matchAll(/"title":\{"text":"([^"]*)","subtitle":("[^"]*"|\[[^\]]*\])/g),
      ]
        .map(([, title, subtitle]) => `${title} ${subtitle}`)
        .join('\n');
    };
    expect((await render('--group-by', 'init')).code).toBe(0);
    expect((await titles()).split('\n')[0]).toContain('all runs of each init');
    expect((await render('--view', 'multiples')).code).toBe(0);
    expect((await titles()).split('\n').map(line => line.split(' ')[0])).toEqual(['gaussian', 'spectral']);
    expect((await render('--view', 'multiples', '--group-by', 'initScale')).code).toBe(0);
    expect((await titles()).split('\n').map(line => line.split(' ')[0])).toEqual(['initScale', 'initScale']);
    for (const [options, words] of [
      [['--group-by', 'rank'], 'choose initScale or init'],
      [['--view', 'sweep', '--group-by', 'init'], 'belongs to --view curves or multiples'],
    ] as const) {
      const answer = await render(...options);
      expect([answer.code, answer.stdout]).toEqual([2, '']);
      expect(answer.stderr).toContain(words);
    }
    await put(small);
    await runJson();
    expect((await render('--view', 'multiples')).stderr).toContain('share the value of a setting');
  });

  it('writes what is stored for a paper, for NumPy and for a text', async () => {
    await put(small);
    const document = await runJson();
    const files = ['column.svg', 'spec.vl.json', 'samples.npz', 'samples.csv', 'table.md'];
    const options = ['--svg', '--vega-lite', '--npz', '--csv', '--markdown'];
    const call = ['render', 'a.lora.json', ...options.flatMap((option, i) => [option, files[i]!])];
    const answer = await cli.call([...call, '--width', 'single'], { cwd: folder });
    expect([answer.code, answer.stdout.trimEnd().split('\n')], answer.stderr).toEqual([0, files]);
    const [svg, spec, , csv, table] = await Promise.all(
      files.map(file => readFile(join(folder, file), 'utf8')),
    );
    expect(svg).toContain('width="3.25in"');
    expect(JSON.parse(spec!)).toMatchObject({ background: null, vconcat: { length: 3 } });
    expect(csv).toBe((await run('--csv')).stdout);
    expect(table!.split('\n').filter(line => line.startsWith('| 10'))).toHaveLength(2);
    const opened = openArrays(await readFile(join(folder, 'samples.npz')), 'samples.npz');
    const loss = opened.ok ? opened.value.read('loss') : opened;
    const longest = Math.max(...document.runs.map(one => one.series['loss']!.length));
    expect(loss).toMatchObject({ ok: true, value: { shape: [4, longest] } });
    expect(loss.ok && [...loss.value.data.slice(0, document.runs[0]!.series['loss']!.length)]).toEqual(
      document.runs[0]!.series['loss'],
    );
    const wide = await cli.call(['render', 'a.lora.json', '--svg', 'a.svg', '--width', 'wide'], {
      cwd: folder,
    });
    expect([wide.code, wide.stderr]).toEqual([
      2,
      'There is no width “wide”: choose page, double or single\n',
    ]);
  });

  it('does not mind a reader that stops reading', async () => {
    await put(small);
    const command = `"${process.execPath}" "${cli.path}" run a.lora.json --jsonl --no-store | head -c 10`;
    const child = spawn('bash', ['-o', 'pipefail', '-c', command], { cwd: folder });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise(resolve => child.on('close', resolve));
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/EPIPE|Error/);
  });
});

describe('an interrupted run', () => {
  it('stops, stores what it has, and exits with 130', async () => {
    await put(long);
    let asked = false;
    const answer = await cli.call(['run', 'a.lora.json', '--jsonl', '--workers', '2'], {
      cwd: folder,
      onOutput: (stdout, kill) => {
        // Once something has finished.
        if (asked || !stdout.includes('"status":"done"')) return;
        asked = true;
        kill('SIGINT');
      },
    });
    expect([answer.code, answer.signal]).toEqual([130, null]);
    expect(answer.stderr).not.toMatch(/100 %|8 of 8 runs/);
    const runs = answer.stdout.trimEnd().split('\n').slice(1);
    expect(runs).toHaveLength(8);
    const latest = (await store().latestFor('a.lora.json'))!;
    expect(latest.summary.state).toBe('stopped');
    expect(latest.summary.runs.done).toBeGreaterThan(0);
    expect(latest.summary.runs.cancelled).toBeGreaterThan(0);
    const loaded = await store().load(latest.head.id);
    expect(loaded.ok && loaded.value.lost).toBe(0);
  });

  it('that is killed outright loses nothing that was on the disk, and is resumed', async () => {
    await put(long);
    let timer: ReturnType<typeof setTimeout> | null = null;
    const answer = await cli.call(['run', 'a.lora.json', '--jsonl', '--workers', '2'], {
      cwd: folder,
      onOutput: (stdout, kill) => {
        if (timer || !stdout.includes('"status":"done"')) return;
        timer = setTimeout(() => kill('SIGKILL'), 4000);
      },
    });
    expect(answer.signal).toBe('SIGKILL');
    const latest = (await store().latestFor('a.lora.json'))!;
    expect(latest.summary.state).toBe('interrupted');
    expect(latest.summary.runs.done).toBeGreaterThan(0);
    const unfinished = latest.runs.filter(one => one.status === 'cancelled');
    expect(unfinished.every(one => one.reason === 'interrupted')).toBe(true);
    expect(unfinished.some(one => one.rows > 0)).toBe(true);
    await put({ ...long, variants: long.variants.slice(0, 1) });
    const again = await run('--json');
    expect(again.stderr).toMatch(/\d of them known/);
    expect(again.code).toBe(0);
  });
});
