import { Worker } from 'node:worker_threads';
import { isFigureAnswer, type FigureRequest } from '../protocol/figures.ts';
import type { PanelView } from '../protocol/panel.ts';

/** Draws figures in a thread of its own, which has Vega: neither the host's bundle nor its time is spent on them. */
export class FigureThread {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, { resolve: (svg: string) => void; reject: (error: Error) => void }>();
  #asked = 0;

  /** `entry` is the path of the bundled thread. */
  constructor(entry: string) {
    this.#thread = new Worker(entry, { execArgv: [] });
    this.#thread.on('message', (message: unknown) => this.#hear(message));
    this.#thread.on('error', error => this.#fail(error instanceof Error ? error : new Error(String(error))));
    this.#thread.on('exit', () => this.#fail(new Error('The thread that draws figures has ended')));
  }

  /** The figure of a batch as SVG text; rejects where it cannot be drawn. */
  draw(view: PanelView): Promise<string> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const request: FigureRequest = { id, view };
      this.#thread.postMessage(request);
    });
  }

  dispose(): void {
    void this.#thread.terminate();
  }

  #hear(message: unknown): void {
    if (!isFigureAnswer(message)) return;
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('svg' in message) waiting?.resolve(message.svg);
    else waiting?.reject(new Error(message.error));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
