import type { PanelView, SeriesView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { SweepAxisView, SweepCellView, SweepFitView, SweepView } from '../../protocol/sweep.ts';
import type { PlotSize } from '../layout.ts';
import { fixed, plain } from '../numbers.ts';
import { seriesSymbol, seriesTitle } from '../seriesNames.ts';
import { exponentTicks, linearTicks } from '../ticks.ts';
import type { ChartTokens } from '../tokens.ts';
import { mainSeries, selectedVariant } from './chartInput.ts';
import type { AxisModel, ChartLabel, ChartModel, PathPoint } from './chartModel.ts';
import { pixelX, pixelY } from './chartModel.ts';
import { valueScale } from './curvePoints.ts';
import { emptyExtent, include, linearAxis, logAxis, type ValueAxis } from './valueAxis.ts';

/** What of a sweep is looked at. */
export interface SweepLook {
  readonly sweep: SweepView;
  readonly axis: number;
  readonly series: SeriesView;
  /** Of this series along this axis. */
  readonly fits: readonly SweepFitView[];
  /** The one with the selected variant. */
  readonly chosen: SweepFitView | null;
}

/** The reader's choices where they apply, else the series of the first chart along the axis with the most values. */
export function sweepLook(view: PanelView, state: ViewState): SweepLook | null {
  const { sweep } = view;
  if (!sweep) return null;
  const axis = Math.max(
    0,
    sweep.axes.findIndex(({ path }) => path === state.sweepAxis),
  );
  const wanted = state.sweepSeries ?? mainSeries(view);
  const series = sweep.series.find(({ key }) => key === wanted) ?? sweep.series[0];
  if (!series) return null;
  const fits = sweep.fits.filter(fit => fit.axis === axis && fit.series === series.key);
  const selected = selectedVariant(view, state)?.id ?? '';
  const chosen = fits.find(({ variants }) => variants.includes(selected)) ?? fits[0] ?? null;
  return { sweep, axis, series, fits, chosen };
}

/** Whether the panel shows the sweep: asked for, and there is one. */
export function showsSweep(view: PanelView, state: ViewState): boolean {
  return state.show === 'sweep' && view.sweep !== null;
}

/** End values along one setting, the selected group in colour with its fitted law and the predicted slope. */
export function sweepModel(
  view: PanelView,
  state: ViewState,
  size: PlotSize,
  tokens: ChartTokens,
): ChartModel | null {
  const look = sweepLook(view, state);
  if (!look) return null;
  const { sweep, axis, series, fits, chosen } = look;
  const setting = sweep.axes[axis]!;
  const scale = valueScale(series, state.y);
  const cells = new Map(sweep.cells.map(cell => [cell.variant, cell]));
  const extent = emptyExtent();
  for (const { variants } of fits)
    for (const id of variants) {
      const end = cells.get(id)?.ends[series.key];
      if (!end) continue;
      for (const value of [end.mean - end.sd, end.mean + end.sd])
        include(extent, scale.draw(value), scale.log);
    }
  const y = scale.log ? logAxis(extent, size.height, null) : linearAxis(extent, size.height, null);
  const x = settingAxis(setting, size.width);
  const draw = (value: number) => (setting.log ? Math.log10(value) : value);
  const place = { x, y, size };
  const colour = tokens.series[2] ?? tokens.foreground;

  const pointsOf = ({ variants }: SweepFitView) =>
    variants.flatMap(id => {
      const cell = cells.get(id);
      const end = cell?.ends[series.key];
      const at = cell?.at[axis];
      const py = end && y.place(scale.draw(end.mean));
      return end && at !== undefined && py !== null && py !== undefined
        ? [
            {
              x: draw(at),
              y: py,
              low: y.place(scale.draw(end.mean - end.sd)),
              high: y.place(scale.draw(end.mean + end.sd)),
            },
          ]
        : [];
    });
  const others = fits.filter(fit => fit !== chosen);
  const points = chosen ? pointsOf(chosen) : [];
  const law = chosen?.fit && scale.log ? lawOf(chosen, place, draw, tokens) : { paths: [], labels: [] };
  const name = chosen && chosen.name !== '' ? `${chosen.name}, ` : '';
  return {
    key: 'sweep',
    title: `${seriesTitle(series)} ${timeWords(sweep)} against ${setting.field}`,
    caption: `${name}${view.runs.seeds === 1 ? 'one seed' : `mean ± 1 sd, ${view.runs.seeds} seeds`}`,
    signs: y.floor ? ['floor'] : [],
    size,
    x,
    xTitle: setting.field,
    y,
    right: null,
    ghosts: others.flatMap((fit, i) => {
      const style = { id: `other${i}`, stroke: tokens.ghost, dash: [1, 0], width: 1, opacity: 1 };
      return pointsOf(fit).map(point => pathPoint(style, point.x, point.y));
    }),
    bands: [],
    crowd: [],
    lines: points.flatMap((point, i) => {
      const style = { id: `sd${i}`, stroke: colour, dash: [1, 0], width: 1.75, opacity: 1 };
      return [pathPoint(style, point.x, point.low), pathPoint(style, point.x, point.high)];
    }),
    theory: law.paths,
    rightBands: [],
    rightLines: [],
    rightTheory: [],
    diamonds: [],
    crosses: [],
    heads: points.map(point => ({ x: point.x, y: point.y, fill: colour })),
    labels: law.labels,
    phases:
      chosen?.fit && scale.log
        ? [
            {
              label: 'fit range',
              shortLabel: 'fit',
              from: Math.max(x.domain[0], draw(chosen.fit.from) - 0.01 * (x.domain[1] - x.domain[0])),
              to: Math.min(x.domain[1], draw(chosen.fit.to) + 0.01 * (x.domain[1] - x.domain[0])),
              shaded: true,
            },
          ]
        : [],
    floor: y.floor,
    readouts: [
      {
        variant: null,
        name: seriesSymbol(series),
        axis: 'left',
        colour,
        x: points.map(point => point.x),
        y: points.map(point => point.y),
      },
    ],
  };
}

/** `at t = 40`, or `at the end` where variants end at different times. */
export function timeWords({ time }: SweepView): string {
  return time === null ? 'at the end' : `at t = ${plain(time)}`;
}

/** Value of a series at a cell; null where it has none. */
export function cellValue(cell: SweepCellView, series: SeriesView): number | null {
  const mean = cell.ends[series.key]?.mean;
  return mean !== undefined && Number.isFinite(mean) ? mean : null;
}

function settingAxis({ values, log }: SweepAxisView, pixels: number): AxisModel {
  const draw = (value: number) => (log ? Math.log10(value) : value);
  const low = draw(values[0]!);
  const high = draw(values.at(-1)!);
  const margin = 0.04 * (high - low || 1);
  const domain = [low - margin, high + margin] as const;
  return {
    domain,
    ticks: log
      ? exponentTicks(domain[0], domain[1], pixels, 34, 3)
      : linearTicks(domain[0], domain[1], pixels, 60),
  };
}

interface Place {
  readonly x: AxisModel;
  readonly y: ValueAxis;
  readonly size: PlotSize;
}

/** The fitted line with its slope and interval, and the predicted slope as a triangle beside it. */
function lawOf(
  { fit, predicted }: SweepFitView,
  { x, y, size }: Place,
  draw: (value: number) => number,
  tokens: ChartTokens,
): { readonly paths: readonly PathPoint[]; readonly labels: readonly ChartLabel[] } {
  if (!fit) return { paths: [], labels: [] };
  const value = (at: number) => fit.intercept + fit.slope * at;
  const [from, to] = [draw(fit.from), draw(fit.to)];
  const span = x.domain[1] - x.domain[0];
  const line = { id: 'fit', stroke: tokens.foreground, dash: [12, 4], width: 1, opacity: 1 };
  const paths = [from - 0.03 * span, to + 0.03 * span].map(at => pathPoint(line, at, value(at)));
  const label = (
    at: number,
    drawn: number,
    text: string,
    align: ChartLabel['align'],
    dx: number,
    dy: number,
  ) => ({
    px: pixelX({ x, size }, at) + dx,
    py: Math.max(8, Math.min(size.height - 8, pixelY(y, size.height, drawn) + dy)),
    text,
    colour: tokens.foreground,
    align,
  });
  const middle = (from + to) / 2;
  const rising = fit.slope >= 0;
  const labels = [
    label(
      middle,
      value(middle),
      `fit: slope ${fixed(fit.slope)} ± ${fixed(fit.half)}`,
      rising ? 'right' : 'left',
      rising ? -14 : 14,
      -8,
    ),
  ];
  if (!predicted) return { paths, labels };
  const start = middle + 0.02 * span;
  const end =
    start +
    Math.min(0.16 * span, (0.3 * (y.domain[1] - y.domain[0])) / Math.max(Math.abs(predicted.value), 1e-9));
  const foot = Math.max(
    y.domain[0] + 0.08 * (y.domain[1] - y.domain[0]),
    value(start) - (rising ? 0.26 : 0.1) * (y.domain[1] - y.domain[0]),
  );
  const rise = predicted.value * (end - start);
  const slope = { id: 'prediction', stroke: tokens.foreground, dash: [0.1, 4], width: 1.9, opacity: 1 };
  const legs = { id: 'legs', stroke: tokens.axis, dash: [1, 0], width: 1, opacity: 1 };
  return {
    paths: [
      ...paths,
      pathPoint(slope, start, foot),
      pathPoint(slope, end, foot + rise),
      pathPoint(legs, start, foot),
      pathPoint(legs, end, foot),
      pathPoint(legs, end, foot + rise),
    ],
    labels: [
      ...labels,
      label(end, foot + rise / 2, `prediction: ${fixed(predicted.value, 1)}`, 'left', 6, 0),
    ],
  };
}

function pathPoint(
  style: Pick<PathPoint, 'id' | 'stroke' | 'dash' | 'width' | 'opacity'>,
  x: number,
  y: number | null,
): PathPoint {
  return { ...style, x, y, cap: 'butt' };
}
