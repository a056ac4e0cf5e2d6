/** What was made last, by key: runs of one problem follow each other and share what they are made from. */
export class KeptLatest<Value> {
  readonly #most: number;
  readonly #known = new Map<string, Value>();

  /** Keeps at most so many. */
  constructor(most: number) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    const value = this.#known.get(key);
    if (value !== undefined) this.#renew(key, value);
    return value;
  }

  put(key: string, value: Value): void {
    this.#renew(key, value);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break;
      this.#known.delete(oldest);
    }
  }

  #renew(key: string, value: Value): void {
    this.#known.delete(key);
    this.#known.set(key, value);
  }
}
