import { combined, type Transform } from './outline.ts';

/** Red, green, blue and opacity, 0 … 255 and 0 … 1. */
export type Rgba = readonly [red: number, green: number, blue: number, opacity: number];

/** Colours along a line, as a canvas has them. */
export class LinearGradient {
  readonly #line: readonly [x0: number, y0: number, x1: number, y1: number];
  readonly #stops: (readonly [at: number, colour: Rgba])[] = [];

  constructor(...line: readonly [x0: number, y0: number, x1: number, y1: number]) {
    this.#line = line;
  }

  addColorStop(at: number, colour: string): void {
    this.#stops.push([at, rgba(colour)]);
  }

  /** The colour of a pixel. */
  paint(transform: Transform): (x: number, y: number) => Rgba {
    const [x0, y0, x1, y1] = this.#line;
    const [, , , , fromX, fromY] = combined(transform, [1, 0, 0, 1, x0, y0]);
    const [, , , , toX, toY] = combined(transform, [1, 0, 0, 1, x1, y1]);
    const [dx, dy] = [toX - fromX, toY - fromY];
    const square = dx * dx + dy * dy || 1;
    return (x, y) => this.#at(((x + 0.5 - fromX) * dx + (y + 0.5 - fromY) * dy) / square);
  }

  #at(place: number): Rgba {
    const next = this.#stops.findIndex(([at]) => at >= place);
    const [after] = [this.#stops[next] ?? this.#stops.at(-1)];
    const before = next <= 0 ? after : this.#stops[next - 1];
    if (before === undefined || after === undefined) return [0, 0, 0, 0];
    const share = after[0] > before[0] ? (place - before[0]) / (after[0] - before[0]) : 0;
    const mix = (i: 0 | 1 | 2 | 3): number => before[1][i] + share * (after[1][i] - before[1][i]);
    return [mix(0), mix(1), mix(2), mix(3)];
  }
}

const NAMED: Readonly<Record<string, Rgba>> = {
  transparent: [0, 0, 0, 0],
  black: [0, 0, 0, 1],
  white: [255, 255, 255, 1],
  gray: [128, 128, 128, 1],
};

/** A colour as style sheets write it: `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` or `rgba(…)`. Black where it is none. */
export function rgba(text: string): Rgba {
  const hex = /^#([0-9a-f]+)$/i.exec(text)?.[1];
  if (hex !== undefined) {
    const long = hex.length < 6 ? hex.replace(/./g, digit => digit + digit) : hex;
    const part = (at: number): number => Number.parseInt(long.slice(at, at + 2), 16);
    return [part(0), part(2), part(4), long.length === 8 ? part(6) / 255 : 1];
  }
  const numbers = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(part => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1));
  if (numbers !== undefined && numbers.length >= 3)
    return [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3] ?? 1];
  return NAMED[text] ?? NAMED['black']!;
}
