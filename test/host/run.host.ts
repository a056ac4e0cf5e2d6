import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import {
  Views,
  closeAll,
  open,
  panelTabs,
  replaceAll,
  until,
  withSetting,
  workspaceFile,
  write,
} from './editor.ts';

const run = (uri?: vscode.Uri) => vscode.commands.executeCommand('loraDynamics.runExperiment', uri);

describe('a run', () => {
  let views: Views;

  const watch = (name: string): Views => (views = new Views(workspaceFile(name)));

  afterEach(async () => {
    await closeAll();
    views.dispose();
  });

  it('opens its panel beside the file, leaves the focus in the text and streams to the end', async () => {
    const editor = await open('quick.lora.json');
    watch('quick.lora.json');
    const started = Date.now();
    await run();
    const first = await views.find('a first curve', view =>
      view.variants.some(({ curves }) => 'loss' in curves),
    );
    console.log(`first curve after ${Date.now() - started} ms`);
    const done = await views.find('the end', view => view.state === 'done');

    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), editor.document.uri.toString());
    const [tab, ...others] = panelTabs();
    assert.equal(others.length, 0);
    assert.equal(tab?.label, 'Results: quick');
    assert.equal(tab.group.viewColumn, vscode.ViewColumn.Two);
    assert.equal(tab.group.isActive, false);

    assert.deepEqual(first.fields, ['initScale']);
    assert.deepEqual(
      done.variants.map(({ name }) => name),
      ['10⁻³', '10⁻⁴'],
    );
    assert.deepEqual(done.runs, { total: 6, done: 6, failed: 0, variants: 2, seeds: 3, cached: 0 });
    for (const { curves } of done.variants) {
      const loss = curves['loss']!;
      assert.equal(loss.t.at(-1), 5);
      assert.equal(loss.count.at(-1), 3);
      const end = last(loss.mean);
      assert.ok(end < -9, String(end));
    }
    const [large, small] = done.variants.map(({ curves }) => last(curves['loss']!.mean));
    assert.ok(small! < large!, 'the smaller initialisation ends lower');
    assert.equal(done.drift?.verdict, 'expected');
    assert.equal(done.method, 'gradient flow');
  });

  it('finds what it has computed before, and computes only what is new', async () => {
    const editor = await open('quick.lora.json');
    watch('quick.lora.json');
    await run();
    await views.find('the first end', view => view.state === 'done' && view.runs.total === 6);
    await replaceAll(editor, editor.document.getText().replace('[1e-3, 1e-4]', '[1e-3, 1e-4, 1e-2]'));
    await run();
    const done = await views.find('the second end', view => view.state === 'done' && view.runs.total === 9);
    assert.equal(done.runs.cached, 6);
    assert.equal(panelTabs().length, 1);
    assert.equal(editor.document.isDirty, true, 'a run does not save');
    assert.ok(done.ghosts.length > 0, 'the batch before stays as ghosts');
  });

  it('marks its results as stale once the settings change, and not for a comment', async () => {
    const editor = await open('quick.lora.json');
    watch('quick.lora.json');
    await run();
    await views.find('the end', view => view.state === 'done' && view.runs.total === 6);
    const before = editor.document.getText();
    await replaceAll(editor, `// a remark\n${before}`);
    await new Promise(resolve => setTimeout(resolve, 800));
    assert.equal(views.last?.stale, false);
    await replaceAll(editor, before.replace('"rank": 4', '"rank": 5'));
    await views.find('the mark', view => view.stale);
  });

  it('stops at once and keeps what it has', async () => {
    await open('long.lora.json');
    watch('long.lora.json');
    await run();
    await views.find('some samples', view => view.variants.some(({ curves }) => 'loss' in curves));
    const asked = Date.now();
    await vscode.commands.executeCommand('loraDynamics.stopRun');
    const stopping = Date.now() - asked;
    const stopped = await views.find('the stop', view => view.state === 'stopped');
    console.log(`stopped after ${stopping} ms`);
    assert.ok(stopped.variants[0]!.curves['loss']!.t.length > 0);
    assert.equal(stopped.runs.failed, 0);
  });

  it('gives way to a second run of the same file, in the same panel', async () => {
    const editor = await open('long.lora.json');
    watch('long.lora.json');
    await run();
    await views.find('some samples', view => view.variants.some(({ curves }) => 'loss' in curves));
    await replaceAll(
      editor,
      editor.document.getText().replace('200000000', '2000').replace('"Long"', '"Short"'),
    );
    await run();
    const done = await views.find('the end', view => view.state === 'done');
    assert.equal(done.title, 'Short');
    assert.equal(panelTabs().length, 1);
  });

  it('goes on when its panel is closed', async () => {
    const editor = await open('long.lora.json');
    watch('long.lora.json');
    await replaceAll(editor, editor.document.getText().replace('200000000', '3000000'));
    await run();
    await views.find('some samples', view => view.variants.some(({ curves }) => 'loss' in curves));
    const [tab] = panelTabs();
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    const seen = views.all.length;
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(views.all.length, seen, 'nothing is posted to a panel that is not there');
    await vscode.commands.executeCommand('loraDynamics.showResults');
    const again = await until('a view in the new panel', () => views.all[seen]);
    assert.ok(again.state === 'running' || again.state === 'done');
    assert.ok(again.fraction > 0);
  });

  it('answers a broken file in the panel, with the line and what to do', async () => {
    await open('missing.lora.json');
    watch('missing.lora.json');
    await run();
    const view = await views.find('the error', ({ state }) => state === 'error');
    assert.ok(view.notes.length > 0);
    assert.deepEqual(view.notes[0]!.actions.slice(0, 3), [
      { label: 'Show Line 4', intent: { type: 'showFile', line: 4 } },
      { label: 'Run Again', intent: { type: 'run' } },
      { label: 'Show Log', intent: { type: 'showLog' } },
    ]);
    assert.match(view.notes[0]!.detail, /missing\.lora\.json, line 4/);
  });

  it('recovers when the file is repaired', async () => {
    const editor = await open('missing.lora.json');
    watch('missing.lora.json');
    await run();
    await views.find('the error', ({ state }) => state === 'error');
    await replaceAll(editor, '{ "problem": { "kind": "matrixFactorization" } }');
    await views.find('the empty panel', view => view.state === 'empty' && view.runs.total === 1);
  });

  it('tells of a step that is too large, and keeps the last finite state', async () => {
    const text = (await open('long.lora.json')).document.getText();
    await write('diverges.lora.json', text.replace('1e-5', '2').replace('200000000', '500'));
    watch('diverges.lora.json');
    await run();
    const view = await views.find('the end', ({ state }) => state === 'failed' || state === 'done');
    assert.equal(view.runs.failed, 4);
    assert.match(view.notes[0]!.title, /diverged after step/);
    assert.ok(view.variants[0]!.divergence);
  });

  it('keeps its runs elsewhere where the folder cannot be written', async () => {
    await vscode.workspace.fs.writeFile(workspaceFile('blocked'), new Uint8Array());
    await withSetting('store.folder', 'blocked/runs', async () => {
      await write('kept.lora.json', '{ "problem": { "kind": "matrixFactorization" } }');
      watch('kept.lora.json');
      await run();
      const view = await views.find('the end', ({ state }) => state === 'done');
      assert.match(view.notes[0]!.title, /extension’s own storage/);
    });
  });

  it('shows the last batch of a file from the store', async () => {
    await open('quick.lora.json');
    watch('quick.lora.json');
    await run();
    // a panel that opens may show the batch before for a moment
    await views.find('the end', view => view.state === 'done' && view.runs.total === 6);
    await closeAll();
    await copyBatches('quick.lora.json', 'copy.lora.json');
    const text = await vscode.workspace.fs.readFile(workspaceFile('quick.lora.json'));
    await write('copy.lora.json', new TextDecoder().decode(text));
    views.dispose();
    watch('copy.lora.json');
    await vscode.commands.executeCommand('loraDynamics.showResults');
    const view = await views.find('the stored batch', ({ state }) => state === 'done');
    assert.equal(view.runs.done, 6);
    assert.equal(view.stale, false);
    assert.ok(view.variants[0]!.curves['loss']!.t.length > 10);
    assert.equal(view.seconds > 0, true);
  });

  it('survives workers that die, and says why', async () => {
    const worker = vscode.Uri.joinPath(
      vscode.extensions.getExtension('lora-dynamics.lora-dynamics')!.extensionUri,
      'dist',
      'worker.cjs',
    );
    const good = await vscode.workspace.fs.readFile(worker);
    await write(
      'crash.lora.json',
      '{ "title": "Crash", "problem": { "kind": "matrixFactorization" }, "seeds": 2 }',
    );
    watch('crash.lora.json');
    await vscode.workspace.fs.writeFile(worker, new TextEncoder().encode('process.exit(7);'));
    try {
      await withSetting('run.workers', 2, async () => {
        await run();
        const view = await views.find('the failure', ({ state }) => state === 'failed');
        assert.equal(view.runs.failed, 2);
        assert.match(view.notes[0]!.detail, /code 7/);
      });
    } finally {
      await vscode.workspace.fs.writeFile(worker, good);
    }
    await run();
    await views.find('the second try', ({ state }) => state === 'done');
  });
});

function last(values: Float64Array): number {
  return values[values.length - 1]!;
}

/** What a reload leaves: batches on the disk of a file that this session has not run. */
async function copyBatches(from: string, to: string): Promise<void> {
  const folder = workspaceFile('.lora-dynamics/batches');
  const decoder = new TextDecoder();
  for (const [id] of await vscode.workspace.fs.readDirectory(folder)) {
    const names = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(folder, id));
    for (const [name] of names) {
      if (!name.endsWith('.json')) continue;
      const file = vscode.Uri.joinPath(folder, id, name);
      const text = decoder.decode(await vscode.workspace.fs.readFile(file));
      if (!text.includes(JSON.stringify(from))) continue;
      const copy = vscode.Uri.joinPath(folder, `${id.slice(0, -4)}0000`);
      await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, id), copy, { overwrite: true });
      const changed = text.replaceAll(JSON.stringify(from), JSON.stringify(to));
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(copy, name), new TextEncoder().encode(changed));
    }
  }
}
