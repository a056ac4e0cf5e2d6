import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchCommand } from '../../src/cli/benchCommand.ts';
import { exitCode } from '../../src/cli/exitCode.ts';
import { renderCommand } from '../../src/cli/renderCommand.ts';
import { reproduceCommand } from '../../src/cli/reproduceCommand.ts';
import { runOptions } from '../../src/cli/runOptions.ts';
import { verifyCommand } from '../../src/cli/verifyCommand.ts';
import type { RunDocument } from '../../src/runs/export/document.ts';
import { BundledCli } from '../cli/bundledCli.ts';
import { fences, page, project } from './pages.ts';

const here = page('docs/command-line.md');

/** Names in code in the first column of a table's rows, by the heading that stands above it. */
function firstColumn(heading: string): readonly string[] {
  const part = here.text.split(/^(?=## )/m).find(text => text.startsWith(`## ${heading}`)) ?? '';
  return [...part.matchAll(/^\| (.+?) \| /gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

let cli: BundledCli;
let folder = '';
beforeAll(async () => {
  cli = await BundledCli.make();
  folder = mkdtempSync(join(tmpdir(), 'lora-docs-'));
  cpSync(join(project, 'media', 'presets'), folder, { recursive: true });
  mkdirSync(join(folder, 'bin'));
  const wrapper = `#!/bin/sh\nexec "${process.execPath}" "${cli.path}" "$@"\n`;
  writeFileSync(join(folder, 'bin', 'lora-dynamics'), wrapper, { mode: 0o755 });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  return cli.remove();
});

function shell(script: string): {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const PATH = `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-e', '-c', script], {
    cwd: folder,
    env: { ...process.env, PATH },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

describe('docs/command-line.md', () => {
  const scripts = fences(here).filter(({ info }) => info === 'sh');

  it('has examples', () => {
    expect(scripts.length).toBeGreaterThan(6);
  });

  it.each(scripts.map(({ code }) => code))('shows commands that work:\n%s', script => {
    const { code, stderr } = shell(script);
    expect(code, stderr).toBe(exitCode.done);
    expect(stderr).not.toContain('error');
  });

  it('shows the table that the first example prints', () => {
    const shown = fences(here).find(({ code }) => code.startsWith('Smaller initialisation'));
    const { stdout } = shell('lora-dynamics run first-experiment.lora.json');
    expect(stdout).toContain(shown?.code ?? 'nothing shown');
  });

  it('shows messages as `check` prints them', () => {
    const shown = fences(here).find(({ code }) => code.startsWith('study.lora.json'));
    const experiment = (more: object): string => JSON.stringify({ problem: 'matrixFactorization', ...more });
    writeFileSync(join(folder, 'study.lora.json'), experiment({ adapter: { rnk: 4 } }));
    const unknown = shell('lora-dynamics check study.lora.json || test $? = 2').stdout;
    writeFileSync(
      join(folder, 'study.lora.json'),
      experiment({ dynamics: { kind: 'gd', learningRate: 0.2, steps: 200 } }),
    );
    const unstable = shell('lora-dynamics check study.lora.json').stdout;
    const withoutPlace = (text: string): string => text.replaceAll(/^study\.lora\.json:\d+:\d+ /gm, '');
    expect(withoutPlace(shown?.code ?? '')).toBe(withoutPlace(unknown + unstable));
  });

  it('lists the options that there are', () => {
    const written = (options: object): string[] => [...Object.keys(options), 'help'].map(name => `--${name}`);
    const listed = (heading: string): Set<string> =>
      new Set(firstColumn(heading).flatMap(text => /^--[a-z-]+/.exec(text)?.[0] ?? []));
    expect([...listed('`run`')].sort()).toEqual(written(runOptions).sort());
    expect([...listed('`render`')].sort()).toEqual(written(renderCommand.options).sort());
    expect([...listed('`verify`')].sort()).toEqual(written(verifyCommand.options).sort());
    expect([...listed('`reproduce`')].sort()).toEqual(written(reproduceCommand.options).sort());
    expect([...listed('`bench`')].sort()).toEqual(written(benchCommand.options).sort());
  });

  it('lists the exit codes that there are', () => {
    const part = here.text.split(/^(?=## )/m).find(text => text.startsWith('## Exit codes')) ?? '';
    const listed = [...part.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
    expect(listed).toEqual(Object.values(exitCode));
  });

  it('names every key of the JSON document, and no other', () => {
    const sets = [
      `--set dynamics.until=40`,
      `--set 'dynamics={ "kind": "gd", "learningRate": 0.2, "steps": 200 }'`,
    ];
    const seen = new Set<string>();
    for (const set of sets) {
      const call = `lora-dynamics run first-experiment.lora.json --seeds 1 --no-store --json ${set}`;
      const { stdout } = shell(`${call} || test $? = 1`);
      const document = JSON.parse(stdout) as { readonly runs: readonly RunDocument[] };
      for (const key of Object.keys(document)) seen.add(key);
      for (const run of document.runs)
        for (const part of [run, run.events, run.health, run.counts])
          for (const key of Object.keys(part)) seen.add(key);
    }
    const listed = here.text
      .slice(here.text.indexOf('## The JSON document'), here.text.indexOf('## JSONL'))
      .matchAll(/^\| `([A-Za-z]+)` \| /gm);
    expect([...listed].map(([, key]) => key).sort()).toEqual([...seen].sort());
  });

  it('describes what the Python example reads', () => {
    const { stdout } = shell('lora-dynamics run first-experiment.lora.json --seeds 1 --no-store --json');
    const { runs } = JSON.parse(stdout) as { readonly runs: readonly RunDocument[] };
    expect(runs[0]?.series['t']?.length).toBe(runs[0]?.series['loss']?.length);
    expect(runs[0]?.events['escape']).toBeGreaterThan(0);
  });

  it('shows the version that there is', () => {
    const version = /^(\d+\.\d+\.\d+)$/m.exec(here.text)?.[1];
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
