import { window, type TextDocument, type Uri } from 'vscode';
import { forecast } from '../../runs/forecast.ts';
import { counted, formatForecast } from '../../runs/format.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { ExperimentService } from '../experimentService.ts';
import { fileName } from '../experimentName.ts';
import type { PanelManager } from '../panel/panelManager.ts';
import { readSettings } from '../settings.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { documentOf } from './target.ts';

/** Runs the text in the editor, saved or not, with its panel beside it. */
export class ExperimentRunner {
  readonly #service: ExperimentService;
  readonly #batches: BatchRegistry;
  readonly #panels: PanelManager;
  readonly #warm: () => number;

  constructor(dependencies: {
    readonly service: ExperimentService;
    readonly batches: BatchRegistry;
    readonly panels: PanelManager;
    /** Gets workers ready and says how many there are. */
    readonly warm: () => number;
  }) {
    this.#service = dependencies.service;
    this.#batches = dependencies.batches;
    this.#panels = dependencies.panels;
    this.#warm = dependencies.warm;
  }

  async run(uri: Uri): Promise<void> {
    const workers = this.#warm();
    const document = await documentOf(uri);
    if (typeof document === 'string') {
      this.#complain(uri, document);
      return;
    }
    await this.#makeVisible(document);
    const settings = readSettings(uri);
    if (settings.save && document.isDirty && !document.isUntitled) await document.save();
    const launched = this.#batches.of(uri).launch(document.getText(), {
      load: () => this.#service.loadFresh(document),
      isCurrent: true,
      confirm: loaded => isWanted(loaded, workers, settings.confirmAbove),
    });
    // the page loads while the file is read; the launch has begun, so that it waits for no older batch
    this.#panels.show(uri);
    await launched;
  }

  /** A file that was run from the explorer opens, so that text and plots stand side by side. */
  async #makeVisible(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    const shown = window.visibleTextEditors.some(editor => editor.document.uri.toString() === key);
    if (!shown && !this.#panels.has(document.uri))
      await window.showTextDocument(document, { preview: false });
  }

  /** In the panel where there is one: toasts are for places without. */
  #complain(uri: Uri, message: string): void {
    if (this.#panels.has(uri)) {
      this.#batches
        .of(uri)
        .refuse([{ message, remedy: 'Open the file again and run it from there', line: 1, field: '' }]);
    } else {
      void window.showWarningMessage(`${fileName(uri)}: ${message}`);
    }
  }
}

/** Asks before a batch that is predicted to take long. */
async function isWanted(loaded: LoadedExperiment, workers: number, limit: number): Promise<boolean> {
  const { runs, seconds } = loaded.estimate;
  const predicted = seconds / Math.max(1, Math.min(workers, runs));
  if (limit <= 0 || predicted <= limit) return true;
  const question = `This batch is predicted to take about ${formatForecast(predicted)}: ${counted(runs, 'run')}.`;
  const detail = `${forecast(loaded.estimate, workers)}.`;
  const answer = await window.showWarningMessage(question, { modal: true, detail }, 'Run');
  return answer === 'Run';
}
