import {
  Disposable,
  type Uri,
  window,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
  type TreeDataProvider,
} from 'vscode';
import { makeTools } from './agents/makeTools.ts';
import type { Tools } from './agents/registerTools.ts';
import { LineWatch } from './batches/batchLine.ts';
import { BatchRegistry } from './batches/batchRegistry.ts';
import { Stores } from './batches/stores.ts';
import { applyFix } from './commands/applyFix.ts';
import { commandHandlers, type CommandHandler } from './commands/commandHandlers.ts';
import { ExperimentRunner } from './commands/runExperiment.ts';
import { takeOut } from './commands/takeOut.ts';
import { targetOf } from './commands/target.ts';
import { ComparisonPanels } from './comparison/comparisonPanels.ts';
import { DataFiles } from './dataFiles.ts';
import { DisposableStore } from './disposableStore.ts';
import { experimentName } from './experimentName.ts';
import { ExperimentService } from './experimentService.ts';
import { CodeLenses } from './language/codeLenses.ts';
import { DiagnosticPages } from './language/diagnosticPages.ts';
import { Diagnostics } from './language/diagnostics.ts';
import { ExperimentStatus } from './language/experimentStatus.ts';
import { ExpressionNames } from './language/expressionNames.ts';
import { registerFactHovers } from './language/factHovers.ts';
import { InlayHints } from './language/inlayHints.ts';
import { registerQuickFixes } from './language/quickFixes.ts';
import { describeError } from './log.ts';
import { LANGUAGE, contexts } from './manifest.ts';
import { panelActions } from './panel/panelActions.ts';
import { PanelManager, type PostedView } from './panel/panelManager.ts';
import { RunsView, type RunsRow } from './runs/runsView.ts';
import type { RecentProblems } from './recentProblems.ts';
import { Throttle } from './throttle.ts';
import { LivePreview } from './whatIf/livePreview.ts';
import { PreviewRunner } from '../runs/whatIf/previewRunner.ts';
import { ContextKeys } from './status/contextKeys.ts';
import { RunStatus } from './status/runStatus.ts';
import { Typing } from './typing.ts';
import { Workers } from './workers.ts';

/** Milliseconds between two updates of the status bar. */
const PROGRESS_INTERVAL = 200;

/** Builds the extension: every part is made here and given what it needs, and is disposed with it. */
export class App {
  readonly #owned = new DisposableStore();
  readonly #log: LogOutputChannel;
  readonly #service: ExperimentService;
  readonly #stores: Stores;
  readonly #batches: BatchRegistry;
  /** The plot panels of experiments. */
  readonly panels: PanelManager;
  readonly #live: LivePreview;
  readonly #runner: ExperimentRunner;
  readonly #lenses: CodeLenses;
  /** The rows of the list of runs, for tests. */
  readonly runs: TreeDataProvider<RunsRow>;
  readonly #runs: RunsView;
  /** The panels that compare batches. */
  readonly comparisons: ComparisonPanels;
  /** What each command does, by its id. */
  readonly commands: ReadonlyMap<string, CommandHandler>;
  /** What language models may call. */
  readonly tools: Tools;
  readonly #status: RunStatus;
  readonly #contexts = new ContextKeys();
  readonly #lines = new LineWatch();
  readonly #progress: Throttle;
  readonly #workers: Workers;

