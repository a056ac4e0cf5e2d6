/**
 * `node bench/activation.ts [ROUNDS]`: what the extension costs the extension host of a window, with the packaged extension (`npm
 * run package` first) in a real VS Code: until it is activated, until the rest of it has been read, and from an opened experiment to
 * the line above its text. Each round is a window of its own; the first fills VS Code's caches and does not count.
 */
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { rigEdition } from '../test/rig/rigEdition.ts';
import type { ActivationTimes } from './activationInHost.ts';
import { clockAt, loadNow, machine } from './machine.ts';
import { median } from './median.ts';

const project = resolve(import.meta.dirname, '..');
const rounds = Number(process.argv[2] ?? 5);
/** The goal, in milliseconds. */
const GOAL = 50;

const inHost = join(project, 'dist', 'test', 'activation.cjs');
await build({
  entryPoints: [join(project, 'bench', 'activationInHost.ts')],
  ...{ bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], outfile: inHost },
});
const folder = mkdtempSync(join(tmpdir(), 'lora-activation-'));
const workspace = join(folder, 'workspace');
const extensions = join(folder, 'extensions');
const driver = join(folder, 'driver');
const result = join(folder, 'result.json');
try {
  for (const place of [workspace, driver]) mkdirSync(place);
  cpSync(join(project, 'media', 'presets', 'figure-1.lora.json'), join(workspace, 'figure-1.lora.json'));
  const manifest = { name: 'bench-driver', publisher: 'lora-dynamics', version: '0.0.0' };
  writeFileSync(
    join(driver, 'package.json'),
    JSON.stringify({ ...manifest, engines: { vscode: '^1.109.0' } }),
  );
  const edition = rigEdition();
  edition.install(join(project, 'dist', 'lora-dynamics.vsix'), extensions, join(folder, 'user'));
  const measured: ActivationTimes[] = [];
  for (let round = 0; round <= rounds; round++) {
    rmSync(result, { force: true });
    await runTests({
      vscodeExecutablePath: edition.executable,
      extensionDevelopmentPath: driver,
      extensionTestsPath: inHost,
      launchArgs: [workspace, `--extensions-dir=${extensions}`, `--user-data-dir=${join(folder, 'user')}`],
      extensionTestsEnv: { LORA_HOST_RESULT: result },
    }).catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
    if (!existsSync(result)) throw new Error('VS Code ended before it was measured');
    const times = JSON.parse(readFileSync(result, 'utf8')) as ActivationTimes;
    if (round > 0) measured.push(times);
  }
  const load = loadNow();
  const clock = clockAt(load);
  const of = (part: keyof ActivationTimes): number =>
    Math.round(median(measured.map(times => times[part][clock])));
  console.log(JSON.stringify({ machine: machine(), load, measured }));
  console.log(
    `by the ${clock} clock: activation ${of('activation')} ms (goal: under ${GOAL}), the rest ${of('rest')} ms, ` +
      `${of('lens')} ms from an opened file to its first line (medians of ${rounds} windows, load ${load.toFixed(1)})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
