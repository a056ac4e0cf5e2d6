import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, extension, workspaceFile, write } from './editor.ts';

/** Calls a tool as an agent does; the JSON of its answer, and its picture. */
async function call(name: string, input: object) {
  const { content } = await vscode.lm.invokeTool(
    `loraDynamics_${name}`,
    { input, toolInvocationToken: undefined },
    new vscode.CancellationTokenSource().token,
  );
  const [text, image] = content as readonly { value?: string; data?: Uint8Array; mimeType?: string }[];
  return { json: JSON.parse(text?.value ?? 'null') as Record<string, unknown>, image };
}

async function failure(name: string, input: object): Promise<string> {
  try {
    await call(name, input);
  } catch (error) {
    return String(error);
  }
  return 'no error';
}

const experiment = (scale: string): string =>
  `{ "title": "By an agent", "problem": { "kind": "matrixFactorization" }, "seeds": 2,\n` +
  `  "dynamics": { "until": 2 }, "sweep": { "adapter.initScale": [1e-2, ${scale}] } }\n`;

describe('tools of language models', () => {
  afterEach(closeAll);

  it('are offered with their descriptions and schemas', () => {
    const declared = (
      extension().packageJSON as { contributes: { languageModelTools: { name: string }[] } }
    ).contributes.languageModelTools.map(({ name }) => name);
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith('loraDynamics_'));
    assert.deepEqual(offered.map(({ name }) => name).sort(), declared.sort());
    for (const { description, inputSchema } of offered) {
      assert.ok(description.length > 100);
      assert.equal((inputSchema as { type: string }).type, 'object');
    }
  });

  it('list the shipped experiments, and give one as text', async () => {
    const { json } = await call('list_presets', {});
    const presets = json['presets'] as { id: string; question: string }[];
    assert.ok(presets.length > 30);
    const one = await call('list_presets', { preset: 'first-experiment' });
    assert.match(String(one.json['text']), /"problem"/);
    assert.match(await failure('list_presets', { preset: 'none' }), /no-such-preset/);
  });

  it('check an experiment, and say what it would cost', async () => {
    const { json } = await call('check_experiment', { text: experiment('1e-3') });
    assert.equal(json['runs'], true);
    assert.equal((json['cost'] as { runs: number }).runs, 4);
    const wrong = await call('check_experiment', { text: experiment('"small"') });
    assert.equal(wrong.json['runs'], false);
    const [issue] = wrong.json['issues'] as { code: string; line: number; remedy: string }[];
    assert.ok(issue!.remedy.length > 0);
    assert.match(await failure('check_experiment', {}), /missing-input: Either "file" or "text"/);
    assert.match(await failure('check_experiment', { file: 'none.lora.json' }), /no-such-file/);
    const outside = vscode.Uri.joinPath(workspaceFile(''), '..', 'outside.lora.json');
    await vscode.workspace.fs.writeFile(outside, new TextEncoder().encode(experiment('1e-3')));
    try {
      for (const file of ['../outside.lora.json', `${workspaceFile('').fsPath}/../outside.lora.json`])
        assert.match(await failure('check_experiment', { file }), /no-such-file/);
    } finally {
      await vscode.workspace.fs.delete(outside);
    }
  });

  it('run an experiment, describe its batch with a figure, find it again and compare it', async function () {
    this.timeout(120_000);
    await write('agent.lora.json', experiment('1e-3'));
    const first = await call('run_experiment', { file: 'agent.lora.json' });
    const { batch, state, runs, variants } = first.json as {
      batch: string;
      state: string;
      runs: { done: number };
      variants: { name: string; ends: Record<string, { mean: number; sd: number; scale: string }> }[];
    };
    assert.equal(state, 'done');
    assert.equal(runs.done, 4);
    assert.deepEqual(
      variants.map(({ name }) => name),
      ['10⁻²', '10⁻³'],
    );
    assert.equal(variants[0]!.ends['loss']!.scale, 'log10');
    assertPicture(first.image);

    await write('agent.lora.json', experiment('1e-4'));
    const second = await call('run_experiment', { file: workspaceFile('agent.lora.json').fsPath });
    const listed = await call('list_runs', { filter: 'agent', count: 2 });
    const ids = (listed.json['batches'] as { batch: string }[]).map(entry => entry.batch);
    assert.deepEqual(ids, [second.json['batch'], batch]);

    const described = await call('describe_batch', { batch });
    assert.equal(described.json['title'], 'By an agent');
    assertPicture(described.image);
    assert.match(await failure('describe_batch', { batch, view: 'nothing' }), /no-such-view.*curves/);
    assert.match(await failure('describe_batch', { batch: 'none' }), /no-such-batch/);

    const compared = await call('compare_batches', { batches: ids });
    assert.deepEqual(
      (compared.json['differences'] as { path: string }[]).map(({ path }) => path),
      ['adapter.initScale'],
    );
    assert.ok((compared.json['partings'] as unknown[]).length > 0);
    assertPicture(compared.image);
    assert.match(await failure('compare_batches', { batches: [batch] }), /wrong-input/);
  });

  it('do not run what has errors', async () => {
    await write('broken.lora.json', '{ "problem": { "kind": "matrixFactorization" }, "seeds": -1 }\n');
    assert.match(
      await failure('run_experiment', { file: 'broken.lora.json' }),
      /broken\.lora\.json:1 does not run/,
    );
  });
});

function assertPicture(image: { data?: Uint8Array; mimeType?: string } | undefined): void {
  assert.equal(image?.mimeType, 'image/png');
  const { data = new Uint8Array() } = image;
  assert.ok(data.length > 5000, String(data.length));
  assert.deepEqual([...data.subarray(1, 4)], [0x50, 0x4e, 0x47]);
}
