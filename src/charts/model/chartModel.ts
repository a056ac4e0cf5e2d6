import type { PlotSize } from '../layout.ts';
import type { Ticks } from '../ticks.ts';
import type { CrowdLine } from './crowd.ts';

/** One axis: what is in view, in drawn coordinates (exponents on log axes), and its ticks. */
export interface AxisModel {
  readonly domain: readonly [number, number];
  readonly ticks: Ticks;
}

/** A point of a line; `y` null breaks the line. Style is constant along one `id`. */
export interface PathPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number | null;
  readonly stroke: string;
  readonly dash: readonly number[];
  readonly width: number;
  readonly opacity: number;
  readonly cap: 'butt' | 'round';
}

/** A point of a ± 1 sd band. `opacity` multiplies the theme's band opacity. */
export interface BandPoint {
  readonly id: string;
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly fill: string;
  readonly opacity: number;
}

/** A hollow diamond: a value read off the paper. */
export interface DiamondPoint {
  readonly x: number;
  readonly y: number;
  readonly stroke: string;
}

/** A cross on the time axis with a bar of ± 1 sd: a predicted time. */
export interface TimeCross {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly stroke: string;
}

/** The last point of a curve that is still growing. */
export interface HeadPoint {
  readonly x: number;
  readonly y: number;
  readonly fill: string;
}

/** A word beside a curve, at pixels from the plot rectangle's upper left corner. */
export interface ChartLabel {
  readonly px: number;
  readonly py: number;
  readonly text: string;
  readonly colour: string;
  readonly align: 'left' | 'center' | 'right';
}

/** A named stretch of the time axis in drawn coordinates. */
export interface PhaseSpan {
  readonly label: string;
  readonly shortLabel: string;
  readonly from: number;
  readonly to: number;
  readonly shaded: boolean;
}

/** What the crosshair marks: a curve in drawn coordinates. */
export interface Readout {
  /** Null where it is a series of the selected variant, or a setting. */
  readonly variant: string | null;
  /** What the curve is called in this chart. */
  readonly name: string;
  readonly axis: 'left' | 'right';
  readonly colour: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** One chart, ready to be drawn: everything is placed, nothing is read from a document. */
export interface ChartModel {
  /** That of the chart on the page of curves, or of its view: `staircase`, `sweep`. */
  readonly key: string;
  readonly title: string;
  /** What is drawn, in muted text after the title. */
  readonly caption: string;
  /** Signs the caption explains. */
  readonly signs: readonly ('paper' | 'prediction' | 'floor')[];
  readonly size: PlotSize;
  readonly x: AxisModel;
  /** Stands right of the axis; null where there is no room. */
  readonly xTitle: string | null;
  readonly y: AxisModel;
  readonly right: (AxisModel & { readonly colour: string }) | null;
  readonly ghosts: readonly PathPoint[];
  readonly bands: readonly BandPoint[];
  /** Thin lines: single seeds, and variants beyond those that can be told apart. */
  readonly crowd: readonly CrowdLine[];
  readonly lines: readonly PathPoint[];
  readonly theory: readonly PathPoint[];
  readonly rightBands: readonly BandPoint[];
  readonly rightLines: readonly PathPoint[];
  /** Theory over the series of the right axis, on that axis. */
  readonly rightTheory: readonly PathPoint[];
  readonly diamonds: readonly DiamondPoint[];
  readonly crosses: readonly TimeCross[];
  readonly heads: readonly HeadPoint[];
  readonly labels: readonly ChartLabel[];
  readonly phases: readonly PhaseSpan[];
  /** Where values that a log axis cannot show are drawn, in drawn coordinates. */
  readonly floor: readonly [number, number] | null;
  readonly readouts: readonly Readout[];
}

/** Drawn coordinate → pixels from the left edge of the plot rectangle. */
export function pixelX(model: Pick<ChartModel, 'x' | 'size'>, x: number): number {
  const [low, high] = model.x.domain;
  return ((x - low) / (high - low)) * model.size.width;
}

/** Whether a point in drawn coordinates lies in the plot, or beyond its edge by no more than rounding does: half a pixel. */
export function isInPlot(
  model: Pick<ChartModel, 'x' | 'y' | 'size'>,
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  const { width, height } = model.size;
  const [px, py] = [pixelX(model, x), pixelY(model.y, height, y)];
  return px >= -0.5 && px <= width + 0.5 && py >= -0.5 && py <= height + 0.5;
}

/** Drawn coordinate → pixels from the top edge of the plot rectangle. */
export function pixelY(axis: AxisModel, height: number, y: number): number {
  const [low, high] = axis.domain;
  return height - ((y - low) / (high - low)) * height;
}
