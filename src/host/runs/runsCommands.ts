import { commands as vscodeCommands, env, Uri, window, workspace } from 'vscode';
import type { BatchNotes } from '../../runs/batchFiles.ts';
import { counted } from '../../runs/format.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import { RUNS_VIEW, commands, contexts } from '../manifest.ts';
import type { ExperimentRunner } from '../commands/runExperiment.ts';
import type { ComparisonPanels } from '../comparison/comparisonPanels.ts';
import type { PanelManager } from '../panel/panelManager.ts';
import type { ContextKeys } from '../status/contextKeys.ts';
import { chosenBatches, isRow, rowsOf, type ChosenBatch } from './selection.ts';
import type { RunsRow, RunsView } from './runsView.ts';

type Register = (id: string, run: (...given: readonly unknown[]) => unknown) => void;

/** The commands of the list *Runs*. A third argument answers the question that a command would ask. */
export function registerRunsCommands(
  registerCommand: Register,
  parts: {
    readonly view: RunsView;
    readonly batches: BatchRegistry;
    readonly panels: PanelManager;
    readonly runner: ExperimentRunner;
    readonly comparisons: ComparisonPanels;
    /** The experiment that a command without a row is about. */
    readonly target: (argument: unknown) => Uri | null;
    readonly contexts: ContextKeys;
  },
): void {
  const { view, batches, panels, runner, comparisons } = parts;
  const rows = (clicked: unknown, selected: unknown): readonly RunsRow[] =>
    rowsOf(clicked, selected, view.selection);
  const chosen = (clicked: unknown, selected: unknown): readonly ChosenBatch[] =>
    chosenBatches(rows(clicked, selected));
  let deleted: readonly ChosenBatch[] = [];

  async function annotate(all: readonly ChosenBatch[], notes: BatchNotes): Promise<void> {
    for (const { root, id } of all) complain(await view.folderOf(root)?.store.annotate(id, notes));
    view.refresh();
  }

  /** Asks for a text that belongs to one batch. */
  async function ask(
    key: 'name' | 'note',
    title: string,
    [clicked, selected, answer]: readonly unknown[],
  ): Promise<void> {
    const [row] = rows(clicked, selected);
    if (row?.kind !== 'batch') return;
    const value = row.batch.notes[key] ?? '';
    const text = typeof answer === 'string' ? answer : await window.showInputBox({ title, value });
    if (text !== undefined) await annotate(chosenBatches([row]), { [key]: text.trim() });
  }

  async function remove(all: readonly ChosenBatch[]): Promise<void> {
    const gone: ChosenBatch[] = [];
    for (const batch of all) {
      const fault = await view.folderOf(batch.root)?.store.remove(batch.id);
      complain(fault);
      if (!fault) gone.push(batch);
    }
    if (gone.length === 0) return;
    deleted = gone;
    parts.contexts.set(contexts.deleted, true);
    view.refresh();
    const what = gone.length === 1 ? `“${gone[0]!.name}”` : counted(gone.length, 'batch', 'batches');
    void window.showInformationMessage(`Deleted ${what}.`, 'Undo').then(answer => {
      if (answer === 'Undo' && deleted === gone) return restore();
      return undefined;
    });
  }

  async function restore(): Promise<void> {
    const back = deleted;
    deleted = [];
    parts.contexts.set(contexts.deleted, false);
    for (const { root, id } of back) complain(await view.folderOf(root)?.store.restore(id));
    view.refresh();
  }

  registerCommand(commands.showRuns, () => vscodeCommands.executeCommand(`${RUNS_VIEW}.focus`));
  registerCommand(commands.openBatch, async (clicked, selected) => {
    const [row] = rows(clicked, selected);
    const [batch] = chosen(clicked, selected);
    const uri = row && view.experimentOf(row);
    const store = batch && view.folderOf(batch.root)?.store;
    if (!uri || !store) return;
    if (await batches.of(uri).showStored(store, batch.id)) panels.show(uri);
    // the panel of the file shows the batch in progress
    else await comparisons.show([{ ...batch, variant: null }]);
  });
  registerCommand(commands.compareRuns, (clicked, selected) => {
    const parts = chosen(clicked, selected);
    return parts.length > 0 ? comparisons.show(parts) : undefined;
  });
  registerCommand(commands.whatDiffers, (clicked, selected) => {
    const parts = chosen(clicked, selected);
    return parts.length > 0 ? comparisons.showDifferences(parts) : undefined;
  });
  registerCommand(commands.resumeBatch, async (clicked, selected) => {
    // an experiment's own file is meant where the command comes from the palette or from its editor
    const row = isRow(clicked) ? clicked : null;
    const uri = row ? view.experimentOf(row) : parts.target(clicked);
    const [batch] = row ? chosen(row, selected) : [];
    const stored = batch && (await view.folderOf(batch.root)?.store.outline(batch.id))?.head;
    const head =
      row === null ? uri && batches.find(uri)?.shown?.head : row.kind === 'run' ? row.known.head : stored;
    if (uri && head) await runner.resume(uri, head);
  });
  registerCommand(commands.cancelRun, (clicked, selected) => {
    for (const row of rows(clicked, selected)) {
      const uri = row.kind === 'run' ? view.experimentOf(row) : undefined;
      const running = uri && batches.find(uri);
      if (row.kind === 'run' && running?.shown?.head.id === row.known.head.id) running.cancel(row.run);
    }
  });
  registerCommand(commands.openExperiment, async (clicked, selected) => {
    const [row] = rows(clicked, selected);
    const uri = row && view.experimentOf(row);
    if (uri) await open(uri);
  });
  registerCommand(commands.pinBatch, (clicked, selected) =>
    annotate(chosen(clicked, selected), { pinned: true }),
  );
  registerCommand(commands.unpinBatch, (clicked, selected) =>
    annotate(chosen(clicked, selected), { pinned: false }),
  );
  registerCommand(commands.renameBatch, (...given) =>
    ask('name', 'Name of the batch; empty for none', given),
  );
  registerCommand(commands.noteBatch, (...given) => ask('note', 'Note on the batch; empty for none', given));
  registerCommand(commands.copyBatchId, async (clicked, selected) => {
    const ids = chosen(clicked, selected).map(({ id }) => id);
    if (ids.length > 0) await env.clipboard.writeText([...new Set(ids)].join('\n'));
  });
  registerCommand(commands.revealBatch, async (clicked, selected) => {
    const [batch] = chosen(clicked, selected);
    const folder = batch && view.folderOf(batch.root);
    if (folder) await reveal(Uri.joinPath(folder.root, 'batches', batch.id));
  });
  registerCommand(commands.deleteBatch, (clicked, selected) =>
    remove(chosenBatches(rows(clicked, selected).filter(({ kind }) => kind === 'batch'))),
  );
  registerCommand(commands.undoDelete, restore);
  registerCommand(commands.filterRuns, async answer => {
    const prompt = 'Words of file, title, name, note, id, state or badge; all must be there';
    const text =
      typeof answer === 'string' ? answer : await window.showInputBox({ prompt, value: view.filter });
    if (text === undefined) return;
    view.filter = text;
    parts.contexts.set(contexts.filtered, view.filter !== '');
  });
  registerCommand(commands.clearFilter, () => {
    view.filter = '';
    parts.contexts.set(contexts.filtered, false);
  });
}

function complain(fault: { readonly message: string; readonly remedy: string } | null | undefined): void {
  if (fault) void window.showWarningMessage(`${fault.message}. ${fault.remedy}.`);
}

async function open(uri: Uri): Promise<void> {
  try {
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  } catch {
    void window.showWarningMessage(`${workspace.asRelativePath(uri)} is not there any more; its runs are.`);
  }
}

async function reveal(folder: Uri): Promise<void> {
  const inEditor = env.remoteName !== undefined || folder.scheme !== 'file';
  await vscodeCommands.executeCommand(inEditor ? 'revealInExplorer' : 'revealFileInOS', folder);
}
