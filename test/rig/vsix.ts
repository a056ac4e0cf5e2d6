import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installServer, vscodeRoot } from './install.ts';
import { serverEnvironment } from './server.ts';

/** Runs the server as VS Code's command line (`--install-extension`, `--list-extensions`); returns what it printed. */
export function serverCommand(args: readonly string[]): string {
  installServer();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(vscodeRoot, 'out', 'server-main.js'), '--accept-server-license-terms', ...args],
    { encoding: 'utf8', env: serverEnvironment(process.env) },
  );
  if (status !== 0) throw new Error(`VS Code ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** Installs a .vsix for servers that use this data folder. */
export function installVsix(vsix: string, dataFolder: string): void {
  const printed = serverCommand(['--install-extension', vsix, '--force', '--server-data-dir', dataFolder]);
  if (!printed.includes('successfully installed')) throw new Error(`${vsix} was not installed:\n${printed}`);
}
