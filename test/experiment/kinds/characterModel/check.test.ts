import { expect, it } from 'vitest';
import { loadExperiment, type ReadFile } from '../../../../src/experiment/load.ts';

const texts: Readonly<Record<string, string>> = {
  'a.txt': 'to be or not to be, that is the question. '.repeat(30),
  'b.ts': 'const x = y + 1;\n'.repeat(30),
  'short.txt': 'to be or not',
};
const bytes: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)])),
  'image.png': Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10, 0),
  'latin1.txt': Uint8Array.of(99, 97, 102, 233),
};
const readFile: ReadFile = path => {
  const found = bytes[path];
  return Promise.resolve(found ? { ok: true, bytes: found } : { ok: false, reason: 'there is no such file' });
};
const file = (path: string) => ({ kind: 'file', path });
const load = (problem: object, more: object = {}) =>
  loadExperiment(JSON.stringify({ problem: { kind: 'characterModel', ...problem }, ...more }), readFile);
const codes = async (problem: object, more: object = {}) =>
  (await load(problem, more)).issues.map(({ code, severity }) => [severity, code]);

it('runs without a file, and with two', async () => {
  expect(await codes({})).toEqual([]);
  const { issues, files, fileHashes } = await load({
    pretrainedOn: file('a.txt'),
    fineTunedOn: file('b.ts'),
    N: 100,
  });
  expect(issues).toEqual([]);
  expect(Object.keys(files)).toEqual(['a.txt', 'b.ts']);
  expect(Object.keys(fileHashes)).toEqual(['a.txt', 'b.ts']);
});

it.each([
  ['gone.txt', 'file-unreadable'],
  ['image.png', 'text-not-text'],
  ['latin1.txt', 'text-not-text'],
  ['short.txt', 'text-too-short'],
])('refuses %s: %s', async (path, code) => {
  expect(await codes({ fineTunedOn: file(path) })).toEqual([['error', code]]);
  expect(await codes({ pretrainedOn: file(path) })).toEqual([['error', code]]);
});

it('says of a file that all variants read what is wrong with it, not with one of them', async () => {
  const sweep = { sweep: { 'adapter.initScale': [1, 0.1] } };
  for (const path of ['gone.txt', 'image.png']) {
    const [issue, ...more] = (await load({ fineTunedOn: file(path) }, sweep)).issues;
    expect(more).toEqual([]);
    expect(issue?.message).not.toContain('initScale');
  }
});

it('warns of a text twice, and hints at examples, batches and ranks that are too many', async () => {
  const twice = { pretrainedOn: file('a.txt'), fineTunedOn: file('a.txt'), N: 500 };
  expect(await codes(twice)).toEqual([['warning', 'task-unchanged']]);
  const few = { fineTunedOn: file('b.ts'), N: 5000 };
  const more = { adapter: { rank: 60 }, dynamics: { kind: 'gd', batch: 5000 } };
  expect((await codes(few, more)).map(([, code]) => code).sort()).toEqual([
    ...['batch-above-examples', 'fewer-examples', 'rank-above-layer'],
  ]);
  expect(await codes({}, { adapter: { layers: [3] } })).toEqual([['error', 'layer-missing']]);
});

it('another text is another experiment', async () => {
  const [one, two] = [await load({ fineTunedOn: file('a.txt') }), await load({ fineTunedOn: file('b.ts') })];
  expect(one.configHash).not.toBe(two.configHash);
});
