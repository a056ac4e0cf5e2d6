import { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';

/** A VS Code that tests can run in. */
export interface Edition {
  readonly name: string;
  readonly executable: string;
  /** Installs a .vsix into an extensions folder of its own. Throws where that fails. */
  install(vsix: string, extensionsFolder: string, userDataFolder: string): void;
}

/** Desktop VS Code, stable, downloaded once into .vscode-test; a sentence where it cannot be had. */
export async function desktopEdition(): Promise<Edition | string> {
  if (process.platform === 'linux' && !process.env['DISPLAY'])
    return notRun('there is no display (on Linux: xvfb-run -a npm run test:desktop)');
  let executable: string;
  try {
    executable = await downloadAndUnzipVSCode('stable');
  } catch (error) {
    return notRun(
      `VS Code could not be downloaded (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  return {
    name: 'Desktop VS Code',
    executable,
    install: (vsix, extensions, userData) => {
      const code = resolveCliPathFromVSCodeExecutablePath(executable);
      const places = [`--extensions-dir=${extensions}`, `--user-data-dir=${userData}`];
      const shell = process.platform === 'win32';
      const { status, stderr } = spawnSync(code, ['--install-extension', vsix, ...places], {
        encoding: 'utf8',
        shell,
      });
      if (status !== 0) throw new Error(`${vsix} was not installed:\n${stderr}`);
    },
  };
}

function notRun(reason: string): string {
  return `\n*** THE DESKTOP TESTS DID NOT RUN: ${reason} ***\n`;
}
