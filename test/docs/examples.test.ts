import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadExperiment, type ReadResult } from '../../src/experiment/load.ts';
import { npyFile } from '../../src/data/writeNpy.ts';
import { zipOf } from '../../src/data/writeZip.ts';
import { idxBytes } from '../data/idxBytes.ts';
import { mnistFiles } from '../experiment/imageFolder/datasets.ts';
import { filesOf } from '../experiment/reading.ts';
import { fences, pages, project } from './pages.ts';

/** Whatever matrices an example names: those of the shipped preset have the names that the pages use. */
const bytes = readFileSync(join(project, 'media', 'presets', 'own-matrices.npz'));
const table = new TextEncoder().encode('t,loss\n0,12.5\n1,12.4\n');
/** Features and labels of three classes, under the names that the guide's export gives them. */
const features = zipOf(
  Object.entries({ X_train: [300, 2], X_test: [30, 2], y_train: [300], y_test: [30] }).map(
    ([name, shape]) => ({
      name: `${name}.npy`,
      bytes: npyFile({
        shape,
        entries: Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i % 3),
      }),
    }),
  ),
);
/** Texts to learn. */
const words = new TextEncoder().encode('It was the best of times, it was the worst of times. '.repeat(100));
const verse = new TextEncoder().encode('Shall I compare thee to a summer’s day? '.repeat(100));
/** Images and labels of three classes, as MNIST ships them. */
const images = idxBytes([30, 4, 4], new Uint8Array(480));
const labels = idxBytes(
  [30],
  Uint8Array.from({ length: 30 }, (_, i) => i % 3),
);
const files = new Map([
  ['features.npz', features],
  ...['train', 't10k'].flatMap((set): [string, Uint8Array][] => [
    [`${set}-images-idx3-ubyte.gz`, images],
    [`${set}-labels-idx1-ubyte.gz`, labels],
  ]),
  ['thesis.tex', words],
  ['notes.txt', verse],
]);
/** A folder of MNIST, too. */
const folder = filesOf(mnistFiles('data/mnist'));
const readFile = (path: string): Promise<ReadResult> =>
  path.startsWith('data/mnist')
    ? folder(path)
    : Promise.resolve({ ok: true, bytes: path.endsWith('.csv') ? table : (files.get(path) ?? bytes) });

const examples = pages().flatMap(page =>
  fences(page)
    .filter(({ info }) => info === 'jsonc')
    .map(({ code }) => ({ path: page.path, code })),
);

describe('experiments in the documentation', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(3);
  });

  it.each(examples)('load without error or warning: $path\n$code', async ({ code }) => {
    const { issues, experiment } = await loadExperiment(code, readFile);
    expect(issues.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    expect(experiment).toBeDefined();
  });
});
