/** When two curves part; null where they do not. Ids of variants. */
export interface PartingView {
  readonly series: string;
  readonly a: string;
  readonly b: string;
  readonly t: number | null;
}

/** What differs between the variants of a comparison. */
export interface ComparisonView {
  /** Settings that are not the same in all, with one value a variant, ready to show. */
  readonly settings: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly partings: readonly PartingView[];
}
