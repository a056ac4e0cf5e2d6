import type { FromPanel, ToPanel } from '../src/protocol/panel.ts';
import type { PersistedPanel } from '../src/protocol/viewState.ts';
import { isToPanel, readPersisted } from '../src/protocol/panelGuards.ts';

/** What VS Code gives a webview. May be acquired once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The panel's end of the wire to the extension host. */
export interface Transport {
  post(message: FromPanel): void;
  /** Calls back with every message that passes the guard; others are reported to the host and dropped. */
  listen(receive: (message: ToPanel) => void): void;
  /** What the page kept before it was reloaded or hidden. */
  restore(): PersistedPanel | null;
  keep(state: PersistedPanel): void;
}

/** Connects to VS Code. */
export function connect(): Transport {
  const api = acquireVsCodeApi();
  return {
    post: message => api.postMessage(message),
    listen: receive => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isToPanel(event.data)) receive(event.data);
        else
          api.postMessage({ type: 'error', message: `Dropped an unknown message: ${typeName(event.data)}` });
      });
    },
    restore: () => readPersisted(api.getState()),
    keep: state => api.setState(state),
  };
}

function typeName(data: unknown): string {
  return typeof data === 'object' && data !== null && 'type' in data ? String(data.type) : typeof data;
}
