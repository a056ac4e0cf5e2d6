import { EventEmitter, Uri, workspace, type LogOutputChannel, type TextDocument } from 'vscode';
import { loadExperiment, type LoadedExperiment } from '../experiment/load.ts';
import type { DataFiles } from './dataFiles.ts';
import { DisposableStore } from './disposableStore.ts';
import { describeError } from './log.ts';
import { LANGUAGE } from './manifest.ts';

/** Milliseconds of quiet after which a text that is being typed is checked. */
const QUIET = 250;

interface Known {
  readonly version: number;
  /** Files that were looked at; complete once it is loaded. */
  readonly seen: ReadonlySet<string>;
  readonly loaded: Promise<LoadedExperiment>;
}

/** An open experiment as it was last understood. */
export interface LoadedDocument {
  readonly document: TextDocument;
  readonly loaded: LoadedExperiment;
}

/** Understands open experiments: loads each text once, and again when it or a file that it reads changes. */
export class ExperimentService {
  readonly #files: DataFiles;
  readonly #log: LogOutputChannel;
  readonly #owned = new DisposableStore();
  readonly #didLoad = this.#owned.add(new EventEmitter<LoadedDocument>());
  readonly #didClose = this.#owned.add(new EventEmitter<Uri>());
  readonly #didSaveAs = this.#owned.add(new EventEmitter<{ readonly from: Uri; readonly to: Uri }>());
  readonly #known = new Map<string, Known>();
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  /** Files that experiments read → experiments that read them. */
  readonly #readers = new Map<string, Set<string>>();

  readonly onDidLoad = this.#didLoad.event;
  readonly onDidClose = this.#didClose.event;
  /** An experiment that had no file has got one. */
  readonly onDidSaveAs = this.#didSaveAs.event;

  constructor(files: DataFiles, log: LogOutputChannel) {
    this.#files = files;
    this.#log = log;
    this.#owned.add(workspace.onDidOpenTextDocument(document => this.#schedule(document, 0)));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, QUIET)));
    this.#owned.add(workspace.onDidCloseTextDocument(document => this.#close(document)));
    this.#owned.add(workspace.onDidGrantWorkspaceTrust(() => this.#reloadAll()));
    this.#watchData();
  }

  /** Checks what is already open. */
  start(): void {
    for (const document of workspace.textDocuments) this.#schedule(document, 0);
  }

  /** The experiment in the text as it is now, from memory where nothing has changed. */
  load(document: TextDocument): Promise<LoadedExperiment> {
    const key = document.uri.toString();
    const known = this.#known.get(key);
    if (known?.version === document.version) return known.loaded;
    return this.#read(document);
  }

  /** The same, with every data file looked at again: for a run. A text that names no file is not read twice. */
  async loadFresh(document: TextDocument): Promise<LoadedExperiment> {
    const known = this.#known.get(document.uri.toString());
    if (known?.version === document.version) {
      const loaded = await known.loaded;
      if (known.seen.size === 0) return loaded;
    }
    return this.#read(document, true);
  }

  /** A text that is not in an editor, read as if it stood in a file: that of an older batch. */
  loadText(experiment: Uri, text: string, trusted = workspace.isTrusted): Promise<LoadedExperiment> {
    return loadExperiment(text, this.#files.reader(experiment, new Set(), { trusted }));
  }

  /** Tells listeners again what is known of every open experiment. */
  announceAll(): void {
    for (const document of workspace.textDocuments) {
      const known = this.#known.get(document.uri.toString());
      if (known?.version !== document.version) continue;
      void known.loaded.then(loaded => this.#didLoad.fire({ document, loaded })).catch(() => undefined);
    }
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#owned.dispose();
  }

  #read(document: TextDocument, fresh = false): Promise<LoadedExperiment> {
    const key = document.uri.toString();
    const { version } = document;
    const seen = new Set<string>();
    const loaded = loadExperiment(
      document.getText(),
      this.#files.reader(document.uri, seen, { trusted: workspace.isTrusted, fresh }),
    );
    this.#known.set(key, { version, seen, loaded });
    void loaded.then(
      result => {
        for (const file of seen) this.#readers.set(file, (this.#readers.get(file) ?? new Set()).add(key));
        if (!document.isClosed && document.version === version)
          this.#didLoad.fire({ document, loaded: result });
      },
      (error: unknown) => {
        this.#known.delete(key);
        this.#log.error(`Loading ${key} failed: ${describeError(error)}`);
      },
    );
    return loaded;
  }

  #schedule(document: TextDocument, delay: number): void {
    if (document.languageId !== LANGUAGE) return;
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.set(
      key,
      setTimeout(() => {
        this.#waiting.delete(key);
        if (!document.isClosed) void this.load(document).catch(() => undefined);
      }, delay),
    );
  }

  #close(document: TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#waiting.get(key));
    this.#waiting.delete(key);
    this.#known.delete(key);
    if (document.languageId !== LANGUAGE) return;
    const saved = savedAs(document);
    if (saved !== undefined) this.#didSaveAs.fire({ from: document.uri, to: saved.uri });
    this.#didClose.fire(document.uri);
  }

  #reloadAll(): void {
    this.#known.clear();
    this.start();
  }

  /** Weights, tables and texts that appear, change or vanish change what is said about the experiments that read them. */
  #watchData(): void {
    const watcher = this.#owned.add(
      // a text may have any name
      workspace.createFileSystemWatcher('**/*'),
    );
    const changed = (uri: Uri): void => {
      this.#files.changed(uri);
      // a file is read by itself, or is in a folder that is, or in a folder of that
      const places = [uri, Uri.joinPath(uri, '..'), Uri.joinPath(uri, '../..')].map(String);
      const readers = new Set(places.flatMap(place => [...(this.#readers.get(place) ?? [])]));
      for (const document of workspace.textDocuments) {
        if (!readers.has(document.uri.toString())) continue;
        this.#known.delete(document.uri.toString());
        this.#schedule(document, QUIET);
      }
    };
    this.#owned.add(watcher.onDidChange(changed));
    this.#owned.add(watcher.onDidCreate(changed));
    this.#owned.add(watcher.onDidDelete(changed));
  }
}

/** VS Code does not say so: a document without a file closes, and one with the same text has just opened. */
function savedAs(closed: TextDocument): TextDocument | undefined {
  if (!closed.isUntitled) return undefined;
  const text = closed.getText();
  return workspace.textDocuments.find(
    open => open.languageId === LANGUAGE && !open.isUntitled && !open.isDirty && open.getText() === text,
  );
}
