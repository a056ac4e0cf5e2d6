import { Worker } from 'node:worker_threads';
import { isFigureAnswer, type FigureAnswer, type FigureRequest } from '../protocol/figures.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';

/** Draws figures in a thread of its own, which has Vega: neither the host's bundle nor its time is spent on them. */
export class FigureThread {
  readonly #thread: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: FigureAnswer) => void; reject: (error: Error) => void }
  >();
  #asked = 0;

  /** `entry` is the path of the bundled thread. */
  constructor(entry: string) {
    this.#thread = new Worker(entry, { execArgv: [] });
    this.#thread.on('message', (message: unknown) => this.#hear(message));
    this.#thread.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#thread.on('exit', () => this.#fail(new Error('The thread that draws figures has ended')));
  }

  /** The figure of a batch as SVG text; rejects where it cannot be drawn. */
  async draw(view: PanelView): Promise<string> {
    const answer = await this.#ask({ view, look: {}, format: 'svg' });
    return 'svg' in answer ? answer.svg : '';
  }

  /** The same as a PNG file, of what is looked at. */
  async drawPng(view: PanelView, look: Partial<ViewState>): Promise<Uint8Array> {
    const answer = await this.#ask({ view, look, format: 'png' });
    return 'png' in answer ? answer.png : new Uint8Array();
  }

  dispose(): void {
    void this.#thread.terminate();
  }

  #ask(question: Omit<FigureRequest, 'id'>): Promise<FigureAnswer> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const request: FigureRequest = { id, ...question };
      this.#thread.postMessage(request);
    });
  }

  #hear(message: unknown): void {
    if (!isFigureAnswer(message)) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message);
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
