import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { closeAll, open, replaceAll, until, withSetting, write } from './editor.ts';

const source = (name: string) => (diagnostic: vscode.Diagnostic) => diagnostic.source === name;

async function completions(
  editor: vscode.TextEditor,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    position,
  );
  return list.items;
}

const labelOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === 'string' ? label : label.label;

async function hoverAt(editor: vscode.TextEditor, text: string): Promise<string> {
  const at = editor.document.positionAt(editor.document.getText().indexOf(text) + 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    editor.document.uri,
    at,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map(content => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

async function hints(editor: vscode.TextEditor): Promise<string[]> {
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return found.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
}

async function lenses(editor: vscode.TextEditor): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    editor.document.uri,
    10,
  );
  return found.map(({ command }) => command?.title ?? '');
}

describe('the language', () => {
  afterEach(closeAll);

  it('completes settings and their values from the schema', async () => {
    const editor = await write(
      'complete.lora.json',
      '{\n  "problem": { "kind": "matrixFactorization" },\n  "adapter": { "init": "" }\n}\n',
    );
    const inString = new vscode.Position(2, editor.document.lineAt(2).text.indexOf('""') + 1);
    await until('values of init', async () =>
      (await completions(editor, inString)).map(labelOf).some(label => label.includes('gaussian')),
    );
    const atKey = new vscode.Position(2, editor.document.lineAt(2).text.indexOf('{') + 1);
    await until('keys of adapter', async () =>
      (await completions(editor, atKey)).map(labelOf).some(label => label.includes('initScale')),
    );
  });

  it('explains a setting on hover, with its symbol', async () => {
    const editor = await open('long.lora.json');
    const hover = await until('a hover', async () => {
      const text = await hoverAt(editor, '"initScale"');
      return text !== '' && text;
    });
    assert.match(hover, /α/);
  });

  it('completes, explains and mends names inside expressions', async () => {
    const editor = await write(
      'theorem.lora.json',
      '{\n  "problem": { "kind": "matrixFactorization" },\n' +
        '  "overlays": [{ "expr": "C*exp(-2*lambd*t)", "with": { "C": 0.5 } }]\n}\n',
    );
    const { document } = editor;
    const at = (text: string) => document.getText().indexOf(text);
    const labels = (await completions(editor, document.positionAt(at('lambd') + 3))).map(labelOf);
    for (const name of ['lambda', 'Tescape', 'exp', 'C']) assert.ok(labels.includes(name), name);
    const elsewhere = (await completions(editor, document.positionAt(at('overlays') + 3))).map(labelOf);
    assert.ok(!elsewhere.includes('Tescape'));
    const wrong = await until('our diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).find(source('LoRA')),
    );
    assert.equal(document.getText(wrong.range), 'lambd');
    assert.equal(codeOf(wrong), 'expression-name');
    const fix = await until('a quick fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        wrong.range,
      );
      return actions.find(({ edit, title }) => edit !== undefined && title.includes('lambda'));
    });
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    assert.match(document.getText(), /"C\*exp\(-2\*lambda\*t\)"/);
    await until('a clean file', () => vscode.languages.getDiagnostics(document.uri).length === 0);
    assert.match(await hoverAt(editor, 'lambda*t'), /λ.*Growth rate[\s\S]*Here: \d/);
  });

  it('allows comments and trailing commas', async () => {
    const editor = await open('quick.lora.json');
    await until('the lens', async () => (await lenses(editor)).length > 0);
    await new Promise(resolve => setTimeout(resolve, 1000));
    assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
  });

  it('says what the schema cannot', async () => {
    const editor = await open('wide.lora.json');
    const { document } = editor;
    const own = await until('our diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).find(source('LoRA')),
    );
    assert.equal(document.getText(own.range), '400');
    assert.match(own.message, /rank/i);
    assert.equal(own.severity, vscode.DiagnosticSeverity.Warning);
  });

  it('links each of its codes to the page that explains it', async () => {
    const editor = await open('wide.lora.json');
    const { code } = await until('our diagnostic', () =>
      vscode.languages.getDiagnostics(editor.document.uri).find(source('LoRA')),
    );
    assert.ok(typeof code === 'object');
    const page = await vscode.workspace.openTextDocument(code.target.with({ fragment: '' }));
    const line = Number(/^L(\d+)$/.exec(code.target.fragment)?.[1]);
    assert.equal(page.lineAt(line - 1).text, `### \`${code.value}\``);
  });

  it('says beside settings what follows from them, each as the user wants', async () => {
    const editor = await open('quick.lora.json');
    const all = await until('the hints', async () => {
      const found = await hints(editor);
      return found.length > 0 && found;
    });
    assert.ok(
      all.some(text => /^T½ ≈ \d/.test(text)),
      all.join('; '),
    );
    assert.ok(
      all.some(text => /^6 runs, .* a worker$/.test(text)),
      all.join('; '),
    );
    await withSetting('editor.inlayHints', { escape: false }, async () => {
      const fewer = await until('fewer hints', async () => {
        const found = await hints(editor);
        return found.length < all.length && found;
      });
      assert.deepEqual(
        fewer,
        all.filter(text => !text.startsWith('T½')),
      );
    });
  });

  it('adds to a hover what follows from this file', async () => {
    const editor = await open('quick.lora.json');
    const hover = await until('the hover', async () => {
      const text = await hoverAt(editor, '"adapter.initScale"');
      return text.includes('In this file') && text;
    });
    assert.match(hover, /T½ ≈ \d/);
    assert.match(hover, /ln\(1\/α\)\/λ/);
  });

  it('is outlined, folded and formatted by the JSON service, comments kept', async () => {
    const text = '{\n// why\n"problem": {\n"kind": "matrixFactorization" // the paper\n},\n"seeds": 3,\n}\n';
    const editor = await write('format.lora.json', text);
    const { uri } = editor.document;
    const symbols = await until('the outline', async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      return (found as vscode.DocumentSymbol[] | undefined)?.length === 2 && found;
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['problem', 'seeds'],
    );
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      uri,
    );
    assert.ok(folds.some(({ start }) => start === 2));
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      'vscode.executeFormatDocumentProvider',
      uri,
      { tabSize: 2, insertSpaces: true },
    );
    const change = new vscode.WorkspaceEdit();
    change.set(uri, edits);
    assert.ok(await vscode.workspace.applyEdit(change));
    const formatted = editor.document.getText();
    assert.match(formatted, /^ {2}\/\/ why$/m);
    assert.match(formatted, /^ {4}"kind": "matrixFactorization" \/\/ the paper$/m);
  });

  it('leaves to the JSON service what the schema says, and repairs it', async () => {
    const editor = await open('typo.lora.json');
    const { document } = editor;
    await until('the JSON service’s diagnostic', () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('initScal')),
    );
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri).filter(source('LoRA')), []);
    const offset = document.getText().indexOf('"initScal"');
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + 10));
    const fix = await until('a quick fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
      );
      return actions.find(({ edit, title }) => edit !== undefined && title.includes('initScale'));
    });
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    assert.match(document.getText(), /"initScale": 1e-5/);
  });

  it('follows the typing', async () => {
    const editor = await open('wide.lora.json');
    const { uri } = editor.document;
    await until('our diagnostic', () => vscode.languages.getDiagnostics(uri).some(source('LoRA')));
    await replaceAll(editor, '{ "problem": { "kind": "matrixFactorization" } }');
    await until('a clean file', () => vscode.languages.getDiagnostics(uri).length === 0);
  });

  it('names file and reason where weights are missing', async () => {
    const editor = await open('missing.lora.json');
    const found = await until('our diagnostic', () =>
      vscode.languages.getDiagnostics(editor.document.uri).find(source('LoRA')),
    );
    assert.match(found.message, /weights\.npz.*no such file/);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(codeOf(found), 'file-unreadable');
  });

  it('leaves other people’s files alone', async () => {
    const editor = await open('foreign.lora.json');
    const { uri } = editor.document;
    const hint = await until('the hint', () => vscode.languages.getDiagnostics(uri).find(source('LoRA')));
    assert.ok(hint.severity >= vscode.DiagnosticSeverity.Information);
    assert.deepEqual(
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      [],
    );
    assert.deepEqual(await lenses(editor), []);
  });

  it('says above the first line what a run costs', async () => {
    const editor = await open('quick.lora.json');
    const [title] = await until('the lens', async () => {
      const titles = await lenses(editor);
      return titles.length > 0 && titles;
    });
    assert.match(title!, /^▶ Run · 2 variants × 3 seeds · (≈ \d+ (s|min)|under 1 s)$/);
    await withSetting('editor.codeLens', false, async () => {
      await until('no lens', async () => (await lenses(editor)).length === 0);
    });
  });

  it('counts the errors instead where the file cannot run', async () => {
    const editor = await open('typo.lora.json');
    await until('the lens', async () =>
      (await lenses(editor)).some(title => /^Cannot run: \d errors?$/.test(title)),
    );
  });
});
