import type { Event, ExtensionContext, TreeDataProvider } from 'vscode';
import { Entry } from './host/entry.ts';
import type { PostedView } from './host/panel/panelManager.ts';
import type { RunsRow } from './host/runs/runsView.ts';

/** For the project's own tests alone; may change with every version. */
export interface InternalApi {
  /** Every view that a panel was given. */
  readonly onDidPostView: Event<PostedView>;
  /** The list of runs. */
  readonly runs: TreeDataProvider<RunsRow>;
}

let entry: Entry | undefined;

export function activate(context: ExtensionContext): InternalApi {
  entry = new Entry(context);
  context.subscriptions.push(entry);
  return { onDidPostView: entry.onDidPostView, runs: entry.runs };
}

/** VS Code waits for this when a window closes: batches in progress are stored as stopped. */
export function deactivate(): Promise<void> | undefined {
  return entry?.stop();
}
