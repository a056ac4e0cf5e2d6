import {
  CodeLens,
  EventEmitter,
  Range,
  languages,
  workspace,
  type CodeLensProvider,
  type TextDocument,
  type Uri,
} from 'vscode';
import { forecast } from '../../runs/forecast.ts';
import { counted } from '../../runs/format.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE, SETTINGS_SECTION, commands, settingKeys } from '../manifest.ts';
import { readSettings } from '../settings.ts';
import { batchSize } from './batchSize.ts';

/** What the line above a file says about its runs. */
export interface BatchLine {
  readonly running: boolean;
  /** The batch that can be shown, in a few words; null where there is none. */
  readonly results: string | null;
}

/** The line above an experiment: run it and what that costs, stop it, show what there is. */
export class CodeLenses implements CodeLensProvider {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #service: ExperimentService;
  readonly #batchOf: (uri: Uri) => BatchLine;
  readonly #workers: () => number;

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(dependencies: {
    readonly service: ExperimentService;
    readonly batchOf: (uri: Uri) => BatchLine;
    /** How many runs are computed at the same time. */
    readonly workers: () => number;
  }) {
    this.#service = dependencies.service;
    this.#batchOf = dependencies.batchOf;
    this.#workers = dependencies.workers;
    this.#owned.add(languages.registerCodeLensProvider({ scheme: '*', language: LANGUAGE }, this));
    this.#owned.add(this.#service.onDidLoad(() => this.refresh()));
    this.#owned.add(
      workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(`${SETTINGS_SECTION}.${settingKeys.codeLens}`)) this.refresh();
      }),
    );
  }

  /** The state of some batch has changed. */
  refresh(): void {
    this.#changed.fire();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!readSettings(document.uri).codeLens) return [];
    const loaded = await this.#service.load(document);
    const range = new Range(0, 0, 0, 0);
    const batch = this.#batchOf(document.uri);
    const lens = (title: string, command: string, tooltip: string): CodeLens =>
      new CodeLens(range, { title, command, tooltip, arguments: [document.uri] });
    const lenses: CodeLens[] = [];
    if (batch.running) {
      lenses.push(lens('■ Stop', commands.stopRun, 'Stop this batch and keep what was computed'));
    } else if (loaded.experiment !== undefined) {
      lenses.push(
        lens(
          runTitle(loaded, this.#workers()),
          commands.runExperiment,
          `Run all variants and seeds: ${forecast(loaded.estimate, this.#workers())}`,
        ),
      );
    } else {
      const errors = loaded.issues.filter(({ severity }) => severity === 'error').length;
      if (errors > 0) {
        lenses.push(
          lens(`Cannot run: ${counted(errors, 'error')}`, 'editor.action.marker.next', 'Go to the error'),
        );
      }
    }
    if (batch.results !== null) {
      lenses.push(lens(batch.results, commands.showResults, 'Open the plots beside this file'));
    }
    return lenses;
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** `▶ Run · 6 variants × 30 seeds · ≈ 4 s`. */
export function runTitle({ variants, seeds, estimate }: LoadedExperiment, workers: number): string {
  const size = { variants: variants.length, seeds: seeds.length, seconds: estimate.seconds };
  return `▶ Run · ${batchSize(size, workers)}`;
}
