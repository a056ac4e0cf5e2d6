/** What would happen if: settings that a reader drags, and the curve that follows, which is stored nowhere. */

/** A numeric setting of the file, as far as it can be dragged. */
export interface FieldView {
  /** Dotted: `adapter.initScale`. */
  readonly path: string;
  /** As short as it can be told from the others: `initScale`. */
  readonly name: string;
  /** `α`; empty where it has none. */
  readonly symbol: string;
  /** What the file says, or means by saying nothing. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** How the way from one to the other is divided: by equal ratios or by equal differences. */
  readonly scale: 'log' | 'linear';
  readonly whole: boolean;
  /** Whether the file writes it. */
  readonly written: boolean;
}

/** A number that changes with the settings, before and after: `T½ 0.97 → 0.68`. */
export interface ChangeView {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** One run that is shown while it is asked for. */
export interface PreviewView {
  /** The variant that it is a version of: the one of the batch with the same place in the grid. */
  readonly variant: string;
  /** A run of that seed, or what theory foresees where a run would take too long. */
  readonly how: 'simulated' | 'predicted';
  readonly seed: number;
  /** By series key; log₁₀ for series on a log scale. */
  readonly curves: Readonly<Record<string, { readonly t: Float64Array; readonly value: Float64Array }>>;
  readonly changes: readonly ChangeView[];
}

/** The answer to the settings that the reader chose. */
export interface WhatIfView {
  readonly fields: readonly FieldView[];
  /** Null where there is nothing to draw; `problem` then says why. */
  readonly preview: PreviewView | null;
  readonly problem: string;
}
