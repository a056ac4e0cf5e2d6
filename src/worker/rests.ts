/** Milliseconds after which a thread that rests looks again whether it still should. */
const LOOK = 25;
/** Milliseconds that one rest takes at most, and that a thread works before the next: an eighth of its speed is what typing leaves it at least. */
export const LONGEST = 350;
export const BETWEEN = 50;

/**
 * The rests of a thread that computes while somebody types: short, with work between them, so that nothing is held up for
 * good. They change when a run is computed and nothing of what it comes to.
 */
export class Rests {
  readonly #asked: Int32Array;
  readonly #stop: Int32Array;
  readonly #now: () => number;
  #over = -Infinity;

  /**
   * @param asked - not zero while there should be rests
   * @param stop - woken up and not zero when the thread has to listen at once
   */
  constructor(asked: Int32Array, stop: Int32Array, now: () => number) {
    this.#asked = asked;
    this.#stop = stop;
    this.#now = now;
  }

  /** Rests if that is asked for and it is time; milliseconds for which it did. */
  take(): number {
    if (Atomics.load(this.#asked, 0) === 0) return 0;
    const began = this.#now();
    if (began - this.#over < BETWEEN) return 0;
    let rested = 0;
    while (rested < LONGEST && Atomics.load(this.#asked, 0) !== 0) {
      if (Atomics.wait(this.#stop, 0, 0, LOOK) !== 'timed-out') break;
      rested = this.#now() - began;
    }
    this.#over = this.#now();
    return this.#over - began;
  }
}
