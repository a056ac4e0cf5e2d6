import { Uri, commands as vscodeCommands, window, type QuickPickItem } from 'vscode';
import { commands } from '../manifest.ts';

interface HelpItem extends QuickPickItem {
  readonly open: () => Thenable<unknown>;
}

/** Offers the pages that ship with the extension, the walkthrough, the log and the report. An argument names the page. */
export async function openHelp(extension: Uri, page: unknown): Promise<void> {
  const items = helpItems(extension);
  const named = typeof page === 'string' ? items.find(({ label }) => label === page) : undefined;
  const chosen =
    named ?? (await window.showQuickPick(items, { title: 'LoRA Dynamics: Help', matchOnDescription: true }));
  await chosen?.open();
}

function helpItems(extension: Uri): readonly HelpItem[] {
  const pageOf = (file: string) => () =>
    vscodeCommands.executeCommand('markdown.showPreview', Uri.joinPath(extension, 'docs', file));
  const ours = (id: string) => () => vscodeCommands.executeCommand(id);
  return [
    { label: 'Guide', description: 'a day with the extension', open: pageOf('guide.md') },
    { label: 'File Format', description: 'every key of a file', open: pageOf('file-format.md') },
    { label: 'Messages', description: 'what each one means, what to do', open: pageOf('diagnostics.md') },
    { label: 'Theory', description: 'the mathematics, with its sources', open: pageOf('theory.md') },
    { label: 'Command Line', description: 'options, JSON, exit codes', open: pageOf('command-line.md') },
    { label: 'Agents', description: 'tools for language models', open: pageOf('agents.md') },
    { label: 'Walkthrough', description: 'five steps', open: ours(commands.openWalkthrough) },
    { label: 'Show Log', description: 'batches, lost workers, errors', open: ours(commands.showLog) },
    { label: 'Copy Diagnostics', description: 'for a report', open: ours(commands.copyDiagnostics) },
  ];
}
