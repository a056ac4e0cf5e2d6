import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../../src/cli/commandLine.ts';
import { ProgressLine } from '../../src/cli/progressLine.ts';
import { storePlace } from '../../src/cli/storePlace.ts';
import { VERSION } from '../../src/engine/version.ts';
import type { BatchProgress } from '../../src/runs/batchEvents.ts';
import { fakeTerminal } from './fakeTerminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lora-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function call(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const terminal = fakeTerminal();
  const code = await commandLine(args, terminal, () => () => undefined);
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

describe('the command line', () => {
  it('says its version and what it can do', async () => {
    expect(await call('--version')).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    const help = await call('--help');
    expect(help.code).toBe(0);
    for (const name of ['run FILE', 'check FILE', 'render RUN', 'bench', 'Exit codes'])
      expect(help.stdout).toContain(name);
    expect((await call('run', '--help')).stdout).toContain('--workers N');
    expect((await call('help', 'check')).stdout).toContain('check FILE');
    expect((await call()).code).toBe(2);
  });

  it('answers a wrong call with 2 and says what is wrong, on standard error alone', async () => {
    const good = await file('good.lora.json', '{ "problem": { "kind": "matrixFactorization" } }');
    for (const [args, message] of [
      [['walk'], 'no command "walk"'],
      [['run'], 'needs a file'],
      [['run', good, good], 'takes one file'],
      [['run', good, '--jason'], '--jason'],
      [['run', good, '--json', '--csv'], 'exclude each other'],
      [['run', good, '--workers', '0'], '--workers needs'],
      [['run', good, '--workers', 'two'], '--workers needs'],
      [['run', good, '--seeds', 'many'], '--seeds needs'],
      [['run', good, '--set', 'rank'], 'PATH=VALUE'],
      [['run', join(folder, 'none.lora.json')], 'no such file'],
      [['run', folder], 'it is a folder'],
      [['check'], 'needs a file'],
      [['render', 'x'], '--svg'],
      [['bench', good], 'takes no file'],
      [['bench', '--workers', '0'], '--workers needs'],
    ] as const) {
      const answer = await call(...args);
      expect([answer.code, answer.stdout], args.join(' ')).toEqual([2, '']);
      expect(answer.stderr).toContain(message);
    }
  });

  it('checks files: file:line:col severity code message', async () => {
    const bad = await file(
      'bad.lora.json',
      '{\n  "problem": { "kind": "matrixFactorization" },\n  "adapter": { "rank": 0 }\n}',
    );
    const good = await file('good.lora.json', '{ "problem": { "kind": "matrixFactorization" } }');
    const answer = await call('check', good, bad, join(folder, 'none.lora.json'));
    expect(answer.code).toBe(2);
    const lines = answer.stdout.trimEnd().split('\n');
    expect(lines.some(line => /bad\.lora\.json:3:\d+ error [a-z-]+ .*rank/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/none\.lora\.json:1:1 error file-unreadable there is no such file$/);
    expect((await call('check', good)).code).toBe(0);
  });

  it('does not run what is wrong', async () => {
    const bad = await file(
      'worse.lora.json',
      '{ "problem": { "kind": "matrixFactorization" }, "adapter": { "rank": -1 } ',
    );
    const answer = await call('run', bad, '--json');
    expect([answer.code, answer.stdout]).toEqual([2, '']);
    expect(answer.stderr).toContain('worse.lora.json:1:');
    const set = await call(
      'run',
      await file('good.lora.json', '{ "problem": { "kind": "matrixFactorization" } }'),
      '--set',
      'adapter.rank=0',
    );
    expect([set.code, set.stdout]).toEqual([2, '']);
    expect(set.stderr).toContain('rank');
  });

  it('leaves somebody else’s file alone', async () => {
    const other = await file('other.lora.json', '{ "devices": [] }');
    expect((await call('check', other)).code).toBe(0);
    expect((await call('run', other)).code).toBe(2);
  });
});

describe('where batches are kept', () => {
  it('is the nearest folder that keeps batches or is a workspace', async () => {
    const inner = join(folder, 'workspace', 'studies', 'deep');
    await mkdir(inner, { recursive: true });
    const at = join(inner, 'a.lora.json');
    // Nothing marks a place: the current folder if the file lies in it, else beside the file.
    expect(storePlace(at, join(folder, 'workspace'))).toMatchObject({ source: 'studies/deep/a.lora.json' });
    expect(storePlace(at, join(folder, 'elsewhere'))).toMatchObject({ source: 'a.lora.json' });
    await mkdir(join(folder, 'workspace', 'studies', '.lora-dynamics'));
    const place = storePlace('deep/a.lora.json', join(folder, 'workspace', 'studies'));
    expect(place.source).toBe('deep/a.lora.json');
    expect(place.store.root).toBe(join(folder, 'workspace', 'studies', '.lora-dynamics'));
  });
});

describe('progress', () => {
  const at = (fraction: number, seconds: number): BatchProgress => ({
    fraction,
    total: 180,
    ended: Math.floor(fraction * 180),
    failed: 0,
    cancelled: 0,
    cached: 0,
    seconds,
    secondsLeft: 4,
    rate: 20,
  });

  it('counts cancelled runs as cancelled, not as done', () => {
    const terminal = fakeTerminal();
    new ProgressLine(terminal).show({ ...at(0.5, 3), ended: 180, cancelled: 90, secondsLeft: 0 });
    expect(terminal.stderr).toBe('50 % · 90 of 180 runs · 90 cancelled · 20.0 runs/s\n');
  });

  it('is a bar on a terminal, drawn over, never wider than it', () => {
    const terminal = { ...fakeTerminal(true), columns: 40, stderr: '' };
    terminal.err = text => (terminal.stderr += text);
    const line = new ProgressLine(terminal);
    line.show(at(0.5, 1));
    line.show(at(0.6, 1.1));
    line.clear();
    expect(terminal.stderr).not.toContain('\n');
    const frames = terminal.stderr.split('\r').filter(Boolean);
    expect(frames).toHaveLength(3);
    for (const frame of frames) expect(frame.replace('\x1b[K', '').length).toBeLessThan(40);
    expect(frames[0]).toContain('50 %');
  });

  it('is a plain line now and then elsewhere', () => {
    const terminal = fakeTerminal();
    const line = new ProgressLine(terminal);
    for (let i = 0; i <= 100; i++) line.show(at(i / 100, i / 10));
    line.clear();
    expect(terminal.stderr).not.toContain('\r');
    expect(terminal.stderr.split('\n').length).toBeLessThanOrEqual(11);
    expect(terminal.stderr).toContain('50 % · 90 of 180 runs');
  });
});
