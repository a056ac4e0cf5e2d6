import type { ChartLabel, ChartModel } from './chartModel.ts';

/** A rectangle in pixels of the plot. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A polyline in pixels; null breaks it. */
export type Polyline = readonly ({ readonly px: number; readonly py: number } | null)[];

const CELL = 4;

/** Which part of a plot is covered by lines, and which boxes are taken by words. */
export class FreeSpace {
  readonly #columns: number;
  readonly #rows: number;
  readonly #covered: Uint8Array;
  readonly #taken: Box[] = [];
  readonly #width: number;
  readonly #height: number;

  constructor({ width, height }: ChartModel['size']) {
    this.#width = width;
    this.#height = height;
    this.#columns = Math.ceil(width / CELL) + 1;
    this.#rows = Math.ceil(height / CELL) + 1;
    this.#covered = new Uint8Array(this.#columns * this.#rows);
  }

  cover(line: Polyline): void {
    line.forEach((to, i) => {
      const from = line[i - 1];
      if (!to || !from) return;
      const steps = Math.max(
        1,
        Math.ceil(Math.max(Math.abs(to.px - from.px), Math.abs(to.py - from.py)) / 2),
      );
      // a jump across many plots is no line that anyone sees
      if (!(steps < 1e4)) return;
      for (let k = 0; k <= steps; k++)
        this.#mark(from.px + ((to.px - from.px) * k) / steps, from.py + ((to.py - from.py) * k) / steps);
    });
  }

  take(box: Box): void {
    this.#taken.push(box);
  }

  /** Covered cells under a box; ∞ where it leaves the plot or lies on words. */
  cost(box: Box): number {
    if (box.left < 2 || box.right > this.#width - 2 || box.top < 1 || box.bottom > this.#height - 1)
      return Infinity;
    if (this.#taken.some(other => overlap(box, other))) return Infinity;
    let covered = 0;
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++)
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++)
        covered += this.#covered[row * this.#columns + column] ?? 0;
    return covered;
  }

  #mark(px: number, py: number): void {
    const column = Math.floor(px / CELL);
    const row = Math.floor(py / CELL);
    if (column >= 0 && column < this.#columns && row >= 0 && row < this.#rows)
      this.#covered[row * this.#columns + column] = 1;
  }
}

/** Width of a letter of the interface fonts we meet at 11 px: wide ones are allowed for. */
const LETTER = 6.3;
const HALF_LINE = 7;

/** The room that a label takes. */
export function boxOf({ px, py, text, align }: Omit<ChartLabel, 'colour'>): Box {
  const width = text.length * LETTER;
  const left = align === 'left' ? px : align === 'right' ? px - width : px - width / 2;
  return { left, right: left + width, top: py - HALF_LINE, bottom: py + HALF_LINE };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
