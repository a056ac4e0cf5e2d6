import { LanguageStatusSeverity, languages, window, type LanguageStatusItem, type Uri } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE, commands } from '../manifest.ts';
import { statusTexts, type Standing } from './statusTexts.ts';

const severities: Readonly<Record<Standing, LanguageStatusSeverity>> = {
  error: LanguageStatusSeverity.Error,
  warning: LanguageStatusSeverity.Warning,
  fine: LanguageStatusSeverity.Information,
};

/** The language status of the active experiment: whether it can run, what that costs, and how its last run went. */
export class ExperimentStatus {
  readonly #owned = new DisposableStore();
  readonly #item: LanguageStatusItem;
  readonly #service: ExperimentService;
  readonly #batches: BatchRegistry;
  readonly #workers: () => number;

  constructor(service: ExperimentService, batches: BatchRegistry, workers: () => number) {
    this.#service = service;
    this.#batches = batches;
    this.#workers = workers;
    this.#item = this.#owned.add(
      languages.createLanguageStatusItem('loraDynamics.experiment', { scheme: '*', language: LANGUAGE }),
    );
    this.#item.name = 'LoRA Experiment';
    this.#item.text = 'LoRA experiment';
    this.#owned.add(service.onDidLoad(({ document, loaded }) => this.#show(document.uri, loaded)));
    this.#owned.add(batches.onDidChange(({ uri, running }) => !running && this.#refresh(uri)));
    this.#owned.add(window.onDidChangeActiveTextEditor(() => this.#refresh()));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** The batch of this experiment has changed, or another file is looked at. */
  #refresh(of?: Uri): void {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) return;
    if (of !== undefined && of.toString() !== document.uri.toString()) return;
    void this.#service.load(document).then(
      loaded => this.#show(document.uri, loaded),
      () => undefined,
    );
  }

  #show(uri: Uri, loaded: LoadedExperiment): void {
    if (uri.toString() !== window.activeTextEditor?.document.uri.toString()) return;
    const { shown } = this.#batches.of(uri);
    const { text, detail, standing } = statusTexts(loaded, this.#workers(), shown);
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.severity = severities[standing];
    this.#item.command =
      standing === 'error'
        ? { title: 'Go to Error', command: 'editor.action.marker.next' }
        : { title: 'Run', command: commands.runExperiment, arguments: [uri] };
  }
}
