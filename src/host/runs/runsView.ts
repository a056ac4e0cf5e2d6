import {
  EventEmitter,
  MarkdownString,
  RelativePattern,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
  type TreeDataProvider,
  type TreeView,
  type Uri,
} from 'vscode';
import { endsOf } from '../../runs/listing/batchCard.ts';
import {
  batchRows,
  experimentRows,
  type BatchRow,
  type ExperimentRow,
  type ListedStore,
  type LiveBatch,
  type Present,
  type RowText,
} from '../../runs/listing/rows.ts';
import { runRows, variantRows, type RunRow, type VariantRow } from '../../runs/listing/variantRows.ts';
import type { BatchRegistry } from '../batches/batchRegistry.ts';
import type { StoreFolder, Stores } from '../batches/stores.ts';
import { DisposableStore } from '../disposableStore.ts';
import { localTime } from '../localTime.ts';
import { RUNS_VIEW, commands } from '../manifest.ts';
import { Throttle } from '../throttle.ts';

/** Milliseconds between two drawings of the list while a batch runs. */
const INTERVAL = 500;

/** A row of the list: an experiment, one of its batches, a variant of that, or a run. */
export type RunsRow = ExperimentRow | BatchRow | VariantRow | RunRow;

/** The list *Runs* in the Explorer: experiments, their batches, the variants of those, and runs that need attention. */
export class RunsView implements TreeDataProvider<RunsRow> {
  readonly #stores: Stores;
  readonly #batches: BatchRegistry;
  readonly #owned = new DisposableStore();
  readonly #changed = this.#owned.add(new EventEmitter<undefined>());
  readonly #redraw = this.#owned.add(new Throttle(INTERVAL, () => this.#changed.fire(undefined)));
  readonly #view: TreeView<RunsRow>;
  #watchers = new DisposableStore();
  #listed: Promise<readonly ListedStore[]> | null = null;
  #running = '';
  #filter = '';

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(stores: Stores, batches: BatchRegistry) {
    this.#stores = stores;
    this.#batches = batches;
    this.#view = this.#owned.add(
      window.createTreeView(RUNS_VIEW, {
        treeDataProvider: this,
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
    this.#owned.add(batches.onDidChange(() => this.#hear()));
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => this.#watch()));
    this.#owned.add({ dispose: () => this.#watchers.dispose() });
    this.#watch();
  }

  get selection(): readonly RunsRow[] {
    return this.#view.selection;
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only batches that have every one of these words; an empty text shows all. */
  set filter(text: string) {
    this.#filter = text.trim();
    this.#changed.fire(undefined);
  }

  /** What is stored has changed: it is listed anew. */
  refresh(): void {
    this.#listed = null;
    this.#redraw.request();
  }

  /** Where a row's batch lies. */
  folderOf(root: string): StoreFolder | undefined {
    return this.#stores.all().find(folder => folder.root.toString() === root);
  }

  /** The experiment file that a row is about. */
  experimentOf(row: RunsRow): Uri | undefined {
    const [root, source] = placeOf(row);
    return this.folderOf(root)?.uriOf(source);
  }

  getTreeItem({ text, ...row }: RunsRow): TreeItem {
    const item = new TreeItem(text.label, states[text.opens]);
    item.id = text.key;
    item.description = text.description;
    item.tooltip = new MarkdownString(text.tooltip);
    item.iconPath = iconOf(text);
    item.contextValue = text.context;
    item.accessibilityInformation = { label: text.spoken };
    if (row.kind === 'batch' || row.kind === 'variant')
      item.command = { command: commands.openBatch, title: 'Open Batch', arguments: [{ ...row, text }] };
    return item;
  }

  async getChildren(row?: RunsRow): Promise<RunsRow[]> {
    if (row === undefined) {
      this.#listed ??= this.#list();
      const rows = experimentRows(await this.#listed, this.#present(), this.#filter);
      this.#view.message = rows.length === 0 && this.#filter !== '' ? `Nothing has “${this.#filter}”.` : '';
      return [...rows];
    }
    switch (row.kind) {
      case 'experiment':
        return [...batchRows(row, this.#present())];
      case 'batch':
        return this.#variants(row);
      case 'variant':
        return [...runRows(row)];
      case 'run':
        return [];
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #variants({ root, batch }: BatchRow): Promise<RunsRow[]> {
    const { id } = batch.card;
    const live = this.#live().get(id);
    if (live) return [...variantRows({ root, head: live.head, model: live.model })];
    const outline = await this.folderOf(root)?.store.outline(id);
    if (!outline) return [];
    return [...variantRows({ root, head: outline.head, model: endsOf(outline.head, outline.runs) })];
  }

  #list(): Promise<readonly ListedStore[]> {
    return Promise.all(
      this.#stores.all().map(async ({ root, store }) => ({
        root: root.toString(),
        batches: await store.cards().catch(() => []),
      })),
    );
  }

  #live() {
    return new Map(
      this.#batches.underWay.flatMap(({ shown }) =>
        shown === null ? [] : [[shown.head.id, shown] as const],
      ),
    );
  }

  #present(): Present {
    const live = new Map(
      [...this.#live()].map(
        ([id, { fraction, ended, total, model, secondsLeft, rate }]): [string, LiveBatch] => [
          id,
          { fraction, ended, total, failed: model.counts().failed, secondsLeft, rate },
        ],
      ),
    );
    return {
      live,
      current: (root, source) => {
        const uri = this.folderOf(root)?.uriOf(source);
        return (uri && this.#batches.find(uri)?.currentHash) ?? null;
      },
      time: localTime,
    };
  }

  /** A batch began or ended, went on, or its file was edited. */
  #hear(): void {
    const running = [...this.#live().keys()].join();
    if (running !== this.#running) this.#listed = null;
    this.#running = running;
    if (this.#view.visible) this.#redraw.request();
  }

  /** Other windows and the command line write into the same stores. */
  #watch(): void {
    this.#watchers.dispose();
    this.#watchers = new DisposableStore();
    for (const { root } of this.#stores.all()) {
      const watcher = this.#watchers.add(
        workspace.createFileSystemWatcher(new RelativePattern(root, 'batches/*/{summary,user}.json')),
      );
      this.#watchers.add(watcher.onDidCreate(() => this.refresh()));
      this.#watchers.add(watcher.onDidChange(() => this.refresh()));
      this.#watchers.add(watcher.onDidDelete(() => this.refresh()));
    }
    this.refresh();
  }
}

/** Root and source of what a row is about. */
function placeOf(row: RunsRow): readonly [root: string, source: string] {
  switch (row.kind) {
    case 'experiment':
      return [row.root, row.source];
    case 'batch':
      return [row.root, row.batch.card.source];
    case 'variant':
    case 'run':
      return [row.known.root, row.known.head.source];
  }
}

const states = {
  leaf: TreeItemCollapsibleState.None,
  closed: TreeItemCollapsibleState.Collapsed,
  open: TreeItemCollapsibleState.Expanded,
};

function iconOf({ icon, tone }: RowText): ThemeIcon {
  const colours = {
    passed: 'testing.iconPassed',
    warning: 'list.warningForeground',
    error: 'list.errorForeground',
  };
  return tone === 'plain' ? new ThemeIcon(icon) : new ThemeIcon(icon, new ThemeColor(colours[tone]));
}
