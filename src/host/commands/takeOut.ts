import { env, window } from 'vscode';
import { fileName } from '../../charts/fileName.ts';
import type { PanelIntent } from '../../protocol/panel.ts';
import { markdownTable } from '../../runs/export/markdown.ts';
import { npzFile } from '../../runs/export/npz.ts';
import type { ExperimentBatches } from '../batches/experimentBatches.ts';
import { copyCommandLine } from './copyCommandLine.ts';
import { saveFigure } from './saveFigure.ts';

type Wanted = Extract<PanelIntent, { type: 'export' }>['what'];

/**
 * Takes the numbers of the batch that is shown out of the editor: into a file, or onto the clipboard. `onDone` hears that something was
 * taken out.
 */
export async function takeOut(
  { uri, shown }: Pick<ExperimentBatches, 'uri' | 'shown'>,
  what: Wanted,
  onDone: () => void,
): Promise<void> {
  if (what === 'commandLine') {
    await copyCommandLine(uri);
    onDone();
    return;
  }
  if (shown === null) return;
  if (what === 'markdown') {
    await env.clipboard.writeText(markdownTable(shown.result));
    onDone();
    window.setStatusBarMessage('Copied: the results as a Markdown table', 4000);
    return;
  }
  const file = npzFile(shown.head, shown.records);
  const failure =
    typeof file === 'string'
      ? file
      : await saveFigure(uri, fileName(shown.head.title, '.npz'), 'npz', file, onDone);
  if (failure !== null) void window.showErrorMessage(`Not saved: ${failure}`);
}
