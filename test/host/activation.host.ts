import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, open, until, workspaceFile } from './editor.ts';

describe('activation', () => {
  after(closeAll);

  it('does not come with VS Code, nor with other JSON files', async () => {
    await vscode.window.showTextDocument(workspaceFile('plain.json'));
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'json');
    assert.equal(extension().isActive, false);
  });

  it('comes with the first experiment, which has its own language', async () => {
    const editor = await open('quick.lora.json');
    assert.equal(editor.document.languageId, 'lora-experiment');
    await until('activation', () => extension().isActive);
  });

  it('keeps experiments from a user’s association of *.json', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await files.update('associations', { '*.json': 'jsonc' }, vscode.ConfigurationTarget.Workspace);
    try {
      const document = await vscode.workspace.openTextDocument(workspaceFile('long.lora.json'));
      assert.equal(document.languageId, 'lora-experiment');
    } finally {
      await files.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('offers every command of the manifest', async () => {
    const declared = (extension().packageJSON as { contributes: { commands: { command: string }[] } })
      .contributes.commands;
    const known = new Set(await vscode.commands.getCommands(true));
    assert.ok(declared.length >= 8);
    for (const { command } of declared) assert.ok(known.has(command), command);
  });
});
