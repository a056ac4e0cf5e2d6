import type { FromPanel, PanelView } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import type { Transport } from './transport.ts';

/** Milliseconds between two requests while a batch runs. */
const INTERVAL = 1000;

/** What to ask the host, and what the answer depends on: it is asked again when that changes. */
export interface Question {
  readonly key: string;
  message(request: number): FromPanel;
}

/** Asks the host for what a view needs besides itself: one request at a time, the newest answer counts. */
export class Inquiry<Answer> {
  readonly #transport: Pick<Transport, 'post'>;
  /** Null while nothing is wanted. */
  readonly #questionOf: (view: PanelView, look: ViewState) => Question | null;
  readonly #show: (answer: Answer) => void;
  /** Numbers that no other inquiry has: several may ask for the same kind of answer. */
  readonly #nextRequest: () => number;
  #request = 0;
  #pending = false;
  #asked = '';
  #last = -Infinity;
  #latest: { readonly view: PanelView; readonly look: ViewState } | null = null;

  constructor(
    transport: Pick<Transport, 'post'>,
    questionOf: (view: PanelView, look: ViewState) => Question | null,
    show: (answer: Answer) => void,
    nextRequest: () => number,
  ) {
    this.#transport = transport;
    this.#questionOf = questionOf;
    this.#show = show;
    this.#nextRequest = nextRequest;
  }

  /** Asks if what is shown has changed since the last answer. */
  viewChanged(view: PanelView, look: ViewState): void {
    this.#latest = { view, look };
    if (this.#pending) return;
    const question = this.#questionOf(view, look);
    // what is wanted again later may be of another batch by then
    if (question === null) this.#asked = '';
    if (question === null || question.key === this.#asked) return;
    if (view.state === 'running' && performance.now() - this.#last < INTERVAL) return;
    this.#asked = question.key;
    this.#last = performance.now();
    this.#pending = true;
    this.#request = this.#nextRequest();
    this.#transport.post(question.message(this.#request));
  }

  receive(request: number, answer: Answer): void {
    if (request !== this.#request) return;
    this.#pending = false;
    this.#show(answer);
    if (this.#latest) this.viewChanged(this.#latest.view, this.#latest.look);
  }
}
