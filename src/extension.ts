import type { Event, ExtensionContext } from 'vscode';
import { App } from './host/app.ts';
import type { PostedView } from './host/panel/panelManager.ts';

/** For the project's own tests alone; may change with every version. */
export interface InternalApi {
  /** Every view that a panel was given. */
  readonly onDidPostView: Event<PostedView>;
}

export function activate(context: ExtensionContext): InternalApi {
  const app = new App(context);
  context.subscriptions.push(app);
  return { onDidPostView: app.onDidPostView };
}
