import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { BatchRow } from '../../src/runs/listing/rows.ts';
import type { RunsRow } from '../../src/host/runs/runsView.ts';
import {
  Views,
  closeAll,
  extension,
  open,
  panelTabs,
  until,
  withSetting,
  workspaceFile,
  write,
} from './editor.ts';

const call = (command: string, ...given: readonly unknown[]) =>
  vscode.commands.executeCommand(`loraDynamics.${command}`, ...given);

async function children(row?: RunsRow): Promise<RunsRow[]> {
  return (await extension().exports.runs.getChildren(row)) ?? [];
}

/** The batches of a file as the list has them. */
async function batchesOf(name: string): Promise<BatchRow[]> {
  const experiments = await children();
  const experiment = experiments.find(({ text }) => text.label === name);
  const rows = experiment ? await children(experiment) : [];
  return rows.filter(row => row.kind === 'batch');
}

async function runOnce(file: string): Promise<void> {
  await open(file);
  const views = new Views(workspaceFile(file));
  await call('runExperiment');
  await views.find('the end', ({ state }) => state === 'done');
  views.dispose();
}

const small = (title: string, scale: string): string =>
  `{ "title": "${title}", "problem": { "kind": "matrixFactorization" }, "seeds": 2,\n` +
  `  "dynamics": { "until": 2 }, "sweep": { "adapter.initScale": [1e-2, ${scale}] } }\n`;

describe('the list of runs', () => {
  before(async () => {
    await write('listed.lora.json', small('Listed', '1e-3'));
    await runOnce('listed.lora.json');
  });

  afterEach(closeAll);

  it('has experiments, their batches, and the variants of those with what they ended with', async () => {
    const [batch] = await until('the batch', async () => {
      const found = await batchesOf('listed');
      return found[0]?.text.context.includes('ended') === true && found;
    });
    assert.match(batch!.text.description, /^2 × 2 runs · .* · log₁₀ L −\d/);
    const variants = await children(batch);
    assert.deepEqual(
      variants.map(({ text }) => text.label),
      ['initScale 10⁻²', 'initScale 10⁻³'],
    );
    assert.match(variants[0]!.text.description, /^log₁₀ L −\d+\.\d+ ± \d/);
    const item = await extension().exports.runs.getTreeItem(batch!);
    assert.equal(item.command?.command, 'loraDynamics.openBatch');
  });

  it('is shown in the Explorer', async () => {
    await call('showRuns');
  });

  it('names, notes and pins a batch; that is kept beside it and outlives what runs', async () => {
    const [batch] = await batchesOf('listed');
    await call('renameBatch', batch, undefined, 'Baseline');
    await call('noteBatch', batch, undefined, 'two scales');
    await call('pinBatch', batch);
    const named = await until('the name', async () =>
      (await batchesOf('listed')).find(({ text }) => text.label === 'Baseline'),
    );
    assert.match(named.text.description, /“two scales”/);
    assert.equal(named.text.icon, 'pinned');
    const folder = workspaceFile(`.lora-dynamics/batches/${named.batch.card.id}/user.json`);
    const kept: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(folder)));
    assert.deepEqual(kept, { name: 'Baseline', note: 'two scales', pinned: true });
    await call('unpinBatch', named);
    await until('the pin to go', async () =>
      (await batchesOf('listed')).some(({ text }) => text.context.includes('unpinned')),
    );
    await call('copyBatchId', named);
    assert.equal(await vscode.env.clipboard.readText(), named.batch.card.id);
  });

  it('deletes a batch and brings it back', async () => {
    const before = await batchesOf('listed');
    await call('deleteBatch', before[0]);
    await until('it to go', async () => (await batchesOf('listed')).length === before.length - 1);
    await call('undoDelete');
    await until('it to come back', async () => (await batchesOf('listed')).length === before.length);
  });

  it('shows only what fits a filter', async () => {
    await call('filterRuns', 'listed baseline');
    assert.deepEqual(
      (await children()).map(({ text }) => text.label),
      ['listed'],
    );
    await call('filterRuns', 'nothing has this');
    assert.deepEqual(await children(), []);
    await call('clearFilter');
    assert.ok((await children()).length > 0);
  });

  it('resumes a batch that was stopped where it was, under its name, whatever the file says by then', async () => {
    const text = (await open('long.lora.json')).document.getText();
    const editor = await write(
      'resumed.lora.json',
      text.replace('"Long"', '"Resumed"').replace('200000000', '600000').replace('100000 }', '500 }'),
    );
    // one run after another, so that a stop finds some that have not begun
    await withSetting('run.workers', 1, async () => {
      const views = new Views(workspaceFile('resumed.lora.json'));
      await call('runExperiment');
      const total = await views.find(
        'a run to end',
        ({ runs, state }) => state === 'running' && runs.done > 0,
      );
      await call('stopRun');
      const stopped = await views.find('the stop', ({ state }) => state === 'stopped');
      assert.ok(stopped.runs.done > 0 && stopped.runs.done < total.runs.total, JSON.stringify(stopped.runs));
      const row = await until('its row', async () =>
        (await batchesOf('resumed')).find(({ text: words }) => words.context.includes('resumable')),
      );
      await call('renameBatch', row, undefined, 'Kept');
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// edited since\n'));
      await call('resumeBatch', row);
      const done = await views.find('the end', ({ state }) => state === 'done', 60_000);
      assert.ok(done.runs.cached >= stopped.runs.done);
      assert.equal(done.runs.done, done.runs.total);
      await until('the name on the new batch', async () =>
        (await batchesOf('resumed')).some(
          ({ text: words, batch }) => words.label === 'Kept' && batch.card.state === 'done',
        ),
      );
      views.dispose();
    });
  });

  it('opens an older batch in the panel of its experiment', async () => {
    await write('listed.lora.json', small('Listed again', '1e-4'));
    await runOnce('listed.lora.json');
    const older = (await batchesOf('listed')).find(({ batch }) => batch.card.title === 'Listed');
    assert.ok(older);
    await closeAll();
    const views = new Views(workspaceFile('listed.lora.json'));
    await call('openBatch', older);
    const view = await views.find('the older batch', ({ title }) => title === 'Listed');
    assert.equal(view.variants[1]!.name, '10⁻³');
    assert.equal(panelTabs().length, 1);
    views.dispose();
  });

  it('compares batches in a panel of its own, and says what differs', async () => {
    const rows = await batchesOf('listed');
    assert.ok(rows.length >= 2);
    const seen: PanelView[] = [];
    const listening = extension().exports.onDidPostView(({ uri, view }) => {
      if (uri.scheme === 'lora-comparison') seen.push(view);
    });
    await call('compareRuns', rows[0], rows);
    const view = await until('the comparison', () => seen[0]);
    listening.dispose();
    assert.equal(view.variants.length, 4);
    assert.ok(view.comparison?.settings.some(({ path }) => path === 'adapter.initScale'));
    assert.ok(view.comparison?.partings.some(({ series, t }) => series === 'loss' && t !== null));
    await call('whatDiffers', rows[0], rows);
    const page = await until('the page', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.uri.scheme === 'lora-comparison' && document.getText();
    });
    assert.match(page, /\| `adapter\.initScale` \|/);
  });
});
