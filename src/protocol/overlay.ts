/** Theory on a plot, as the panel gets it: placed, worded, and honest about what it promises. */

/** How much a theory line promises. `reference` is a user's own curve. */
export type OverlayKind = 'bound' | 'prediction' | 'fit' | 'reference';

export interface OverlayView {
  /** Stable from batch to batch: `alignment-slope`, `own:my bound`, `reference:torch.csv`. */
  readonly id: string;
  /** The variant it belongs to; null: to all. */
  readonly variant: string | null;
  /** Key of the series it is drawn over: `loss`, `alignment`, … */
  readonly on: string;
  readonly kind: OverlayKind;
  /** What it says, without its kind: `slope −4λ`. */
  readonly label: string;
  /** Readable without LaTeX. */
  readonly formula: string;
  /** Where it holds; for a withheld one, why it is not drawn. */
  readonly validity: string;
  /** Times are flow times; values of series on a log scale are log₁₀. */
  readonly shape:
    | { readonly kind: 'curve'; readonly t: Float64Array; readonly value: Float64Array }
    /** value(t) = start + rate·(t − from) */
    | {
        readonly kind: 'slope';
        readonly rate: number;
        readonly from: number;
        readonly to: number;
        readonly start: number;
      }
    | { readonly kind: 'level'; readonly value: number; readonly from: number; readonly to: number }
    | { readonly kind: 'time'; readonly t: number; readonly sd: number }
    | { readonly kind: 'withheld' };
}
