import type { CurveView, PanelView, SeriesView, VariantView } from '../../protocol/panel.ts';
import { lastDefined } from '../curveAt.ts';
import type { ChartInput } from './chartInput.ts';
import {
  isComplete,
  mainSeries,
  phaseSpans,
  sampleWords,
  selectedVariant,
  seriesOf,
  visibleVariants,
} from './chartInput.ts';
import type { ChartModel, DiamondPoint, HeadPoint, Readout } from './chartModel.ts';
import {
  bandPath,
  dashOf,
  includeCurve,
  pathOf,
  readersPath,
  smoothingWords,
  valueScale,
} from './curvePoints.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import { coveringPaths, crowdLines, crowdWords, meanSources, seedsOf, setApart } from './crowd.ts';
import { divergenceLabels, nameLabels, type Drawn } from './lossLabels.ts';
import { partingMarks } from './partingMarks.ts';
import { drawnOverlays, escapeMarks, polylines } from './theory.ts';
import { seriesTitle, statisticName } from '../seriesNames.ts';
import { emptyExtent, include, linearAxis, logAxis, type ValueAxis } from './valueAxis.ts';
import { lossWindow, timeAxis, timeScale, timeTitle, type TimeScale } from './viewTime.ts';

/**
 * The first chart: its series, which is the loss or what stands for it, of every visible variant over the whole run, the previous batch
 * as ghosts; null where it is not recorded.
 */
export function lossModel(input: ChartInput): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const main = mainSeries(view);
  const series = seriesOf(view, main);
  if (!series) return null;
  const size = layout.loss;
  const time = timeScale(view, state);
  const axes = input.among ?? view;
  const window = lossWindow(axes, state, time);
  const scale = valueScale(series, state.y);
  const selected = selectedVariant(view, state);
  const curvesOf = (of: PanelView): Drawn[] =>
    visibleVariants(of, state).flatMap(variant => {
      const curve = variant.curves[main];
      return curve && curve.t.length > 0 ? [{ variant, curve, style: styleOf(variant, input) }] : [];
    });
  const drawn = curvesOf(view);
  const placed = axes === view ? drawn : curvesOf(axes);

  const bands = state.mode === 'bands' && !(view.runs.seeds === 1);
  const lines = seedsOf(input, drawn, main);
  const extent = emptyExtent();
  const whole = [0, Infinity] as const;
  for (const { variant, curve } of placed)
    includeCurve(extent, visiblePart(variant, curve), scale, time.factor(variant), whole, bands);
  // seeds that come and go with the pointer leave the axis as it is
  if (state.mode === 'lines')
    for (const line of placed === drawn ? lines : seedsOf(input, placed, main))
      for (const value of line.value) include(extent, scale.draw(value), scale.log);
  const key = view.curvePage.charts[0]?.key ?? main;
  const zoom = state.zoom.y[key] ?? null;
  const paper = placed.flatMap(({ variant }) =>
    variant.paper?.loss === undefined || view.state === 'running' || !isComplete(variant)
      ? []
      : [variant.paper.loss],
  );
  for (const value of paper) include(extent, scale.draw(value), scale.log);
  const ghostFactor = selected ? time.factor(selected) : 1;
  for (const ghost of view.ghosts)
    for (const value of ghost.mean) include(extent, scale.draw(value), scale.log);

  const y = scale.log ? logAxis(extent, size.height, zoom) : linearAxis(extent, size.height, zoom);
  const x = timeAxis(time, window[0], window[1], size.width);
  const place = { x, y, size };
  // where single seeds are drawn, they are instead of the mean
  const inSeeds = new Set(state.mode === 'lines' ? lines.map(({ variant }) => variant) : []);
  const { apart, crowd } = setApart(drawn, selected);
  const paths = apart
    .filter(({ variant }) => !inSeeds.has(variant.id))
    .flatMap(({ variant, curve, style }) =>
      readersPath(state.smooth, curve, style, time, time.factor(variant), y, scale),
    );
  const sources = [...lines, ...meanSources(crowd, inSeeds, time)];
  const thin = crowdLines(sources, time, y, scale, x.domain, size.width);
  const words = [
    ...nameLabels(input, apart, time, scale, place),
    ...divergenceLabels(apart, time, scale, place, tokens.error),
    ...partingMarks(view, main, selected, apart, time, scale, place),
  ];
  const theoryPlace = { ...place, on: main, time, scale };
  const escapes = escapeMarks(input, theoryPlace);
  const theory = drawnOverlays(
    input,
    theoryPlace,
    polylines([...paths, ...coveringPaths(thin)], place),
    words,
    escapes,
  );
  const ghostStyle = (id: string): CurveStyle => ({ id, stroke: tokens.ghost, dash: [1, 0] });

  return {
    key,
    title: view.curvePage.charts[0]?.title ?? seriesTitle(series),
    caption:
      caption(view, state.mode, series, scale, y) +
      crowdWords(crowd.length) +
      (paths.length > 0 ? smoothingWords(state, crowd.length > 0) : ''),
    signs: [
      ...(paper.length > 0 ? (['paper'] as const) : []),
      ...(escapes.length > 0 ? (['prediction'] as const) : []),
      ...(y.floor ? (['floor'] as const) : []),
    ],
    size,
    x,
    xTitle: timeTitle(time.unit, view),
    y,
    right: null,
    ghosts: view.ghosts.flatMap((ghost, i) =>
      pathOf(ghost.t, ghost.mean, ghostStyle(`ghost${i}`), time, ghostFactor, y, scale, 1, 1),
    ),
    bands: bands
      ? apart.flatMap(({ variant, curve, style }) =>
          bandPath(curve, style, time, time.factor(variant), y, scale),
        )
      : [],
    crowd: thin,
    lines: paths,
    theory: theory.theory,
    rightBands: [],
    rightLines: [],
    rightTheory: [],
    diamonds: view.state === 'running' ? [] : diamonds(apart, time, y, scale, tokens.foreground),
    crosses: theory.crosses,
    heads: view.state === 'running' ? heads(apart, time, y, scale) : [],
    labels: [...words, ...theory.labels],
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: apart.map(({ variant, curve, style }) => readout(variant, curve, style, time, y, scale)),
  };
}

