import type { Event, ExtensionContext, TreeDataProvider } from 'vscode';
import { App } from './host/app.ts';
import type { PostedView } from './host/panel/panelManager.ts';
import type { RunsRow } from './host/runs/runsView.ts';

/** For the project's own tests alone; may change with every version. */
export interface InternalApi {
  /** Every view that a panel was given. */
  readonly onDidPostView: Event<PostedView>;
  /** The list of runs. */
  readonly runs: TreeDataProvider<RunsRow>;
}

let app: App | undefined;

export function activate(context: ExtensionContext): InternalApi {
  app = new App(context);
  context.subscriptions.push(app);
  return { onDidPostView: app.onDidPostView, runs: app.runs };
}

/** VS Code waits for this when a window closes: batches in progress are stored as stopped. */
export function deactivate(): Promise<void> | undefined {
  return app?.stop();
}
