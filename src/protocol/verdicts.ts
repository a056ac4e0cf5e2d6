import type { Tone } from './page.ts';

/** How many runs of a variant ended as one kind of end state. */
export interface VerdictCountView {
  /** In a word, as `global`; and in full. */
  readonly short: string;
  readonly label: string;
  readonly tone: Tone;
  readonly count: number;
}