/** Decades above the start that a diverging curve may claim of the axis; beyond, it leaves through the top. */
const DIVERGENCE_ROOM = 4;

/** What of a curve decides the axis: of a diverged one not the explosion. */
function visiblePart(variant: VariantView, curve: CurveView): CurveView {
  if (!variant.divergence) return curve;
  const most = (curve.mean.find(value => Number.isFinite(value)) ?? 0) + DIVERGENCE_ROOM;
  return { ...curve, mean: curve.mean.map(value => Math.min(value, most)) };
}

/** Colour and dash of a variant. */
export function styleOf(variant: VariantView, { tokens }: Pick<ChartInput, 'tokens'>): CurveStyle {
  const stroke = tokens.series[variant.colour % tokens.series.length] ?? tokens.foreground;
  return { id: variant.id, stroke, dash: dashOf(variant) };
}

/** What the crosshair reads of a curve, in drawn coordinates. */
export function readout(
  variant: VariantView,
  curve: CurveView,
  style: Pick<CurveStyle, 'stroke'>,
  time: TimeScale,
  axis: ValueAxis,
  scale: ValueScale,
  side: 'left' | 'right' = 'left',
  name = variant.name,
): Readout {
  const factor = time.factor(variant);
  return {
    variant: name === variant.name ? variant.id : null,
    name,
    axis: side,
    colour: style.stroke,
    x: Float64Array.from(curve.t, t => time.draw(t * factor)),
    y: Float64Array.from(curve.mean, value => axis.place(scale.draw(value)) ?? Number.NaN),
  };
}

function caption(
  view: PanelView,
  mode: 'bands' | 'lines',
  series: SeriesView,
  scale: ValueScale,
  axis: ValueAxis,
): string {
  const what = statisticName(series);
  const statistic =
    scale.log || series.scale === 'linear' ? `mean ± 1 sd of ${what}` : `10^(mean ± 1 sd of ${what})`;
  const drawn =
    view.runs.seeds <= 1
      ? 'one seed'
      : mode === 'lines'
        ? `${sampleWords(view)}, one line each`
        : `${statistic}, ${sampleWords(view)}`;
  return axis.floor ? `${drawn}; “0”: zero, or below 10⁻⁴⁰` : drawn;
}

function diamonds(
  drawn: readonly Drawn[],
  time: TimeScale,
  axis: ValueAxis,
  scale: ValueScale,
  neutral: string,
): DiamondPoint[] {
  const points: DiamondPoint[] = [];
  for (const { variant, curve, style } of drawn) {
    const loss = variant.paper?.loss;
    const end = curve.t.at(-1);
    if (loss === undefined || end === undefined || !isComplete(variant)) continue;
    const y = axis.place(scale.draw(loss));
    if (y !== null) points.push({ x: time.draw(end * time.factor(variant)), y, stroke: style.stroke });
  }
  const shared = (a: DiamondPoint) => points.filter(b => b.x === a.x && b.y === a.y).length > 1;
  return points.map(point => (shared(point) ? { ...point, stroke: neutral } : point));
}

function heads(drawn: readonly Drawn[], time: TimeScale, axis: ValueAxis, scale: ValueScale): HeadPoint[] {
  return drawn.flatMap(({ variant, curve, style }) => {
    const last = lastDefined(curve.mean);
    if (last < 0 || isComplete(variant)) return [];
    const y = axis.place(scale.draw(curve.mean[last]!));
    const x = time.draw(curve.t[last]! * time.factor(variant));
    return y === null || !Number.isFinite(x) ? [] : [{ x, y, fill: style.stroke }];
  });
}
