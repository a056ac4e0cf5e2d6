/** Pixels from `left` to before `right`, `top` to before `bottom`. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A share that changes no colour by a whole step. */
const NOTHING = 1 / 512;

/**
 * How much of each pixel a shape covers, as exact areas: every edge adds its signed area to the pixels that it crosses,
 * and a sweep along each row sums them up. Parts that run round in opposite senses are holes in each other.
 */
export class Coverage {
  readonly #width: number;
  readonly #height: number;
  /** Change of the covered area from pixel to pixel; one more a row, for edges at its end. */
  readonly #change: Float32Array;
  /** What the edges since the last sweep lie in. */
  #top: number;
  #bottom = 0;
  #left: number;
  #right = 0;

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#change = new Float32Array((width + 2) * height);
    this.#top = height;
    this.#left = width;
  }

  /** Adds an edge; what lies beside the picture counts as its border. */
  edge(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    for (const border of [0, this.#width]) {
      if (x0 < border === x1 < border) continue;
      const y = y0 + ((border - x0) * (y1 - y0)) / (x1 - x0);
      if ((y - y0) * (y1 - y) <= 0) continue;
      this.edge(x0, y0, border, y);
      this.edge(border, y, x1, y1);
      return;
    }
    const within = (x: number): number => Math.min(Math.max(x, 0), this.#width);
    if (y0 < y1) this.#descend(within(x0), y0, within(x1), y1, 1);
    else this.#descend(within(x1), y1, within(x0), y0, -1);
  }

  /** Tells the covered share of each pixel of the box that is covered at all, and forgets the shape. */
  sweep({ left, top, right, bottom }: Box, paint: (x: number, y: number, share: number) => void): void {
    const change = this.#change;
    const end = Math.min(this.#right, this.#width);
    for (let y = this.#top; y < this.#bottom; y++) {
      const row = y * (this.#width + 2);
      let sum = 0;
      for (let x = this.#left; x < end; x++) {
        sum += change[row + x]!;
        const share = Math.min(Math.abs(sum), 1);
        if (share > NOTHING && y >= top && y < bottom && x >= left && x < right) paint(x, y, share);
      }
      change.fill(0, row + this.#left, row + this.#right + 1);
    }
    [this.#top, this.#bottom, this.#left, this.#right] = [this.#height, 0, this.#width, 0];
  }

  #descend(xStart: number, y0: number, xEnd: number, y1: number, sign: number): void {
    const slope = (xEnd - xStart) / (y1 - y0);
    const first = Math.max(0, Math.floor(y0));
    const last = Math.min(this.#height, Math.ceil(y1));
    this.#top = Math.min(this.#top, first);
    this.#bottom = Math.max(this.#bottom, last);
    this.#left = Math.min(this.#left, Math.floor(Math.min(xStart, xEnd)));
    this.#right = Math.max(this.#right, Math.floor(Math.max(xStart, xEnd)) + 1);
    for (let y = first; y < last; y++) {
      const from = Math.max(y, y0);
      const to = Math.min(y + 1, y1);
      const a = xStart + (from - y0) * slope;
      const b = xStart + (to - y0) * slope;
      this.#cross(y * (this.#width + 2), Math.min(a, b), Math.max(a, b), sign * (to - from));
    }
  }

  /** One row: an edge of signed height `height` between `x0` and `x1`, spread over the pixels that it crosses. */
  #cross(row: number, x0: number, x1: number, height: number): void {
    const change = this.#change;
    const first = Math.floor(x0);
    if (x1 <= first + 1) {
      const right = height * ((x0 + x1) / 2 - first);
      change[row + first]! += height - right;
      change[row + first + 1]! += right;
      return;
    }
    const perPixel = height / (x1 - x0);
    let before = 0;
    for (let x = first; x < x1; x++) {
      // what has been crossed before counts in full, what is crossed in this pixel by the area to its right
      const [from, to] = [Math.max(x, x0), Math.min(x + 1, x1)];
      const covered = perPixel * (from - x0 + (to - from) * (x + 1 - (from + to) / 2));
      change[row + x]! += covered - before;
      before = covered;
    }
    change[row + Math.ceil(x1)]! += height - before;
  }
}
