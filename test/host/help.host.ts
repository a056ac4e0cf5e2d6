import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, until, workspaceFile } from './editor.ts';

describe('help', () => {
  afterEach(closeAll);

  it('opens a page that ships with the extension', async () => {
    await vscode.commands.executeCommand('loraDynamics.openHelp', 'Guide');
    await until('the guide', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('guide.md'))),
    );
  });

  it('copies what a report needs, without private paths', async () => {
    await vscode.commands.executeCommand('loraDynamics.verifyFigure', workspaceFile('missing.svg')).then(
      () => assert.fail('a missing figure was verified'),
      () => undefined,
    );
    await vscode.commands.executeCommand('loraDynamics.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    const { version } = extension().packageJSON as { version: string };
    assert.ok(text.includes(`LoRA Dynamics ${version}, engine ${version}`));
    assert.ok(text.includes(`VS Code ${vscode.version}`));
    assert.match(text, /\d+ cores, \d+ workers/);
    assert.match(text, /error loraDynamics\.verifyFigure failed/);
    assert.match(text, /missing\.svg/);
    const folder = workspaceFile('').fsPath.replace(/\/+$/, '');
    assert.ok(!text.includes(folder), text);
  });
});
