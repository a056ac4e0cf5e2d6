import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosticsText } from '../../../src/host/help/diagnosticsText.ts';
import { scrubbed } from '../../../src/host/help/scrubbed.ts';

/** A home folder as Linux has it, put together because no file here may name one. */
const home = ['', 'home', 'ada'].join('/');
const windows = ['C:', 'Users', 'Ada'].join('\\');

const folders = [
  { path: `${home}/My Lab`, name: '' },
  { path: `${home}/study`, name: '' },
  { path: `${windows}\\study`, name: '' },
  { path: `${home}/.vscode/extensions/lora`, name: '<extension>' },
  { path: home, name: '~' },
];

describe('texts without private paths', () => {
  it.each([
    [`${home}/study/a/b.lora.json cannot be read`, 'a/b.lora.json cannot be read'],
    [`file://${home}/study/with%20space.lora.json`, 'with space.lora.json'],
    [`${windows}\\study\\x.npz is missing`, 'x.npz is missing'],
    [
      `at run (${home}/.vscode/extensions/lora/dist/extension.js:1:2)`,
      'at run (<extension>/dist/extension.js:1:2)',
    ],
    [`EACCES: open "${home}/notes.txt"`, 'EACCES: open "~/notes.txt"'],
    ['/srv/secret-project/weights.npz', '…/weights.npz'],
    ['vscode-remote://ssh-remote+host/srv/secret/x.json', '…/x.json'],
    ['D:\\secret\\y.json', '…/y.json'],
    [`${windows} Lovelace\\notes\\x.npz`, '…/x.npz'],
    ['/srv/Secret Client/Model X/w.npz is missing', '…/w.npz is missing'],
    ['ENOENT, open "/srv/Secret Client/My Model.npz"', 'ENOENT, open "…/My Model.npz"'],
    [`${home}/My Lab/sub/x.lora.json`, 'sub/x.lora.json'],
    [`store: ${JSON.stringify('C:\\Secret\\Client\\store')}`, 'store: "…/store"'],
    [`store: ${JSON.stringify(`${windows}\\study\\store`)}`, 'store: "store"'],
    ['180 runs, 12 runs/s, and/or 2/3', '180 runs, 12 runs/s, and/or 2/3'],
  ])('%s', (text, clean) => {
    expect(scrubbed(text, folders)).toBe(clean);
  });

  it('name no folder outside the workspace', () => {
    const segment = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(fc.array(segment, { minLength: 2, maxLength: 5 }), parts => {
        const secret = parts.map(part => `${part}Q`);
        const clean = scrubbed(`failed: /${secret.join('/')}/file.txt (why)`, folders);
        for (const part of secret) expect(clean).not.toContain(part);
        expect(clean).toBe('failed: …/file.txt (why)');
      }),
    );
  });
});

it('a report has versions, changed settings and the last problems', () => {
  const text = diagnosticsText(
    {
      ...{ version: '0.1.0', engine: '0.1.0+2', kernel: 'wasm', editor: 'VS Code 1.109.0, desktop, local' },
      ...{ platform: 'linux x64, Node 24.0.0', cores: 8, workers: 7, workspace: '1 folder (file), trusted' },
      ...{ settings: { 'loraDynamics.run.workers': 7 }, batches: '0 running' },
      problems: [
        {
          time: new Date('2026-01-02T03:04:05Z'),
          severity: 'error',
          message: `Loading ${home}/study/x.lora.json failed\n    at load`,
        },
      ],
    },
    folders,
  );
  expect(text).toContain('LoRA Dynamics 0.1.0, engine 0.1.0+2, kernel wasm\n');
  expect(text).toContain('Settings:\n  loraDynamics.run.workers: 7\n');
  expect(text).toContain('  03:04:05 error Loading x.lora.json failed\n');
});
