import type { WhatIfView } from '../src/protocol/whatIf.ts';
import type { Transport } from './transport.ts';

/** New values of settings, by dotted path. */
export type Values = Readonly<Record<string, number>>;

/**
 * Asks the host what a variant would do: one question at a time, so that a slider is followed as fast as runs are made
 * and drawn, and the newest values always come last.
 */
export class WhatIf {
  readonly #transport: Transport;
  readonly #show: (answer: WhatIfView) => void;
  #request = 0;
  #pending = false;
  #next: { readonly variant: string; readonly changes: Values } | null = null;

  constructor(transport: Transport, show: (answer: WhatIfView) => void) {
    this.#transport = transport;
    this.#show = show;
  }

  ask(variant: string, changes: Values): void {
    this.#next = { variant, changes };
    if (!this.#pending) this.#send();
  }

  /** Whatever is still on its way is of no interest any more. */
  forget(): void {
    this.#next = null;
    this.#request += 1;
    this.#pending = false;
  }

  receive(request: number, answer: WhatIfView | null): void {
    if (request !== this.#request) return;
    this.#pending = false;
    if (answer !== null) this.#show(answer);
    this.#send();
  }

  #send(): void {
    const next = this.#next;
    if (next === null) return;
    this.#next = null;
    this.#pending = true;
    this.#request += 1;
    this.#transport.post({ type: 'whatIf', request: this.#request, ...next });
  }
}
