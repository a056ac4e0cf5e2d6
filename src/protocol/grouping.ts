/** Variants that the reader pools by the value of one field: made of a view where it is looked at, and never sent. */
export interface GroupingView {
  /** The field by which they are pooled, and all by which they can be. */
  readonly field: string;
  readonly fields: readonly string[];
  /** The variants of each group, by its id. */
  readonly members: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
}
