/**
 * Something in a user's input that cannot work. Faults are values: they travel to the editor, the panel and the
 * command line, which all show the same text. Only bugs throw.
 */
export interface Fault {
  /** Stable, kebab-case, documented: `rank-too-large`, `file-truncated`. */
  readonly code: string;
  /** Where in the experiment: `['adapter', 'rank']`. Empty for the file as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong, with the numbers. One sentence, no full stop at the end. */
  readonly message: string;
  /** What to do about it: an edit in words. */
  readonly remedy: string;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly Fault[] };
