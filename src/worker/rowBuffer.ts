/** Gathers rows until they are taken. */
export class RowBuffer {
  #values = new Float64Array(256);
  #length = 0;

  add(row: Float64Array): void {
    if (this.#length + row.length > this.#values.length) {
      const wider = new Float64Array(Math.max(2 * this.#values.length, this.#length + row.length));
      wider.set(this.#values.subarray(0, this.#length));
      this.#values = wider;
    }
    this.#values.set(row, this.#length);
    this.#length += row.length;
  }

  /** Everything gathered, in a buffer of its own that may be transferred; the gathering starts again. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.#values.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}
