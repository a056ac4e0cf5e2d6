import { writeFileSync } from 'node:fs';
import process from 'node:process';
import * as vscode from 'vscode';
import type { InternalApi } from '../src/extension.ts';

/** Milliseconds, by the wall and of the whole process. */
interface Span {
  readonly wall: number;
  readonly cpu: number;
}

/** What one window paid. */
export interface ActivationTimes {
  /** From the call to the answer of `activate`, reading the code included. */
  readonly activation: Span;
  /** Until all that follows it has been read, and the list of runs answers. */
  readonly rest: Span;
  /** From the opened experiment to the line above its text. */
  readonly lens: Span;
}

/** Milliseconds in which VS Code is left alone before it is measured. */
const QUIET = 4000;

/** Runs inside the extension host: activates the extension, then opens an experiment, and writes what each took. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<InternalApi>('lora-dynamics.lora-dynamics');
  const file = process.env['LORA_HOST_RESULT'];
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (extension === undefined || file === undefined || folder === undefined)
    throw new Error('Nothing to measure');
  // what it depends on is VS Code's own
  await vscode.extensions.getExtension('vscode.json-language-features')?.activate();
  await new Promise(resolve => setTimeout(resolve, QUIET));
  const activation = await timed(() => extension.activate());
  const rest = await timed(async () => extension.exports.runs.getChildren());
  await new Promise(resolve => setTimeout(resolve, QUIET));
  const lens = await timed(async () => {
    const uri = vscode.Uri.joinPath(folder, 'figure-1.lora.json');
    await vscode.workspace.openTextDocument(uri);
    for (;;) {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
        9,
      );
      if (found.some(({ command }) => command?.title.includes('Run'))) return;
    }
  });
  const times: ActivationTimes = { activation, rest, lens };
  writeFileSync(file, JSON.stringify(times));
}

async function timed(work: () => Thenable<unknown>): Promise<Span> {
  const before = process.cpuUsage();
  const began = performance.now();
  await work();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 };
}
