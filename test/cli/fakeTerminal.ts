import type { Terminal } from '../../src/cli/terminal.ts';

/** Keeps what is written. */
export function fakeTerminal(live = false): Terminal & { stdout: string; stderr: string } {
  const terminal = {
    stdout: '',
    stderr: '',
    live,
    columns: 80,
    out(text: string) {
      terminal.stdout += text;
      return Promise.resolve();
    },
    err(text: string) {
      terminal.stderr += text;
    },
  };
  return terminal;
}
