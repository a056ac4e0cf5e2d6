import {
  Diagnostic,
  DiagnosticSeverity,
  Range,
  languages,
  workspace,
  type DiagnosticCollection,
  type TextDocument,
} from 'vscode';
import type { Issue, Severity } from '../../experiment/issue.ts';
import type { DiagnosticPages } from './diagnosticPages.ts';
import { issueText } from './issueText.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService, LoadedDocument } from '../experimentService.ts';
import { SETTINGS_SECTION, settingKeys } from '../manifest.ts';
import { readSettings } from '../settings.ts';

/** Who says it, in the Problems view. */
export const DIAGNOSTIC_SOURCE = 'LoRA';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  hint: DiagnosticSeverity.Information,
};

/**
 * Squiggles for what the schema cannot say. Types, enumerations, unknown keys and syntax are the JSON service's:
 * it reports them from the same schema, at once, and saying them twice helps nobody.
 */
export class Diagnostics {
  readonly #owned = new DisposableStore();
  readonly #collection: DiagnosticCollection;
  readonly #service: ExperimentService;

  readonly #pages: DiagnosticPages;

  constructor(service: ExperimentService, pages: DiagnosticPages) {
    this.#service = service;
    this.#pages = pages;
    this.#collection = this.#owned.add(languages.createDiagnosticCollection(DIAGNOSTIC_SOURCE));
    this.#owned.add(service.onDidLoad(loaded => void this.#report(loaded)));
    this.#owned.add(service.onDidClose(uri => this.#collection.delete(uri)));
    this.#owned.add(
      workspace.onDidChangeConfiguration(change => {
        if (!change.affectsConfiguration(`${SETTINGS_SECTION}.${settingKeys.diagnostics}`)) return;
        this.#collection.clear();
        this.#service.announceAll();
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #report({ document, loaded }: LoadedDocument): Promise<void> {
    const { version } = document;
    await this.#pages.ready;
    if (document.isClosed || document.version !== version) return;
    if (!readSettings(document.uri).diagnostics) return;
    const own = loaded.issues.filter(({ origin }) => origin === 'meaning');
    this.#collection.set(
      document.uri,
      own.map(issue => diagnosticOf(document, issue, this.#pages)),
    );
  }
}

function diagnosticOf(document: TextDocument, issue: Issue, pages: DiagnosticPages): Diagnostic {
  const diagnostic = new Diagnostic(rangeOf(document, issue), issueText(issue), severities[issue.severity]);
  diagnostic.source = DIAGNOSTIC_SOURCE;
  const target = pages.of(issue.code);
  diagnostic.code = target === null ? issue.code : { value: issue.code, target };
  return diagnostic;
}

/** The code of a diagnostic, ours with its page or anybody's. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Where an issue stands in the text it was found in. */
export function rangeOf(
  document: TextDocument,
  place: { readonly offset: number; readonly length: number },
): Range {
  return new Range(document.positionAt(place.offset), document.positionAt(place.offset + place.length));
}
