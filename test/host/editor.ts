import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { InternalApi } from '../../src/extension.ts';
import type { PanelView } from '../../src/protocol/panel.ts';

/** What the suites do with VS Code. */

const ID = 'lora-dynamics.lora-dynamics';

export function extension(): vscode.Extension<InternalApi> {
  const found = vscode.extensions.getExtension<InternalApi>(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the test workspace in the first column, with the focus. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.One,
    preview: false,
  });
  // what an earlier test typed may still be there
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** Writes a new file of the test workspace and opens it. */
export async function write(name: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
  return open(name);
}

export async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  assert.ok(await editor.edit(edit => edit.replace(all, text)));
}

/** Waits until `check` gives something; fails with `what` if it does not in time. */
export async function until<T>(
  what: string,
  check: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  limit = 15_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > end) throw new Error(`Waited ${limit} ms for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}

/** Collects the views that the panel of a file is given. */
export class Views {
  readonly all: PanelView[] = [];
  readonly #subscription: vscode.Disposable;

  constructor(uri: vscode.Uri) {
    this.#subscription = extension().exports.onDidPostView(posted => {
      if (posted.uri.toString() === uri.toString()) this.all.push(posted.view);
    });
  }

  get last(): PanelView | undefined {
    return this.all.at(-1);
  }

  /** Waits for a view that fits. */
  find(what: string, fits: (view: PanelView) => boolean, limit = 20_000): Promise<PanelView> {
    return until(what, () => this.all.find(fits), limit);
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

export function panelTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('loraDynamics.results'),
    );
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('loraDynamics.stopRun');
  await vscode.commands
    .executeCommand('workbench.action.revertAndCloseActiveEditor')
    .then(undefined, () => undefined);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('all tabs to close', () => panelTabs().length === 0);
}

/** Changes a setting of the workspace for the length of `work`. */
export async function withSetting<T>(key: string, value: unknown, work: () => Promise<T>): Promise<T> {
  const section = vscode.workspace.getConfiguration('loraDynamics');
  await section.update(key, value, vscode.ConfigurationTarget.Workspace);
  try {
    return await work();
  } finally {
    await section.update(key, undefined, vscode.ConfigurationTarget.Workspace);
  }
}
