import { EventEmitter, type Uri } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import type { MatrixView } from '../../protocol/directions.ts';
import type { LineView, PanelState, PanelView } from '../../protocol/panel.ts';
import type { IntervalView, RateView } from '../../protocol/rates.ts';
import type { OfferedFix } from '../../runs/diagnosis/batchDiagnosis.ts';
import { problemNotes, type FileProblem } from '../../runs/panelNotes.ts';
import { ownTheoryOf } from '../../runs/ownTheory.ts';
import type { BatchSession } from '../../runs/session.ts';
import type { LoadedBatch, RunStore } from '../../runs/store.ts';
import { fileName } from '../experimentName.ts';
import { describeError } from '../log.ts';
import type { BatchLine } from '../language/codeLenses.ts';
import type { PanelSource } from '../panel/resultPanel.ts';
import type { BatchDependencies } from './batchDependencies.ts';
import { lineOf } from './batchLine.ts';
import { FirstCurves } from './firstCurves.ts';
import { ghostsBehind } from './ghosts.ts';
import { launchLogged } from './launchLogged.ts';
import { prepareBatch } from './prepareBatch.ts';
import { previewView } from './previewView.ts';
import { internalProblem, problemsOf } from './problemsOf.ts';
import { ShownBatch } from './shownBatch.ts';
import type { StorePlace } from './stores.ts';

/**
 * What is known of one experiment's batches: the one in progress or last shown, the ghosts of the one before, and
 * what keeps the file from running. A closed panel changes nothing here.
 */
