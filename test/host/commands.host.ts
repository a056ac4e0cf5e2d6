import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, open, panelTabs, until } from './editor.ts';

describe('commands', () => {
  afterEach(closeAll);

  it('New Experiment opens a preset as a file that is not saved, with its language', async () => {
    const picked = vscode.commands.executeCommand('loraDynamics.newExperiment');
    await new Promise(resolve => setTimeout(resolve, 1500));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await picked;
    const document = await until('the new file', () => {
      const active = vscode.window.activeTextEditor?.document;
      return active?.isUntitled === true && active;
    });
    assert.equal(document.languageId, 'lora-experiment');
    assert.match(document.uri.path, /\.lora\.json$/);
    assert.match(document.getText(), /"problem"/);
    await until('its schema', async () => {
      const offset = document.getText().indexOf('"problem"') + 2;
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(offset),
      );
      return hovers.length > 0;
    });
  });

  it('Show Results opens an empty panel for a file that never ran', async () => {
    await open('long.lora.json');
    await vscode.commands.executeCommand('loraDynamics.showResults');
    await until('the panel', () => panelTabs().length === 1);
  });

  it('Copy Command Line gives the command for a terminal', async () => {
    await open('quick.lora.json');
    await vscode.commands.executeCommand('loraDynamics.copyCommandLine');
    assert.equal(await vscode.env.clipboard.readText(), 'lora-dynamics run quick.lora.json --json');
  });

  it('Reproduce the Paper runs a row, opens its report and says what came of it', async function () {
    this.timeout(120_000);
    const verdicts = await vscode.commands.executeCommand<readonly string[]>('loraDynamics.reproducePaper', {
      figure: '4-row-1',
      seeds: 2,
    });
    assert.match(verdicts[0] ?? '', /^Gradient flow: \d of 9 values within their bands; \d+ not judged/);
    await until('the report', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Reproduction')),
    );
  });

  it('Stop does nothing where nothing runs', async () => {
    await vscode.commands.executeCommand('loraDynamics.stopRun');
  });
});
