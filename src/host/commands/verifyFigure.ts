import { FileType, ProgressLocation, Uri, commands, window, workspace, type LogOutputChannel } from 'vscode';
import type { ReadResult } from '../../experiment/load.ts';
import { forecast } from '../../runs/forecast.ts';
import { dataPlaces, readFirst } from '../../runs/figure/dataPlaces.ts';
import { verifyFigure as verify, type FigureVerdict } from '../../runs/figure/verify.ts';
import { counted } from '../../runs/format.ts';
import type { WorkerPool } from '../../worker/pool.ts';
import { listed } from '../dataFolders.ts';
import { commands as ours } from '../manifest.ts';
import { readSettings } from '../settings.ts';

/** What the command works with. */
export interface VerifyFigurePorts {
  /** Workers of its own, so that a batch in progress keeps its turn. */
  readonly makePool: () => WorkerPool;
  readonly log: LogOutputChannel;
}

/**
 * Computes an exported figure again and says whether its numbers are the same bits. An argument names the figure;
 * without one it is asked for. The answer is the verdict; null where nothing was chosen.
 */
export async function verifyFigure(
  ports: VerifyFigurePorts,
  argument: unknown,
): Promise<FigureVerdict | null> {
  const figure = argument instanceof Uri ? argument : await asked();
  if (figure === null) return null;
  const verdict = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'Verifying the figure', cancellable: true },
    async (progress, token): Promise<FigureVerdict> => {
      const pool = ports.makePool();
      let told = 0;
      try {
        return await verify(await workspace.fs.readFile(figure), {
          pool,
          readFile: path =>
            readFirst(dataPlaces(path), place => readBeside(Uri.joinPath(figure, '..', place))),
          confirm: (loaded, runs) =>
            isWanted(forecast(loaded.estimate, pool.size), runs, figure, loaded.estimate),
          onProgress: fraction => {
            progress.report({ increment: Math.max(0, 100 * fraction - told) });
            told = Math.max(told, 100 * fraction);
          },
          onStop: stop => {
            const listening = token.onCancellationRequested(stop);
            return () => void listening.dispose();
          },
        });
      } finally {
        pool.dispose();
      }
    },
  );
  ports.log.info(`${figure.path}: ${verdict.title}`, ...verdict.lines);
  void show(verdict);
  return verdict;
}

async function asked(): Promise<Uri | null> {
  const chosen = await window.showOpenDialog({
    title: 'Verify Figure',
    filters: { 'Exported figure': ['svg', 'png'] },
    openLabel: 'Verify',
  });
  return chosen?.[0] ?? null;
}

/** A figure from elsewhere may hold hours of work: asked as before a batch of one's own. */
async function isWanted(
  detail: string,
  runs: number,
  figure: Uri,
  { seconds }: { readonly seconds: number },
): Promise<boolean> {
  const { confirmAbove } = readSettings(figure);
  if (confirmAbove <= 0 || seconds <= confirmAbove) return true;
  const question = `To verify this figure, ${counted(runs, 'run')} have to be computed.`;
  return (
    (await window.showWarningMessage(question, { modal: true, detail: `${detail}.` }, 'Compute')) ===
    'Compute'
  );
}

async function readBeside(uri: Uri): Promise<ReadResult> {
  try {
    const { type } = await workspace.fs.stat(uri);
    if ((type & FileType.Directory) !== 0)
      return { ok: false, reason: 'it is a folder', folder: await listed(uri) };
    return { ok: true, bytes: await workspace.fs.readFile(uri) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function show({ kind, title, lines }: FigureVerdict): Promise<void> {
  if (kind === 'stopped') return;
  const details = lines.length > 0 ? ['Show Log'] : [];
  const text = [title, ...lines.slice(0, 2)].join(' ');
  const answer =
    kind === 'same'
      ? await window.showInformationMessage(text, ...details)
      : await window.showWarningMessage(text, ...details);
  if (answer !== undefined) await commands.executeCommand(ours.showLog);
}
