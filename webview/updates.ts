/**
 * Passes the newest value on at most every `interval` milliseconds, and none while the page is hidden: the newest
 * one follows when it is shown again.
 */
export class Updates<T> {
  readonly #apply: (value: T) => void;
  readonly #interval: number;
  #waiting: { readonly value: T } | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #last = -Infinity;

  constructor(apply: (value: T) => void, interval = 100) {
    this.#apply = apply;
    this.#interval = interval;
    document.addEventListener('visibilitychange', () => this.#schedule());
  }

  /** @param now - without waiting for the interval to be over */
  push(value: T, now = false): void {
    this.#waiting = { value };
    if (now) this.#flush();
    else this.#schedule();
  }

  #schedule(): void {
    if (document.hidden || this.#timer !== null || this.#waiting === null) return;
    const wait = this.#last + this.#interval - performance.now();
    if (wait <= 0) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), wait);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const waiting = this.#waiting;
    if (document.hidden || waiting === null) return;
    this.#waiting = null;
    this.#last = performance.now();
    this.#apply(waiting.value);
  }
}
