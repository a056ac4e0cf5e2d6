import { Range, ViewColumn, env, window, type LogOutputChannel, type Uri } from 'vscode';
import type { PanelIntent } from '../../protocol/panel.ts';
import { withCertificate } from '../../runs/figure/carrier.ts';
import type { FigureCertificate } from '../../runs/figure/certificate.ts';
import { saveFigure } from '../commands/saveFigure.ts';
import { documentOf } from '../commands/target.ts';
import type { PanelActions } from './resultPanel.ts';

/** Carries out what is asked for in a panel. */
export function panelActions(dependencies: {
  readonly run: (uri: Uri) => void;
  readonly stop: (uri: Uri) => void;
  readonly resume: (uri: Uri) => void;
  readonly cancelRun: (uri: Uri, run: number) => void;
  /** Makes the edit of this id, if it is on offer. */
  readonly applyFix: (uri: Uri, fix: string) => void;
  /** Takes numbers of the batch that is shown out of the editor. */
  readonly takeOut: (uri: Uri, what: Extract<PanelIntent, { type: 'export' }>['what']) => void;
  /** What a figure of the batch that is shown carries; null where there is none. */
  readonly certificate: (uri: Uri) => FigureCertificate | null;
  readonly whatIf: PanelActions['whatIf'];
  /** Writes what was asked about last. */
  readonly writeWhatIf: (uri: Uri) => void;
  /** Hears that a figure or a table was saved. */
  readonly onSaved: () => void;
  readonly log: LogOutputChannel;
}): PanelActions {
  return {
    intent: (uri, intent) => act(dependencies, uri, intent),
    save: (uri, name, kind, content) => {
      const certificate = dependencies.certificate(uri);
      const figure = kind === 'svg' || kind === 'png';
      const carrying = figure && certificate ? withCertificate(content, certificate) : content;
      return saveFigure(uri, name, kind, carrying, dependencies.onSaved);
    },
    whatIf: dependencies.whatIf,
    copy: text => void env.clipboard.writeText(text),
  };
}

function act(
  { run, stop, resume, cancelRun, applyFix, takeOut, writeWhatIf, log }: Parameters<typeof panelActions>[0],
  uri: Uri,
  intent: PanelIntent,
): void {
  switch (intent.type) {
    case 'run':
      run(uri);
      break;
    case 'resume':
      resume(uri);
      break;
    case 'cancelRun':
      cancelRun(uri, intent.run);
      break;
    case 'stop':
      stop(uri);
      break;
    case 'showFile':
      void showLine(uri, intent.line);
      break;
    case 'showLog':
      log.show(true);
      break;
    case 'applyFix':
      applyFix(uri, intent.fix);
      break;
    case 'export':
      takeOut(uri, intent.what);
      break;
    case 'writeWhatIf':
      writeWhatIf(uri);
      break;
  }
}

/** Puts the cursor on a line (from 1) of the experiment, in the editor where it is open already. */
async function showLine(uri: Uri, line: number): Promise<void> {
  const document = await documentOf(uri);
  if (typeof document === 'string') {
    void window.showWarningMessage(document);
    return;
  }
  const key = uri.toString();
  const open = window.visibleTextEditors.find(editor => editor.document.uri.toString() === key);
  const place = document.lineAt(Math.min(Math.max(0, line - 1), document.lineCount - 1)).range;
  await window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? ViewColumn.One,
    selection: new Range(place.start, place.start),
    preserveFocus: false,
  });
}
