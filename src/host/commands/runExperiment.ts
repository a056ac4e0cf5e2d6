import { window, type TextDocument, type Uri } from 'vscode';
import { forecast } from '../../runs/forecast.ts';
import type { BatchNotes } from '../../runs/batchFiles.ts';
import { counted, formatForecast } from '../../runs/format.ts';
import type { FileProblem } from '../../runs/panelNotes.ts';
import type { BatchHead } from '../../runs/record.ts';
import { resumeProblem } from '../../runs/resume.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { Stores } from '../batches/stores.ts';
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
  readonly #stores: Stores;
  readonly #warm: () => number;

  constructor(dependencies: {
    readonly service: ExperimentService;
    readonly batches: BatchRegistry;
    readonly panels: PanelManager;
    readonly stores: Stores;
    /** Gets workers ready and says how many there are. */
    readonly warm: () => number;
  }) {
    this.#service = dependencies.service;
    this.#batches = dependencies.batches;
    this.#panels = dependencies.panels;
    this.#stores = dependencies.stores;
    this.#warm = dependencies.warm;
  }

  /** Runs a file; an agent has been allowed the cost before, and takes no focus. */
  async run(uri: Uri, by: 'user' | 'agent' = 'user'): Promise<void> {
    const workers = this.#warm();
    const document = await documentOf(uri);
    if (typeof document === 'string') {
      const remedy = 'Open the file again and run it from there';
      this.#complain(uri, { message: document, remedy, line: 1, field: '' });
      return;
    }
    if (by === 'user') await this.#makeVisible(document);
    const settings = readSettings(uri);
    if (settings.save && document.isDirty && !document.isUntitled) await document.save();
    const launched = this.#batches.of(uri).launch(document.getText(), {
      load: () => this.#service.loadFresh(document),
      isCurrent: true,
      confirm: loaded =>
        by === 'agent' ? Promise.resolve(true) : isWanted(loaded, workers, settings.confirmAbove),
    });
    // the page loads while the file is read; the launch has begun, so that it waits for no older batch
    this.#panels.show(uri);
    await launched;
  }

  /** Computes what a batch lacks, from the text that it was launched with; runs that are known are not computed again. */
  async resume(uri: Uri, head: BatchHead): Promise<void> {
    const workers = this.#warm();
    const loaded = await this.#service.loadText(uri, head.text);
    const problem = resumeProblem(head, loaded);
    if (problem !== null) {
      this.#complain(uri, problem);
      return;
    }
    const notes = await this.#notesOf(uri, head.id);
    const batches = this.#batches.of(uri);
    const launched = batches.launch(head.text, {
      load: () => Promise.resolve(loaded),
      isCurrent: false,
      confirm: found => isWanted(found, workers, readSettings(uri).confirmAbove),
    });
    this.#panels.show(uri);
    await launched;
    const resumed = batches.shown?.head.id;
    // a batch that is being written is not annotated: its folder may not be there yet
    if (resumed !== undefined) void batches.ended.then(() => this.#annotate(uri, resumed, notes));
  }

  /** Name, note and pin go on with what was resumed. */
  async #annotate(uri: Uri, id: string, notes: BatchNotes): Promise<void> {
    if (Object.keys(notes).length === 0) return;
    for (const { store } of this.#stores.placesOf(uri)) {
      if (await store.outline(id)) await store.annotate(id, notes);
    }
  }

  async #notesOf(uri: Uri, id: string): Promise<BatchNotes> {
    for (const { store } of this.#stores.placesOf(uri)) {
      const found = await store.outline(id);
      if (found) return found.notes;
    }
    return {};
  }

  /** A file that was run from the explorer opens, so that text and plots stand side by side. */
  async #makeVisible(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    const shown = window.visibleTextEditors.some(editor => editor.document.uri.toString() === key);
    if (!shown && !this.#panels.has(document.uri))
      await window.showTextDocument(document, { preview: false });
  }

  /** In the panel where there is one: toasts are for places without. */
  #complain(uri: Uri, problem: FileProblem): void {
    if (this.#panels.has(uri)) this.#batches.of(uri).refuse([problem]);
    else void window.showWarningMessage(`${fileName(uri)}: ${problem.message}. ${problem.remedy}.`);
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
