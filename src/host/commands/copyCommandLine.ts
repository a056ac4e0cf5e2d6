import { env, window, workspace, type Uri } from 'vscode';

/** Copies the command that computes the same bits without an editor. */
export async function copyCommandLine(target: Uri): Promise<void> {
  const line = commandLine(workspace.asRelativePath(target, false));
  await env.clipboard.writeText(line);
  window.setStatusBarMessage(`Copied: ${line}`, 4000);
}

/** `lora-dynamics run figure-1.lora.json --json`, quoted for a POSIX shell where it has to be. */
export function commandLine(path: string): string {
  const quoted = /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
  return `lora-dynamics run ${quoted.startsWith('-') ? `./${quoted}` : quoted} --json`;
}
