/** Milliseconds after a launch in which its first curves are waited for, before a panel without any is drawn. */
const PATIENCE = 250;

/**
 * The moment between a launch and its first curves. A picture of the batch before, or of none, would keep the page
 * busy just when they arrive.
 */
export class FirstCurves {
  readonly #over: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param over - called when they were waited for long enough */
  constructor(over: () => void) {
    this.#over = over;
  }

  get awaited(): boolean {
    return this.#timer !== null;
  }

  /** Begins to wait, or begins anew. */
  expect(): void {
    this.dispose();
    this.#timer = setTimeout(() => {
      this.dispose();
      this.#over();
    }, PATIENCE);
  }

  /** They are there, or will not come. */
  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
