import type { PanelLayout, PlotSize } from './layout.ts';

/** Where a figure will stand: on a page of its own, or over one or two columns of a paper. */
export const FIGURE_WIDTHS = ['page', 'double', 'single'] as const;
export type FigureWidth = (typeof FIGURE_WIDTHS)[number];

/** Everything that depends on the width of a figure file. Pixels are 1/96 inch. */
export interface FigureSheet {
  readonly inches: number;
  /** Part of a paper: its type, thin lines, no background. */
  readonly inPaper: boolean;
  readonly layout: PanelLayout;
  /** Pixels around everything. */
  readonly margin: number;
  /** Pixels between two charts side by side. */
  readonly gap: number;
  /** Factor on the width of lines. */
  readonly lines: number;
  /** Letters that fit beside each other under a title. */
  readonly letters: number;
}

/** 7.5 inches is the text of a page; 6.75 and 3.25 inches are two columns and one of ICML, AISTATS and the like. */
export const FIGURE_SHEETS: Readonly<Record<FigureWidth, FigureSheet>> = {
  page: {
    ...{ inches: 7.5, inPaper: false, margin: 8, gap: 96, lines: 1, letters: 100 },
    layout: {
      loss: size(560, 236, 116),
      alignment: size(262, 176, 48),
      phases: size(262, 176, 30),
      stacked: false,
    },
  },
  double: {
    ...{ inches: 6.75, inPaper: true, margin: 2, gap: 84, lines: 0.6, letters: 100 },
    layout: {
      loss: size(502, 190, 92),
      alignment: size(231, 142, 44),
      phases: size(231, 142, 28),
      stacked: false,
    },
  },
  single: {
    ...{ inches: 3.25, inPaper: true, margin: 2, gap: 0, lines: 0.6, letters: 58 },
    layout: {
      loss: { ...size(230, 132, 60), narrow: true },
      alignment: { ...size(230, 112, 60), narrow: true },
      phases: { ...size(230, 112, 60), narrow: true },
      stacked: true,
    },
  },
};

function size(width: number, height: number, right: number): PlotSize {
  return { width, height, padding: { left: 38, right, top: 20, bottom: 24 }, narrow: false };
}

/**
 * A drawn figure with its width in inches, so that it needs no scaling where it is put. `svg` is what Vega writes: its
 * size in pixels and a view box.
 */
export function sizedSvg(svg: string, width: FigureWidth): string {
  if (width === 'page') return svg;
  const { inches } = FIGURE_SHEETS[width];
  return svg.replace(
    /^(<svg [^>]*?)width="([\d.]+)" height="([\d.]+)"/,
    (_, start: string, across: string, down: string) =>
      `${start}width="${inches}in" height="${inchText((inches * Number(down)) / Number(across))}in"`,
  );
}

function inchText(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
