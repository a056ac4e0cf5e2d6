/** Runs a task at most once in an interval, the last request always being served. */
export class Throttle {
  readonly #interval: number;
  readonly #task: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(interval: number, task: () => void) {
    this.#interval = interval;
    this.#task = task;
  }

  /** Runs the task now if the interval is over, else once it is. */
  request(): void {
    if (this.#timer !== undefined) return;
    const wait = this.#last + this.#interval - performance.now();
    if (wait <= 0) this.flush();
    else this.#timer = setTimeout(() => this.flush(), wait);
  }

  /** Runs the task now. */
  flush(): void {
    this.dispose();
    this.#last = performance.now();
    this.#task();
  }

  /** Drops what is waiting. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
