import { commands, env, window, workspace, type Uri } from 'vscode';
import type { Stores } from '../batches/stores.ts';

/** Shows where the runs of an experiment (or of the first workspace folder) are kept. */
export async function revealRuns(stores: Stores, target: Uri | null): Promise<void> {
  const experiment = target ?? workspace.workspaceFolders?.[0]?.uri;
  const places = experiment === undefined ? [] : stores.placesOf(experiment);
  for (const { root } of places) {
    if (!(await exists(root))) continue;
    const inWorkspace = workspace.getWorkspaceFolder(root) !== undefined;
    await commands.executeCommand(
      inWorkspace || env.remoteName !== undefined ? 'revealInExplorer' : 'revealFileInOS',
      root,
    );
    return;
  }
  void window.showInformationMessage('No runs are stored yet. They are kept from the first run on.');
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