export class ExperimentBatches implements PanelSource {
  #uri: Uri;
  readonly #ports: BatchDependencies;
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #session: BatchSession | null = null;
  #shown: ShownBatch | null = null;
  #ghosts: PanelView['ghosts'] = [];
  #problems: readonly FileProblem[] = [];
  /** The file as it was last understood without errors. */
  #current: LoadedExperiment | null = null;
  #launches = 0;
  /** A launch is being prepared: what is stored is of no interest any more. */
  #launching = false;
  readonly #firstCurves = new FirstCurves(() => this.#changed.fire());
  #restored: Promise<void> | null = null;
  #hasStored = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(uri: Uri, ports: BatchDependencies) {
    this.#uri = uri;
    this.#ports = ports;
  }

  get uri(): Uri {
    return this.#uri;
  }

  /** The file was saved under a name of its own. */
  moveTo(uri: Uri): void {
    this.#uri = uri;
  }

  /** Runs are computed, and nobody has stopped them. */
  get running(): boolean {
    return this.#session?.stopped === false;
  }

  /** Runs are computed, or are being stored. */
  get underWay(): boolean {
    return this.#session !== null;
  }

  get shown(): ShownBatch | null {
    return this.#shown;
  }

  /** What the line above the file says. */
  get line(): BatchLine {
    return lineOf(this);
  }

  /** The hash of the settings in the file as it is now; null where it was not understood yet. */
  get currentHash(): string | null {
    return this.#current?.configHash ?? null;
  }

  /** As the panel shows it. */
  get state(): PanelState | null {
    return this.#shown?.state ?? null;
  }

  get settled(): boolean {
    return !this.#firstCurves.awaited;
  }

  /** Resolves when no batch is under way. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Edits of the file that what was diagnosed offers; none while a batch runs. */
  get fixes(): readonly OfferedFix[] {
    return this.#shown?.fixes ?? [];
  }

  /** Whether there is a batch to show, here or in the store. */
  get hasResults(): boolean {
    return this.#shown !== null || this.#hasStored;
  }

  /** Starts a batch of the experiment as loaded; one in progress is stopped and stored first, so that its runs are found. */
  async launch(
    text: string,
    how: {
      readonly load: () => Promise<LoadedExperiment>;
      /** Whether the text is the file's, and not that of an older batch. */
      readonly isCurrent: boolean;
      /** Asks the user about a long batch; false gives it up. */
      readonly confirm: (loaded: LoadedExperiment) => Promise<boolean>;
    },
  ): Promise<void> {
    const launch = ++this.#launches;
    this.#launching = true;
    this.#firstCurves.expect();
    try {
      const loading = Promise.all([
        how.load(),
        this.#ports.stores.writablePlace(this.uri),
        this.#session && this.stop().then(() => this.#ended),
      ]);
      const [loaded, place] = await loading;
      if (this.#isSuperseded(launch)) return;
      this.#problems = problemsOf(loaded);
      if (loaded.experiment === undefined || !(await how.confirm(loaded))) return;
      if (this.#isSuperseded(launch)) return;
      if (how.isCurrent) this.#current = loaded;
      this.#begin(loaded, text, place);
    } catch (error) {
      this.#ports.log.error(`Launching ${this.uri.toString()} failed: ${describeError(error)}`);
      this.#problems = [internalProblem(error)];
    } finally {
      if (!this.#isSuperseded(launch)) {
        this.#launching = false;
        if (this.#shown === null) void this.restore();
        if (!this.running) this.#firstCurves.dispose();
        this.#changed.fire();
      }
    }
  }

  /** A call, because another launch may have come while something was awaited. */
  #isSuperseded(launch: number): boolean {
    return launch !== this.#launches;
  }

  /** Says why the file does not run. */
  refuse(problems: readonly FileProblem[]): void {
    this.#problems = problems;
    this.#changed.fire();
  }

  /** Stops the batch in progress within 100 ms. */
  async stop(): Promise<void> {
    await this.#session?.stop();
  }

  /** Cancels one run of the batch in progress. */
  cancel(run: number): void {
    this.#session?.cancel(run);
  }

  /** Shows the latest batch of the store, unless there is one already. Reads it once. */
  restore(): Promise<void> {
    if (this.#launching) return Promise.resolve();
    this.#restored ??= this.#ports.stores
      .loadLatest(this.uri)
      .then(latest => {
        if (latest !== null && this.#shown === null) this.#show(latest);
      })
      .catch((error: unknown) => {
        this.#ports.log.error(`Restoring ${this.uri.toString()} failed: ${describeError(error)}`);
      });
    return this.#restored;
  }

  /** Shows a batch of the store; false where a batch in progress keeps its place. */
  async showStored(store: RunStore, id: string): Promise<boolean> {
    if (this.#isBusy()) return this.#shown?.head.id === id;
    if (this.#shown?.head.id === id) return true;
    const loaded = await store.load(id);
    if (!loaded.ok || this.#isBusy()) return false;
    this.#show(loaded.value);
    this.#restored = Promise.resolve();
    this.#ghosts = [];
    return true;
  }

  /** Finds out whether the store has a batch of this file. */
  async lookUp(): Promise<void> {
    if (this.hasResults) return;
    const found = await this.#ports.stores.latest(this.uri).catch(() => null);
    if (found === null || this.#hasStored) return;
    this.#hasStored = true;
    this.#changed.fire();
  }

  /** The file was understood anew: marks and previews follow. A batch that it left behind looks the same as before. */
  update(loaded: LoadedExperiment): void {
    const leftBehind = this.#isStale() && this.#problems.length === 0;
    if (loaded.experiment !== undefined) [this.#current, this.#problems] = [loaded, []];
    if (!leftBehind || !this.#isStale()) this.#changed.fire();
  }

  view(): PanelView {
    const notes = problemNotes(fileName(this.uri), this.#problems);
    const shown = this.#shown;
    if (shown === null) {
      const view = previewView(this.uri, this.#current, this.#ports.pool().size, notes);
      return this.#launching ? { ...view, state: 'running' } : view;
    }
    const stale = this.#isStale();
    const own = stale || this.#current === null ? null : ownTheoryOf(this.#current);
    const view = shown.view({ notes, stale, ghosts: this.#ghosts, own });
    return notes.length > 0 && !this.running ? { ...view, state: 'error' } : view;
  }

  lines(
    variants: readonly string[],
    series: readonly string[],
  ): Readonly<Record<string, readonly LineView[]>> {
    return this.#shown?.lines(variants, series) ?? {};
  }

  matrix(variant: string): MatrixView | null {
    return this.#shown?.matrix(variant) ?? null;
  }

  rates(series: readonly string[], intervals: readonly IntervalView[]): Readonly<Record<string, RateView>> {
    return this.#shown?.rates(series, intervals) ?? {};
  }

  dispose(): void {
    void this.stop();
    this.#firstCurves.dispose();
    this.#changed.dispose();
  }

  #begin(loaded: LoadedExperiment, text: string, place: StorePlace | null): void {
    const { log } = this.#ports;
    const prepared = prepareBatch(this.uri, loaded, text, place, this.#ports);
    if (prepared === null) return;
    const { session, shown } = prepared;
    this.#ghosts = ghostsBehind(session.head.configHash, this.#shown, this.#ghosts, this.uri);
    this.#firstCurves.expect();
    this.#shown = shown;
    this.#session = session;
    this.#restored = Promise.resolve();
    session.on(event => {
      shown.hear(event);
      if (event.type === 'samples' || event.type === 'runFinished') this.#firstCurves.dispose();
      this.#changed.fire();
    });
    this.#ended = launchLogged(session, log)
      .then(() => {
        this.#end(session);
        return this.#ports.stores.tidy(this.uri, place);
      })
      .catch((error: unknown) => log.error(`Tidying up failed: ${describeError(error)}`));
    this.#changed.fire();
  }

  #end(session: BatchSession): void {
    if (this.#session === session) this.#session = null;
    this.#firstCurves.dispose();
    this.#changed.fire();
  }

  #show(loaded: LoadedBatch): void {
    this.#shown = ShownBatch.stored(loaded);
    this.#hasStored = true;
    this.#changed.fire();
  }

  /** A call, as below. */
  #isBusy(): boolean {
    return this.#launching || this.underWay;
  }

  /** The settings have changed since the batch was launched; comments and spaces do not count. */
  #isStale(): boolean {
    const hash = this.#shown?.head.configHash;
    return hash !== undefined && this.#current !== null && this.#current.configHash !== hash;
  }
}
