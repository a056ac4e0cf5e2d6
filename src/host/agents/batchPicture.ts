import { Uri, type LogOutputChannel } from 'vscode';
import type { PanelView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import { describeError } from '../log.ts';
import { FigureThread } from '../nodeFigures.ts';
import { ToolError } from './toolInput.ts';

/** The figure of a batch as a PNG; undefined, and said in the log, where it cannot be drawn. */
export async function batchPicture(
  view: PanelView,
  look: Partial<ViewState>,
  { extension, log }: { readonly extension: Uri; readonly log: LogOutputChannel },
): Promise<Uint8Array | undefined> {
  const figures = new FigureThread(Uri.joinPath(extension, 'dist', 'figures.mjs').fsPath);
  try {
    return await figures.drawPng(view, look);
  } catch (error) {
    log.warn(`The figure of ${view.title} could not be drawn: ${describeError(error)}`);
    return undefined;
  } finally {
    figures.dispose();
  }
}

/** What to look at: curves over time, the sweep, or a page of the kind of problem. */
export function lookOf(view: PanelView, wanted: string | undefined): Partial<ViewState> {
  if (wanted === undefined || wanted === 'curves') return {};
  if (wanted === 'sweep' && view.sweep !== null) return { show: 'sweep' };
  const page = view.pages.find(({ key, charts }) => key === wanted && charts.length > 0);
  if (page !== undefined) return { show: `page:${page.key}` };
  const pages = view.pages.filter(({ charts }) => charts.length > 0).map(({ key }) => key);
  const choices = ['curves', ...(view.sweep === null ? [] : ['sweep']), ...pages];
  throw new ToolError(
    'no-such-view',
    `This batch has no view "${wanted}"`,
    `Choose ${choices.join(', ').replace(/, ([^,]*)$/, ' or $1')}`,
  );
}
