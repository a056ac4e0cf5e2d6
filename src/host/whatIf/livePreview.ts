import { window, workspace, type TextDocument, type Uri } from 'vscode';
import { settingsEdit } from '../../experiment/settingsEdit.ts';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { ProblemKind } from '../../experiment/kinds/contract.ts';
import { problemKind } from '../../experiment/kinds/registry.ts';
import { mainSeries } from '../../experiment/ownTheory/chartedSeries.ts';
import { parseText } from '../../experiment/parse.ts';
import { changedVariant, type Changes } from '../../experiment/whatIf/changedVariant.ts';
import type { WhatIfView } from '../../protocol/whatIf.ts';
import { nameVariants } from '../../runs/naming.ts';
import { editedVariant } from '../../runs/whatIf/editedVariant.ts';
import { fieldsOf } from '../../runs/whatIf/fields.ts';
import { previewOf } from '../../runs/whatIf/preview.ts';
import type { PreviewRunner } from '../../runs/whatIf/previewRunner.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import { applyFix } from '../commands/applyFix.ts';
import { documentOf } from '../commands/target.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { ExperimentService } from '../experimentService.ts';
import { LANGUAGE } from '../manifest.ts';
import type { PanelManager } from '../panel/panelManager.ts';
import { readSettings } from '../settings.ts';
import { Throttle } from '../throttle.ts';

/** Milliseconds between two looks at a text that is being typed: twenty a second. */
const INTERVAL = 50;

/** What a panel asked about last, which is what its button writes into the file. */
interface Asked {
  readonly variant: string;
  readonly changes: Changes;
}

/**
 * Curves of runs that nobody has asked to store: of settings that a reader drags in a panel, and of a text that is being
 * edited beside one.
 */
export class LivePreview {
  readonly #service: ExperimentService;
  readonly #batches: BatchRegistry;
  readonly #panels: PanelManager;
  readonly #runner: PreviewRunner;
  readonly #owned = new DisposableStore();
  readonly #asked = new Map<string, Asked>();
  readonly #typing = new Map<string, Throttle>();
  /** Experiments whose panel shows a preview of the text. */
  readonly #previewed = new Set<string>();

  constructor(dependencies: {
    readonly service: ExperimentService;
    readonly batches: BatchRegistry;
    readonly panels: PanelManager;
    readonly runner: PreviewRunner;
  }) {
    this.#service = dependencies.service;
    this.#batches = dependencies.batches;
    this.#panels = dependencies.panels;
    this.#runner = dependencies.runner;
    this.#owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
    );
  }

  /** Fields of a variant, and the curve for these values; null where a newer question took its place. */
  async ask(uri: Uri, variant: string, changes: Changes): Promise<WhatIfView | null> {
    const document = await documentOf(uri);
    if (typeof document === 'string') return { fields: [], preview: null, problem: document };
    const loaded = await this.#service.load(document);
    const found = this.#variantOf(uri, loaded, variant);
    if (found === null)
      return { fields: [], preview: null, problem: 'The file has errors: what it would do is not known.' };
    this.#asked.set(uri.toString(), { variant: found.id, changes });
    const { kind, entry, id } = found;
    const fields = fieldsOf(kind, entry, parseText(document.getText()).document);
    if (Object.keys(changes).length === 0) return { fields, preview: null, problem: '' };
    const changed = changedVariant(kind, entry.resolved, changes, loaded.files);
    if (!changed.ok) return { fields, preview: null, problem: changed.problem };
    const seed = loaded.seeds[0] ?? 0;
    const preview = await previewOf(
      {
        ...{ kind, id, seed, before: entry.resolved, variant: changed.variant, files: loaded.files },
        end: this.#endOf(uri, kind, id, seed),
      },
      this.#runner,
    );
    if (preview === null) return null;
    return preview.ok
      ? { fields, preview: preview.view, problem: '' }
      : { fields, preview: null, problem: preview.problem };
  }

  /** Writes what was asked about last into the file: the smallest edit, which one undo takes back. */
  async write(uri: Uri): Promise<void> {
    const asked = this.#asked.get(uri.toString());
    if (asked === undefined || Object.keys(asked.changes).length === 0) return;
    const document = await documentOf(uri);
    if (typeof document === 'string') return;
    const found = this.#variantOf(uri, await this.#service.load(document), asked.variant);
    const edit = (text: string) => found && settingsEdit(text, found.entry.label, asked.changes);
    if (edit(document.getText()) === null) {
      void window.showInformationMessage(
        'The file has no place of its own for this: it computes the value from a range, or sweeps over it already.',
      );
      return;
    }
    await applyFix(uri, { title: 'Write to File', edit });
  }

  /** Takes a preview of the text away: it is being run for good. */
  clear(uri: Uri): void {
    if (this.#previewed.delete(uri.toString())) this.#panels.preview(uri, null);
  }

  dispose(): void {
    for (const throttle of this.#typing.values()) throttle.dispose();
    this.#owned.dispose();
  }

  #edited(document: TextDocument): void {
    const key = document.uri.toString();
    if (document.languageId !== LANGUAGE || !this.#panels.has(document.uri)) return;
    if (!readSettings(document.uri).livePreview) return;
    let throttle = this.#typing.get(key);
    if (throttle === undefined) {
      throttle = new Throttle(INTERVAL, () => void this.#show(document).catch(() => undefined));
      this.#typing.set(key, throttle);
    }
    throttle.request();
  }

  async #show(document: TextDocument): Promise<void> {
    const { uri } = document;
    const batch = this.#batches.of(uri).shown;
    if (batch === null || batch.state === 'running') return;
    const loaded = await this.#service.load(document);
    const edited = editedVariant(loaded.variants, batch.head.variants, batch.head.seeds);
    const kind = problemKind(edited?.entry.resolved.problem['kind']);
    if (edited === null || kind === undefined) {
      this.clear(uri);
      return;
    }
    const seed = loaded.seeds[0] ?? 0;
    const preview = await previewOf(
      {
        ...{ kind, id: edited.id, seed, before: edited.before, files: loaded.files },
        variant: edited.entry.resolved,
        end: this.#endOf(uri, kind, edited.id, seed),
      },
      this.#runner,
    );
    if (preview === null) return;
    if (!preview.ok) {
      this.clear(uri);
      return;
    }
    this.#previewed.add(uri.toString());
    this.#panels.preview(uri, preview.view);
  }

  /** What the first chart plots of that seed of a shown variant at its end. */
  #endOf(uri: Uri, kind: ProblemKind, id: string, seed: number): number | null {
    const main = mainSeries(kind);
    const lines = this.#batches.of(uri).lines([id], [main])[`${id}/${main}`];
    return lines?.find(line => line.seed === seed)?.value.at(-1) ?? null;
  }

  /**
   * The variant of that id in the text; where the text has none of it, the one with the same place in its grid, or the
   * first. Null where the file cannot run.
   */
  #variantOf(uri: Uri, { variants, seeds }: LoadedExperiment, id: string) {
    const names = nameVariants(variants, seeds).variants;
    const head = this.#batches.of(uri).shown?.head;
    const places = [names, head ? nameVariants(head.variants, head.seeds).variants : []].map(list =>
      list.findIndex(name => name.id === id),
    );
    const at = places.find(place => place >= 0 && place < variants.length) ?? 0;
    const entry = variants[at];
    const kind = problemKind(entry?.resolved.problem['kind']);
    return entry && kind ? { entry, id, kind } : null;
  }
}
