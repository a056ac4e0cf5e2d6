import { ALIGNMENT, LOSS, visibleVariants, type SeedLines } from '../src/charts/model/chartInput.ts';
import type { PanelView, ViewState } from '../src/protocol/panel.ts';
import type { Transport } from './transport.ts';

/** Milliseconds between two requests while a batch runs. */
const INTERVAL = 1000;

/** Asks the host for single seeds while the reader looks at lines: one request at a time, the newest answer counts. */
export class SeedRequests {
  readonly #transport: Transport;
  readonly #show: (lines: SeedLines) => void;
  #request = 0;
  #pending = false;
  #asked = '';
  #last = -Infinity;
  #latest: { readonly view: PanelView; readonly look: ViewState } | null = null;

  constructor(transport: Transport, show: (lines: SeedLines) => void) {
    this.#transport = transport;
    this.#show = show;
  }

  /** Asks again if what is shown has changed since the last answer. */
  viewChanged(view: PanelView, look: ViewState): void {
    this.#latest = { view, look };
    if (look.mode !== 'lines' || this.#pending || view.runs.seeds <= 1) return;
    const variants = visibleVariants(view, look).map(({ id }) => id);
    const wanted = JSON.stringify([variants, view.runs.done, view.state, view.title]);
    if (variants.length === 0 || wanted === this.#asked) return;
    if (view.state === 'running' && performance.now() - this.#last < INTERVAL) return;
    this.#asked = wanted;
    this.#last = performance.now();
    this.#pending = true;
    this.#request++;
    this.#transport.post({ type: 'lines', request: this.#request, variants, series: [LOSS, ALIGNMENT] });
  }

  receive(request: number, lines: SeedLines): void {
    if (request !== this.#request) return;
    this.#pending = false;
    this.#show(lines);
    if (this.#latest) this.viewChanged(this.#latest.view, this.#latest.look);
  }
}
