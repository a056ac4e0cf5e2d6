/** How a reader looks at a panel: kept by its page, and sent by nobody. */

/** Curves over time, small multiples of them, ends over what was swept, singular values, the learned map in the target’s bases, or a page of the kind by its key. */
export type ShownView = 'curves' | 'multiples' | 'sweep' | 'staircase' | 'map' | `page:${string}`;

/** How the reader looks at the plots; kept with the panel across reloads and batches. */
export interface ViewState {
  readonly y: 'log' | 'linear';
  /** Absent: as is usual for the kind of problem. */
  readonly x?: 'linear' | 'log';
  readonly time: 't' | 'steps' | 'lambda';
  readonly mode: 'bands' | 'lines';
  readonly hidden: readonly string[];
  /** Curves over time are of all runs that share the value of this field; absent: of each variant. */
  readonly groupBy?: string;
  readonly selected: string | null;
  /** Theory that the reader switched: `+id` on, `-id` off. What is not named is shown where it is useful. */
  readonly overlays: readonly string[];
  /** In shown units: `x` of all charts over time, `y` by the key of the chart (exponents on a log axis). */
  readonly zoom: {
    readonly x: readonly [number, number] | null;
    readonly y: Readonly<Record<string, readonly [number, number]>>;
  };
  readonly table: boolean;
  /** Notes that only inform: shown, hidden, or (absent) shown where something is wrong. */
  readonly explain?: boolean;
  /** Curves over time (also where absent), or a view of its own. */
  readonly show?: ShownView;
  /** Ends over what was swept: of which series, along which setting. */
  readonly sweepSeries?: string;
  readonly sweepAxis?: string;
  /** Small multiples: a chart for each value of this field, and the value whose chart alone is shown. */
  readonly facetBy?: string;
  readonly facet?: string;
  /** Flow time of the matrix that is shown; absent: the end. */
  readonly matrixTime?: number;
  /** Dragging over a chart measures rates, in this interval of shown time once there is one; absent: it zooms. */
  readonly measure?: { readonly interval: readonly [number, number] | null };
  /** What dragging over a chart does; absent: it zooms time. */
  readonly drag?: 'values' | 'box' | 'pan';
  /** Curves are smoothed, the raw ones faint; absent: they are not. */
  readonly smooth?: 'light' | 'strong';
  /** Shown times at which the crosshair was pinned. */
  readonly pins?: readonly number[];
  /** The sliders of *What if?* are open. */
  readonly whatIf?: boolean;
}

/**
 * What the page keeps with `setState`. `source` is the experiment's URI, given to the page as `data-source` of its
 * body: after a reload the host restores the panel of that file from it.
 */
export interface PersistedPanel {
  readonly source: string;
  readonly view: ViewState;
}
