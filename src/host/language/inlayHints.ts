import {
  EventEmitter,
  InlayHint,
  MarkdownString,
  languages,
  workspace,
  type InlayHintsProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { placedFacts, type PlacedFact } from '../../experiment/facts/placedFacts.ts';
import { parseText } from '../../experiment/parse.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE, SETTINGS_SECTION, settingKeys } from '../manifest.ts';
import { readSettings } from '../settings.ts';
import { costFact } from './costFact.ts';
import { factLine, factText, hintOffset } from './factTexts.ts';

/** Numbers that follow from the file, beside the settings that they hang on. */
export class InlayHints implements InlayHintsProvider {
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new EventEmitter<void>());
  readonly #service: ExperimentService;
  readonly #workers: () => number;

  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(dependencies: {
    readonly service: ExperimentService;
    /** How many runs are computed at the same time. */
    readonly workers: () => number;
  }) {
    this.#service = dependencies.service;
    this.#workers = dependencies.workers;
    this.#owned.add(languages.registerInlayHintsProvider({ scheme: '*', language: LANGUAGE }, this));
    this.#owned.add(this.#service.onDidLoad(() => this.#changed.fire()));
    this.#owned.add(
      workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(`${SETTINGS_SECTION}.${settingKeys.inlayHints}`))
          this.#changed.fire();
      }),
    );
  }

  async provideInlayHints(document: TextDocument, range: Range): Promise<InlayHint[]> {
    const { version } = document;
    const loaded = await this.#service.load(document);
    if (document.version !== version) return [];
    const { hiddenFacts } = readSettings(document.uri);
    const parsed = parseText(document.getText()).document;
    return [...placedFacts(loaded, parsed), ...costFact(loaded, parsed, this.#workers())]
      .filter(({ info }) => !hiddenFacts.has(info.key))
      .map(fact => hintOf(document, parsed.text, fact))
      .filter(({ position }) => range.contains(position));
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function hintOf(document: TextDocument, text: string, fact: PlacedFact): InlayHint {
  const hint = new InlayHint(document.positionAt(hintOffset(text, fact.span)), factText(fact));
  hint.paddingLeft = true;
  hint.tooltip = new MarkdownString(factLine(fact));
  return hint;
}
