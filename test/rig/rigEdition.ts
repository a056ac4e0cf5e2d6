import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Edition } from './desktop.ts';

/** The rig's VS Code, through its stand-in executable. */
export function rigEdition(): Edition {
  const executable = join(import.meta.dirname, 'code');
  return {
    name: 'The rig’s VS Code',
    executable,
    install: (vsix, extensions) => {
      const args = ['--install-extension', vsix, '--extensions-dir', extensions];
      const { status, stderr } = spawnSync(executable, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${vsix} was not installed:\n${stderr}`);
    },
  };
}
