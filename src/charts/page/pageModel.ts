import type { PageCategory } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import type { Box } from '../model/freeSpace.ts';

/** A rectangle, in pixels from the plot rectangle's upper left corner as everything here. */
export interface RectMark {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
}

/** A point of a line. Each `id` is one unbroken line, along which the style is constant. */
export interface PathMark {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly stroke: string;
  readonly dash: readonly number[];
  readonly width: number;
  readonly opacity: number;
}

export type MarkShape = 'circle' | 'diamond' | 'triangle-down' | 'square';

export interface PointMark {
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  /** Area in square pixels. */
  readonly size: number;
  readonly fill: string;
  readonly stroke: string;
}

/** Something that can be read: pointed at, or reached with the arrow keys. */
export interface Stop {
  readonly box: Box;
  /** What it says, in whole words. */
  readonly words: string;
  /** Chosen with a click or Enter. */
  readonly variant: string | null;
}

/** The colours of a heat map with what their ends stand for. */
export interface ColourScale {
  readonly label: string;
  readonly low: string;
  readonly high: string;
}

/** A chart of a page, ready to be drawn: everything is placed, nothing is read from a document. */
export interface PageModel {
  readonly key: string;
  readonly title: string;
  readonly caption: string;
  readonly summary: string;
  readonly size: PlotSize;
  /** Stands under the x axis at its end. */
  readonly xTitle: string;
  /** Grid lines and ticks, behind all else. */
  readonly rules: readonly PathMark[];
  readonly ticks: readonly ChartLabel[];
  /** The band of values that a log axis cannot show. */
  readonly floor: Box | null;
  /** What belongs to the selected variant. */
  readonly selected: readonly Box[];
  readonly rects: readonly RectMark[];
  readonly paths: readonly PathMark[];
  /** Reference lines: their caps are round. */
  readonly theory: readonly PathMark[];
  readonly marks: readonly PointMark[];
  /** What words stand on where colours lie below them. */
  readonly plates: readonly RectMark[];
  readonly labels: readonly ChartLabel[];
  /** What tones stand for; empty where nothing is toned. */
  readonly categories: readonly PageCategory[];
  readonly scale: ColourScale | null;
  readonly stops: readonly Stop[];
}
