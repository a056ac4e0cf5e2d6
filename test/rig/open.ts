/**
 * `npm run vscode`: opens the extension on the presets, in the desktop VS Code of this machine where there is one, else
 * in the rig's VS Code, whose address any browser here can open. Needs dist/ and the .vsix.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { startServer } from './server.ts';
import { installVsix } from './vsix.ts';

const project = resolve(import.meta.dirname, '..', '..');
const presets = join(project, 'media', 'presets');

if (process.argv.includes('--rig') || !openDesktop()) await openRig();

/** Starts `code` with the extension loaded from this folder; false where there is no `code` that works. */
function openDesktop(): boolean {
  const shell = process.platform === 'win32';
  if (spawnSync('code', ['--version'], { shell }).status !== 0) return false;
  const { status } = spawnSync('code', [`--extensionDevelopmentPath=${project}`, '--new-window', presets], {
    shell,
    stdio: 'inherit',
  });
  if (status !== 0) return false;
  console.log('Opened VS Code on media/presets: choose figure-1.lora.json and press Ctrl+Enter');
  return true;
}

/** Serves VS Code until Ctrl+C. Its settings and state are kept in .cache/vscode. */
async function openRig(): Promise<void> {
  const dataFolder = join(project, '.cache', 'vscode');
  installVsix(join(project, 'dist', 'lora-dynamics.vsix'), dataFolder);
  const server = await startServer({ dataFolder, port: Number(process.env['LORA_PORT'] ?? 0) });
  console.log(`\nVS Code is at ${server.address(presets)}`);
  console.log('Open figure-1.lora.json there and press Ctrl+Enter. Ctrl+C here ends it.\n');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().finally(() => process.exit(0)));
  server.process.once('exit', code => process.exit(code ?? 1));
}
