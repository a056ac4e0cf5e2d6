import type { ShownView } from '../protocol/viewState.ts';

/** Sizes of the plots in pixels: padding is fixed, so plot rectangles are known without measuring. */

export interface Padding {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PlotSize {
  /** Of the plot rectangle, without padding. */
  readonly width: number;
  readonly height: number;
  readonly padding: Padding;
  /** Little room: short labels. */
  readonly narrow: boolean;
}

export interface PanelLayout {
  readonly loss: PlotSize;
  readonly alignment: PlotSize;
  readonly phases: PlotSize;
  /** Alignment and phases one under the other. */
  readonly stacked: boolean;
}

export const NARROW_BELOW = 720;
export const STACKED_BELOW = 560;

/** Side padding and gap for a panel of the given outer width. */
export function sideGap(panelWidth: number): number {
  return panelWidth <= NARROW_BELOW ? 12 : 16;
}

/** Plot sizes for a panel of the given outer width. */
export function panelLayout(panelWidth: number): PanelLayout {
  const narrow = panelWidth <= NARROW_BELOW;
  const stacked = panelWidth < STACKED_BELOW;
  const gap = sideGap(panelWidth);
  const content = Math.max(240, panelWidth - 2 * gap);
  const half = stacked ? content : Math.floor((content - gap) / 2);
  const lower = narrow ? 190 : 206;
  return {
    loss: plot(content, narrow ? 232 : 262, narrow ? 82 : 132, narrow),
    alignment: plot(half, lower, narrow ? 40 : 84, narrow),
    phases: plot(half, lower, narrow ? 26 : 84, narrow),
    stacked,
  };
}

/** Heights of the charts below the sliders of *What if?*: loss, and the lower pair. */
const BELOW_SLIDERS = [206, 168] as const;

/**
 * The same where the singular values stand alone: they have the room of the other charts. Below open sliders the charts
 * are lower.
 */
export function shownLayout(panelWidth: number, shown: ShownView, sliders = false): PanelLayout {
  const layout = panelLayout(panelWidth);
  const narrow = panelWidth <= NARROW_BELOW;
  const { loss, alignment, phases } = layout;
  if (shown === 'staircase') return { ...layout, loss: { ...loss, height: narrow ? 320 : 380 } };
  if (!sliders) return layout;
  const [above, below] = BELOW_SLIDERS;
  return {
    ...layout,
    loss: { ...loss, height: above },
    alignment: { ...alignment, height: below },
    phases: { ...phases, height: below },
  };
}

/** How many small multiples stand beside one another, and the size of each plot: at least some 260 px with its labels. */
export function facetLayout(
  panelWidth: number,
  count: number,
): { readonly columns: number; readonly size: PlotSize } {
  const gap = sideGap(panelWidth);
  const content = Math.max(240, panelWidth - 2 * gap);
  const columns = Math.max(1, Math.min(count, MOST_COLUMNS, Math.floor((content + gap) / (260 + gap))));
  const { width, padding, ...size } = plot(
    Math.floor((content - (columns - 1) * gap) / columns),
    140,
    56,
    true,
  );
  return { columns, size: { ...size, width, padding: { ...padding, top: 8 } } };
}

const MOST_COLUMNS = 4;

/** Plot sizes of the sweep's charts: end values (beside a heat map where there is one), and the selected cell's curve. */
export function sweepLayout(
  panelWidth: number,
  withMap: boolean,
): { readonly ends: PlotSize; readonly cell: PlotSize; readonly stacked: boolean } {
  const narrow = panelWidth <= NARROW_BELOW;
  const gap = sideGap(panelWidth);
  const content = Math.max(240, panelWidth - 2 * gap);
  const stacked = narrow;
  const half = withMap && !stacked ? Math.floor((content - gap) / 2) : content;
  const right = narrow || !withMap ? 82 : 68;
  return {
    ends: plot(half, narrow ? 232 : 276, right, narrow),
    cell: plot(content, 128, narrow ? 82 : 132, narrow),
    stacked,
  };
}

function plot(outer: number, height: number, right: number, narrow: boolean): PlotSize {
  const padding = { left: 38, right, top: 20, bottom: 24 };
  return { width: outer - padding.left - padding.right, height, padding, narrow };
}
