import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { FigureVerdict } from '../../src/runs/figure/verify.ts';
import { withCertificate } from '../../src/runs/figure/carrier.ts';
import { certify, type FigureCertificate } from '../../src/runs/figure/certificate.ts';
import { nodeFiles } from '../../src/runs/nodeFiles.ts';
import { RunStore } from '../../src/runs/store.ts';
import { Views, closeAll, extension, workspaceFile, write } from './editor.ts';

const experiment = `{
  "problem": { "kind": "matrixFactorization", "target": { "kind": "singularPair", "pair": "top", "strength": 5 } },
  "dynamics": { "until": 2 },
  "seeds": 2
}
`;

/** Runs an experiment of a new file and certifies the batch that the store then has. */
async function certificateOf(file: string): Promise<FigureCertificate> {
  await write(file, experiment);
  await extension().activate();
  const views = new Views(workspaceFile(file));
  await vscode.commands.executeCommand('loraDynamics.runExperiment');
  await views.find('the end', ({ state }) => state === 'done');
  views.dispose();
  const store = new RunStore(nodeFiles(workspaceFile('.lora-dynamics').fsPath));
  const id = (await store.latestFor(file))?.head.id ?? 'none';
  const loaded = await store.load(id);
  assert.ok(loaded.ok, id);
  return certify(
    loaded.value.head,
    loaded.value.runs.map(({ record }) => record),
  );
}

async function verified(name: string, certificate: FigureCertificate): Promise<FigureVerdict> {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>';
  const file = workspaceFile(name);
  const figure = withCertificate<string | Uint8Array>(svg, certificate);
  const bytes = typeof figure === 'string' ? new TextEncoder().encode(figure) : figure;
  await vscode.workspace.fs.writeFile(file, bytes);
  return vscode.commands.executeCommand<FigureVerdict>('loraDynamics.verifyFigure', file);
}

describe('Verify Figure', () => {
  let certificate: FigureCertificate;

  before(async () => {
    certificate = await certificateOf('verified.lora.json');
  });

  afterEach(closeAll);

  it('computes an exported figure again and finds the same bits', async () => {
    const { kind, title } = await verified('same.svg', certificate);
    assert.equal(kind, 'same', title);
  });

  it('says by what the numbers differ where they are not those of the experiment', async () => {
    const text = certificate.text.replace('"strength": 5', '"strength": 6');
    const { kind, lines } = await verified('other.svg', { ...certificate, text });
    assert.equal(kind, 'differs');
    assert.ok(lines.length > 0);
  });

  it('says so where a file is no figure of ours', async () => {
    const file = workspaceFile('foreign.svg');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('<svg></svg>'));
    const { kind } = await vscode.commands.executeCommand<FigureVerdict>('loraDynamics.verifyFigure', file);
    assert.equal(kind, 'unreadable');
  });
});
