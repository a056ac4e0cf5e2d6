import type { OneHotExamples } from '../contract.ts';

/** A part of a text, from a character to before another. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** The last fifth of a text is to test on: a contiguous piece, of which no window of training sees a character. */
export function partsOf(length: number): { readonly train: Part; readonly test: Part } {
  const border = Math.floor((length * 4) / 5);
  return { train: { from: 0, to: border }, test: { from: border, to: length } };
}

/** How many windows a part has: contexts with the character that follows, both inside the part. */
export function windowCount({ from, to }: Part, context: number): number {
  return Math.max(0, to - from - context);
}

/** The least length of a text that has a window in both parts. */
export function leastLength(context: number): number {
  return 5 * context + 1;
}

/**
 * `count` windows of a part, spread evenly over it, or all where there are fewer. Character c of a context of C is a one at
 * c·K + its class, of C·K inputs; the label is the class of the character that follows.
 */
export function windowsOf(
  classes: Int32Array,
  part: Part,
  size: { readonly context: number; readonly classes: number; readonly count: number },
): OneHotExamples {
  const { context: C, classes: K } = size;
  const all = windowCount(part, C);
  const count = Math.min(all, size.count);
  const ones = new Int32Array(count * C);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const at = part.from + Math.floor((i * all) / count);
    for (let c = 0; c < C; c++) ones[i * C + c] = c * K + classes[at + c]!;
    labels[i] = classes[at + C]!;
  }
  return { ones, labels, count };
}
