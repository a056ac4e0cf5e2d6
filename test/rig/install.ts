/**
 * Installs the VS Code server into test/rig/node_modules, once: one `npm ci` without install scripts, so that no
 * compiler is needed. The packages beside code-server in package.json are those modules of its lib/vscode that the
 * server and the workbench load, at its versions; the rest of them (agents, sandboxes, Windows) is left out.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const rig = import.meta.dirname;
const modules = join(rig, 'node_modules');

/** The root of VS Code inside code-server: out/server-main.js, package.json, product.json, extensions. */
export const vscodeRoot = join(modules, 'code-server', 'lib', 'vscode');

const stubs = { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'nativeWatchdog.cjs' };

/** Installs the server unless this very version of it is there. Throws where npm fails. */
export function installServer(): void {
  const stamp = join(modules, '.stamp');
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const start = Date.now();
  console.log('rig: installing a VS Code server from npm, once (about 160 MB) …');
  const ci = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: rig,
    env: outsideOfNpm(),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (ci.status !== 0)
    throw new Error('rig: npm ci in test/rig failed; the server comes from the npm registry');

  // the workbench asks for node_modules/… below VS Code's root (grammars, terminal): give it ours
  const link = join(vscodeRoot, 'node_modules');
  rmSync(link, { recursive: true, force: true });
  symlinkSync(join('..', '..', '..'), link, 'dir');
  for (const [name, file] of Object.entries(stubs)) {
    const folder = join(modules, ...name.split('/'));
    mkdirSync(folder, { recursive: true });
    copyFileSync(join(rig, 'stubs', file), join(folder, 'index.js'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
  }
  writeFileSync(stamp, wanted);
  console.log(`rig: installed in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/** Changes whenever what is installed would change. */
function fingerprint(): string {
  const files = [
    'package-lock.json',
    'install.ts',
    ...readdirSync(join(rig, 'stubs')).map(name => join('stubs', name)),
  ];
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of files) hash.update(readFileSync(join(rig, file)));
  return hash.digest('hex');
}

/** npm run leaves settings of the outer package in the environment, which would redirect an inner npm. */
function outsideOfNpm(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter(([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name)),
  );
}