  constructor(
    context: ExtensionContext,
    { log, problems }: { readonly log: LogOutputChannel; readonly problems: RecentProblems },
  ) {
    this.#log = log;
    this.#workers = this.#owned.add(
      new Workers(context, this.#log, {
        idle: () => Promise.all(this.#batches.underWay.map(({ ended }) => ended)),
        rests: this.#owned.add(new Typing()).flag,
      }),
    );
    this.#service = this.#owned.add(new ExperimentService(new DataFiles(), this.#log));
    this.#stores = new Stores(context.storageUri ?? context.globalStorageUri, this.#log);
    this.#batches = this.#owned.add(
      new BatchRegistry({ stores: this.#stores, pool: () => this.#workers.pool, log: this.#log }),
    );
    this.panels = this.#owned.add(
      new PanelManager({
        sourceOf: uri => this.#batches.of(uri),
        actions: panelActions({
          run: uri => this.#run(uri),
          stop: uri => void this.#batches.of(uri).stop(),
          resume: uri => this.#resume(uri),
          cancelRun: (uri, run) => this.#batches.of(uri).cancel(run),
          applyFix: (uri, id) => this.#applyFix(uri, id),
          takeOut: (uri, what) => this.#takeOut(uri, what),
          certificate: uri => this.#batches.of(uri).shown?.certificate ?? null,
          whatIf: (uri, variant, changes) => this.#live.ask(uri, variant, changes),
          writeWhatIf: uri => void this.#live.write(uri),
          onSaved: () => this.#tookOut(),
          log: this.#log,
        }),
        log: this.#log,
        extension: context.extensionUri,
      }),
    );
    this.#live = this.#owned.add(
      new LivePreview({
        service: this.#service,
        batches: this.#batches,
        panels: this.panels,
        runner: new PreviewRunner(() => this.#workers.previews),
      }),
    );
    this.#runner = new ExperimentRunner({
      service: this.#service,
      batches: this.#batches,
      panels: this.panels,
      stores: this.#stores,
      warm: () => this.#workers.warm(),
    });
    this.#lenses = this.#owned.add(
      new CodeLenses({
        service: this.#service,
        batchOf: uri => this.#batches.of(uri).line,
        workers: () => this.#workers.size,
      }),
    );
    this.comparisons = this.#owned.add(
      new ComparisonPanels({
        stores: this.#stores,
        log: this.#log,
        extension: context.extensionUri,
        onSaved: () => this.#tookOut(),
      }),
    );
    this.runs = this.#runs = this.#owned.add(new RunsView(this.#stores, this.#batches));
    this.#contexts.set(contexts.active, true);
    this.#status = this.#owned.add(new RunStatus());
    this.#progress = this.#owned.add(new Throttle(PROGRESS_INTERVAL, () => this.#showRunning()));
    this.#owned.add(new Diagnostics(this.#service, new DiagnosticPages(context.extensionUri)));
    this.#owned.add(new ExpressionNames(this.#service));
    const workers = (): number => this.#workers.size;
    this.#owned.add(new InlayHints({ service: this.#service, workers }));
    this.#owned.add(registerFactHovers(this.#service, workers));
    this.#owned.add(new ExperimentStatus(this.#service, this.#batches, workers));
    this.#owned.add(registerQuickFixes(this.#service, uri => this.#batches.of(uri).fixes));
    this.#connect();
    this.commands = commandHandlers({
      context,
      batches: this.#batches,
      panels: this.panels,
      runner: this.#runner,
      stores: this.#stores,
      runs: this.#runs,
      comparisons: this.comparisons,
      contexts: this.#contexts,
      log: this.#log,
      makePool: () => this.#workers.make(),
      workers,
      problems,
    });
    this.tools = makeTools({
      extension: context.extensionUri,
      service: this.#service,
      batches: this.#batches,
      stores: this.#stores,
      runner: this.#runner,
      workers,
      log: this.#log,
    });
    this.#service.start();
  }

  /** Every view that a panel was given, for tests. */
  get onDidPostView(): Event<PostedView> {
    return (listener, self) =>
      Disposable.from(this.panels.onDidPost(listener, self), this.comparisons.onDidPost(listener, self));
  }

  /** Stops what runs and waits until it is stored. */
  async stop(): Promise<void> {
    const { underWay } = this.#batches;
    await Promise.all(underWay.map(batches => batches.stop()));
    await Promise.all(underWay.map(batches => batches.ended));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  /** Who hears of what. */
  #connect(): void {
    this.#owned.add(
      this.#batches.onDidChange(batches => {
        this.panels.refresh(batches.uri);
        if (batches.running) this.#live.clear(batches.uri);
        this.#progress.request();
        if (this.#lines.tookTurn(batches.uri.toString(), batches.line)) this.#lenses.refresh();
        this.#showContext();
      }),
    );
    this.#owned.add(
      this.#service.onDidLoad(({ document, loaded }) => {
        const batches = this.#batches.of(document.uri);
        batches.update(loaded);
        void batches.lookUp();
      }),
    );
    this.#owned.add(
      this.#service.onDidSaveAs(({ from, to }) => {
        this.#batches.move(from, to);
        this.panels.move(from, to);
      }),
    );
    this.#owned.add(this.panels.onDidOpen(uri => this.#fillPanel(uri)));
    this.#owned.add(window.onDidChangeActiveTextEditor(() => this.#showContext()));
    this.#owned.add(this.#workers.watchSettings());
  }

  /** A panel shows what is stored of its file, and what the file would do, without computing anything. */
  #fillPanel(uri: Uri): void {
    const batches = this.#batches.of(uri);
    void batches.restore();
    const key = uri.toString();
    const document = workspace.textDocuments.find(open => open.uri.toString() === key);
    const known =
      document === undefined && uri.scheme !== 'untitled' ? workspace.openTextDocument(uri) : document;
    Promise.resolve(known)
      .then(async open => {
        if (open !== undefined) batches.update(await this.#service.load(open));
      })
      .catch((error: unknown) => this.#log.warn(`${key}: ${describeError(error)}`));
  }

  #run(uri: Uri): void {
    this.#watch(`Running ${uri.toString()}`, this.#runner.run(uri));
  }

  #resume(uri: Uri): void {
    const head = this.#batches.of(uri).shown?.head;
    if (head !== undefined) this.#watch(`Resuming ${uri.toString()}`, this.#runner.resume(uri, head));
  }

  #applyFix(uri: Uri, id: string): void {
    const offered = this.#batches.of(uri).shown?.edit(id);
    if (offered) void applyFix(uri, offered);
  }

  #takeOut(uri: Uri, what: Parameters<typeof takeOut>[1]): void {
    this.#watch(
      `Exporting ${uri.toString()}`,
      takeOut(this.#batches.of(uri), what, () => this.#tookOut()),
    );
  }

  #tookOut(): void {
    this.#contexts.set(contexts.exported, true);
  }

  #watch(what: string, work: Promise<void>): void {
    work.catch((error: unknown) => this.#log.error(`${what} failed: ${describeError(error)}`));
  }

  #showRunning(): void {
    const { running } = this.#batches;
    this.#contexts.set(contexts.running, running.length > 0);
    this.#status.show(
      running.map(({ uri, shown }) => ({
        name: experimentName(uri),
        fraction: shown?.fraction ?? 0,
        ended: shown?.ended ?? 0,
        total: shown?.total ?? 1,
        rate: shown?.rate ?? null,
        secondsLeft: shown?.secondsLeft ?? null,
      })),
    );
  }

  #showContext(): void {
    const document = window.activeTextEditor?.document;
    const results = document?.languageId === LANGUAGE && this.#batches.of(document.uri).hasResults;
    this.#contexts.set(contexts.hasResults, results);
    const target = targetOf(undefined, this.panels.active);
    const batches = target && this.#batches.find(target);
    this.#contexts.set(contexts.resumable, batches?.shown?.resumable === true && !batches.running);
  }
}
