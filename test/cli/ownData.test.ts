import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digitImages } from '../../src/engine/problem/ntk/digits/images.ts';
import type { RunDocument } from '../../src/runs/export/document.ts';
import { idxBytes } from '../data/idxBytes.ts';
import { BundledCli } from './bundledCli.ts';

let cli: BundledCli;
let folder = '';
beforeAll(async () => {
  cli = await BundledCli.make();
  folder = await mkdtemp(join(tmpdir(), 'lora-own-data-'));
});
afterAll(async () => {
  await cli.remove();
  await rm(folder, { recursive: true, force: true });
});

const experiment = (data: object, more: object = {}) => ({
  version: 1,
  problem: {
    ...{ kind: 'network', data, hidden: [8], pretraining: { epochs: 2 }, N: 100 },
    ...more,
  },
  adapter: { rank: 2 },
  dynamics: { kind: 'adaptiveGd', steps: 20 },
});
const idx = {
  kind: 'file',
  path: 'images-idx3-ubyte.gz',
  y: 'labels-idx1-ubyte',
  testShare: 797 / 1797,
};

async function call(command: string, own: object, ...args: string[]): ReturnType<BundledCli['call']> {
  await writeFile(join(folder, 'a.lora.json'), JSON.stringify(own));
  return cli.call([command, 'a.lora.json', ...args], { cwd: folder });
}

/** The series of the first run. */
async function seriesOf(own: object): Promise<RunDocument['series']> {
  const answer = await call('run', own, '--json', '--no-store');
  if (answer.code !== 0) throw new Error(answer.stderr);
  return (JSON.parse(answer.stdout) as { readonly runs: readonly RunDocument[] }).runs[0]!.series;
}

test('the digits in the files of MNIST run as those that ship, bit for bit', async () => {
  const { pixels, labels, count } = digitImages();
  const images = idxBytes(
    [count, 8, 8],
    Uint8Array.from(pixels, x => 16 * x),
  );
  await writeFile(join(folder, idx.path), gzipSync(images));
  await writeFile(join(folder, idx.y), idxBytes([count], labels));
  const own = await seriesOf(experiment(idx));
  expect(own['testAccuracy']!.length).toBeGreaterThan(5);
  expect(own).toEqual(await seriesOf(experiment({ kind: 'digits' })));
});

test('mistakes name file, setting and remedy', async () => {
  await writeFile(join(folder, 'short-idx1-ubyte'), idxBytes([2], [0, 1]));
  await writeFile(join(folder, 'cut-idx1-ubyte.gz'), gzipSync(idxBytes([9], new Uint8Array(9))).slice(0, 20));
  const said = async (data: object) => {
    const { code, stdout, stderr } = await call('check', experiment({ ...idx, ...data }));
    return { code, text: stdout + stderr };
  };
  const short = await said({ y: 'short-idx1-ubyte' });
  expect(short.code).toBe(2);
  expect(short.text).toContain('“short-idx1-ubyte” has 2 labels, but there are features of 1797 examples');
  const cut = await said({ y: 'cut-idx1-ubyte.gz' });
  expect(cut.text).toMatch(/cut-idx1-ubyte\.gz: the gzip file is (truncated|damaged)/);
  const gone = await said({ path: 'no-idx3-ubyte' });
  expect(gone.text).toContain('no-idx3-ubyte');
  expect(gone.text).toContain('problem.data.path');
  const unlabelled = await said({ y: 'no-idx1-ubyte' });
  expect(unlabelled.text).toContain('no-idx1-ubyte');
  expect(unlabelled.text).toContain('problem.data.y');
});
