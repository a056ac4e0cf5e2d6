/**
 * Runs the host tests against the packaged extension, in the rig's VS Code or (`--desktop`) in a downloaded desktop
 * one. The .vsix is installed, so that what is tested is what ships; an empty extension beside it is the one "under
 * development" that VS Code wants before it runs tests.
 */
import { runTests } from '@vscode/test-electron';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { desktopEdition, type Edition } from './desktop.ts';
import { bundleHostTests } from './hostBundle.ts';
import type { HostResult } from './mochaInHost.ts';
import { rigEdition } from './rigEdition.ts';

const project = resolve(import.meta.dirname, '..', '..');
const vsix = join(project, 'dist', 'lora-dynamics.vsix');

process.exitCode = await main(process.argv.includes('--desktop'));

async function main(desktop: boolean): Promise<number> {
  if (!existsSync(vsix)) return refuse('dist/lora-dynamics.vsix is missing: run `npm run package` first');
  const tests = await bundleHostTests(project);
  const edition = desktop ? await desktopEdition() : rigEdition();
  if (typeof edition === 'string') return refuse(edition);

  const folder = mkdtempSync(join(tmpdir(), 'lora-host-tests-'));
  try {
    const result = await runIn(edition, tests, folder);
    return judge(result, edition.name);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runIn(edition: Edition, tests: string, folder: string): Promise<HostResult | undefined> {
  const workspace = join(folder, 'workspace');
  const extensions = join(folder, 'extensions');
  const driver = join(folder, 'driver');
  const result = join(folder, 'result.json');
  copyFixtures(workspace);
  mkdirSync(driver);
  const engines = { vscode: '^1.109.0' };
  const manifest = { name: 'host-test-driver', publisher: 'lora-dynamics', version: '0.0.0', engines };
  writeFileSync(join(driver, 'package.json'), JSON.stringify(manifest));

  edition.install(vsix, extensions, join(folder, 'user'));
  await runTests({
    vscodeExecutablePath: edition.executable,
    extensionDevelopmentPath: driver,
    extensionTestsPath: tests,
    launchArgs: [workspace, `--extensions-dir=${extensions}`, `--user-data-dir=${join(folder, 'user')}`],
    extensionTestsEnv: { LORA_HOST_RESULT: result },
  }).catch((error: unknown) => console.error(error instanceof Error ? error.message : error));
  return existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as HostResult) : undefined;
}

/** The tests write beside their files, so they work on a copy. */
function copyFixtures(workspace: string): void {
  const fixtures = join(project, 'test', 'host', 'workspace');
  if (existsSync(fixtures)) cpSync(fixtures, workspace, { recursive: true });
  else mkdirSync(workspace);
}

function judge(result: HostResult | undefined, edition: string): number {
  const { complete, passed, failed, skipped } = result ?? {
    complete: false,
    passed: 0,
    failed: 0,
    skipped: 0,
  };
  if (!complete) return refuse(`${edition} ended before the tests did`);
  if (passed === 0) return refuse(`${edition} ran no test`);
  // `npm test` adds these to its own counts
  mkdirSync(join(project, '.cache', 'results'), { recursive: true });
  writeFileSync(join(project, '.cache', 'results', 'host.json'), JSON.stringify(result));
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || skipped > 0 ? 1 : 0;
}

function refuse(message: string): number {
  console.error(message);
  return 1;
}
