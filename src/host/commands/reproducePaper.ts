import { ProgressLocation, Uri, window, workspace, type CancellationToken, type Progress } from 'vscode';
import { darkColours } from '../../charts/figureColours.ts';
import { FIGURES } from '../../experiment/paper/figures.ts';
import { htmlReport } from '../../runs/paper/htmlReport.ts';
import { markdownReport } from '../../runs/paper/markdownReport.ts';
import { reproductionReport } from '../../runs/paper/report.ts';
import type { ReportPage } from '../../runs/paper/reportBlocks.ts';
import { Reproduction } from '../../runs/paper/reproduction.ts';
import { PAPER_SEEDS, figuresNamed, type Selection } from '../../runs/paper/rowJobs.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import { EXTENSION } from '../manifest.ts';
import { FigureThread } from '../nodeFigures.ts';
import { showReport } from '../panel/reportPanel.ts';

/** What the command works with. */
export interface ReproducePorts {
  readonly extension: Uri;
  /** Workers of its own, so that a batch in progress keeps its turn. */
  readonly makePool: () => WorkerPool;
}

/**
 * Computes the paper's figures, shows how they compare with it, and offers to save the report. An argument
 * `{ figure, gd, seeds }` answers the question that it would ask; the answer is what the report says first.
 */
export async function reproducePaper(ports: ReproducePorts, argument: unknown): Promise<readonly string[]> {
  const selection = given(argument) ?? (await asked());
  if (selection === null) return [];
  const page = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Reproducing the paper', cancellable: true },
    (progress, token) => compute(selection, ports, progress, token),
  );
  if (page === null) return [];
  showReport('Reproduction', scheme => htmlReport(page, darkColours(), scheme));
  const verdicts = page.blocks.flatMap(block => (block.kind === 'verdict' ? [block.text] : []));
  void offerToSave(page, verdicts);
  return verdicts;
}

function given(argument: unknown): Selection | null {
  if (typeof argument !== 'object' || argument === null || argument instanceof Uri) return null;
  const { figure, gd, seeds }: { figure?: unknown; gd?: unknown; seeds?: unknown } = argument;
  return {
    figures: (typeof figure === 'string' ? figuresNamed(figure) : undefined) ?? FIGURES,
    gd: gd === true,
    seeds: typeof seeds === 'number' && Number.isInteger(seeds) && seeds > 0 ? seeds : PAPER_SEEDS,
  };
}

async function asked(): Promise<Selection | null> {
  const items = [
    {
      label: 'By gradient flow',
      detail: 'All six rows of figures 1, 3 and 4, 30 seeds: under a minute.',
      gd: false,
    },
    {
      label: 'By gradient descent, too',
      detail: 'The same with the paper’s own steps, up to 200 000 a run, beside the flow: several minutes.',
      gd: true,
    },
  ];
  const chosen = await window.showQuickPick(items, { title: 'Reproduce the Paper', placeHolder: 'How?' });
  return chosen === undefined ? null : { figures: FIGURES, gd: chosen.gd, seeds: PAPER_SEEDS };
}

async function compute(
  selection: Selection,
  { extension, makePool }: ReproducePorts,
  progress: Progress<{ message?: string; increment?: number }>,
  token: CancellationToken,
): Promise<ReportPage | null> {
  const pool = makePool();
  const figures = new FigureThread(Uri.joinPath(extension, 'dist', 'figures.mjs').fsPath);
  let told = 0;
  const reproduction = new Reproduction(selection, {
    pool,
    preset: async id => {
      const file = Uri.joinPath(extension, 'media', 'presets', `${id}${EXTENSION}`);
      return new TextDecoder().decode(await workspace.fs.readFile(file));
    },
    draw: view => figures.draw(view),
    onProgress({ figure, method, factor }, { fraction }, { index, total }) {
      const done = (100 * (index + fraction)) / total;
      const message = `${figure.label}, ${method === 'gd' ? 'gradient descent' : 'gradient flow'}, ${factor} random`;
      progress.report({ message, increment: Math.max(0, done - told) });
      told = Math.max(told, done);
    },
    onRow: () => undefined,
  });
  const cancelled = token.onCancellationRequested(() => void reproduction.stop());
  try {
    const rows = await reproduction.run();
    const place = { date: new Date().toISOString(), workers: pool.size };
    return rows === null ? null : reproductionReport(selection, rows, place);
  } finally {
    cancelled.dispose();
    figures.dispose();
    pool.dispose();
  }
}

async function offerToSave(page: ReportPage, verdicts: readonly string[]): Promise<void> {
  const answer = await window.showInformationMessage(verdicts.join(' '), 'Save Report…');
  if (answer === undefined) return;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, 'reproduction.html') }),
    filters: { 'HTML page, with Markdown beside it': ['html'] },
    saveLabel: 'Save Report',
  });
  if (chosen === undefined) return;
  const markdown = chosen.with({ path: chosen.path.replace(/(\.html)?$/, '.md') });
  const write = (uri: Uri, text: string) => workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await write(chosen, htmlReport(page, darkColours()));
  await write(markdown, markdownReport(page));
}
