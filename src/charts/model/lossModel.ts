import type { CurveView, PanelView, SeriesView, VariantView } from '../../protocol/panel.ts';
import { lastDefined, valueAt } from '../curveAt.ts';
import { plain } from '../numbers.ts';
import type { ChartInput } from './chartInput.ts';
import { LOSS, isComplete, phaseSpans, selectedVariant, seriesOf, visibleVariants } from './chartInput.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { AxisModel, ChartLabel, ChartModel, DiamondPoint, HeadPoint, Readout } from './chartModel.ts';
import { bandPath, dashOf, includeCurve, meanPath, pathOf, seedPaths, valueScale } from './curvePoints.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import { endLabels, type CurveEnd } from './endLabels.ts';
import { seriesTitle, statisticName } from '../seriesNames.ts';
import { emptyExtent, include, linearAxis, logAxis, type ValueAxis } from './valueAxis.ts';
import { lossWindow, timeAxis, timeScale, timeTitle, type TimeScale } from './viewTime.ts';

/** The loss of every visible variant over the whole run, the previous batch as ghosts; null without a loss. */
export function lossModel(input: ChartInput): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const series = seriesOf(view, LOSS);
  if (!series) return null;
  const size = layout.loss;
  const time = timeScale(view, state);
  const window = lossWindow(view, state, time);
  const scale = valueScale(series, state.y);
  const selected = selectedVariant(view, state);
  const drawn = visibleVariants(view, state).flatMap(variant => {
    const curve = variant.curves[LOSS];
    return curve && curve.t.length > 0 ? [{ variant, curve, style: styleOf(variant, input) }] : [];
  });

  const bands = state.mode === 'bands' && !(view.runs.seeds === 1);
  const lines = state.mode === 'lines' ? seedGroups(input, drawn) : [];
  const extent = emptyExtent();
  const whole = [0, Infinity] as const;
  for (const { variant, curve } of drawn)
    includeCurve(extent, visiblePart(variant, curve), scale, time.factor(variant), whole, bands);
  for (const group of lines)
    for (const line of group.lines)
      for (const value of line.value) include(extent, scale.draw(value), scale.log);
  const paper = drawn.flatMap(({ variant }) =>
    variant.paper?.loss === undefined || view.state === 'running' || !isComplete(variant)
      ? []
      : [variant.paper.loss],
  );
  for (const value of paper) include(extent, scale.draw(value), scale.log);
  const ghostFactor = selected ? time.factor(selected) : 1;
  for (const ghost of view.ghosts)
    for (const value of ghost.mean) include(extent, scale.draw(value), scale.log);

  const y = scale.log
    ? logAxis(extent, size.height, state.zoom.y)
    : linearAxis(extent, size.height, state.zoom.y);
  const x = timeAxis(time, window[0], window[1], size.width);
  const place = { x, y, size };
  const ghostStyle = (id: string): CurveStyle => ({ id, stroke: tokens.ghost, dash: [1, 0] });

  return {
    key: 'loss',
    title: seriesTitle(series),
    caption: caption(view, state.mode, series, scale, y),
    signs: [...(paper.length > 0 ? (['paper'] as const) : []), ...(y.floor ? (['floor'] as const) : [])],
    size,
    x,
    xTitle: timeTitle(time.unit),
    y,
    right: null,
    ghosts: view.ghosts.flatMap((ghost, i) =>
      pathOf(ghost.t, ghost.mean, ghostStyle(`ghost${i}`), time, ghostFactor, y, scale, 1, 1),
    ),
    bands: bands
      ? drawn.flatMap(({ variant, curve, style }) =>
          bandPath(curve, style, time, time.factor(variant), y, scale),
        )
      : [],
    seeds: seedPaths(lines, time, y, scale, x.domain, size.width),
    lines: drawn
      .filter(({ style }) => !lines.some(group => group.style.id === style.id))
      .flatMap(({ variant, curve, style }) => meanPath(curve, style, time, time.factor(variant), y, scale)),
    theory: [],
    rightBands: [],
    rightLines: [],
    diamonds: view.state === 'running' ? [] : diamonds(drawn, time, y, scale, tokens.foreground),
    crosses: [],
    heads: view.state === 'running' ? heads(drawn, time, y, scale) : [],
    labels: [
      ...nameLabels(input, drawn, time, scale, place),
      ...divergenceLabels(drawn, time, scale, place, tokens.error),
    ],
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: drawn.map(({ variant, curve, style }) => readout(variant, curve, style, time, y, scale)),
  };
}

interface Drawn {
  readonly variant: VariantView;
  readonly curve: CurveView;
  readonly style: CurveStyle;
}

interface Place {
  readonly x: AxisModel;
  readonly y: ValueAxis;
  readonly size: ChartModel['size'];
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
    name,
    axis: side,
    colour: style.stroke,
    x: Float64Array.from(curve.t, t => time.draw(t * factor)),
    y: Float64Array.from(curve.mean, value => axis.place(scale.draw(value)) ?? Number.NaN),
  };
}

function seedGroups(input: ChartInput, drawn: readonly Drawn[]) {
  const time = timeScale(input.view, input.state);
  return drawn.flatMap(({ variant, style }) => {
    const lines = input.seeds[`${variant.id}/${LOSS}`];
    return lines && lines.length > 0 ? [{ lines, style, factor: time.factor(variant) }] : [];
  });
}

function caption(
  view: PanelView,
  mode: 'bands' | 'lines',
  series: SeriesView,
  scale: ValueScale,
  axis: ValueAxis,
): string {
  const seeds = view.runs.seeds;
  const what = statisticName(series);
  const statistic =
    scale.log || series.scale === 'linear' ? `mean ± 1 sd of ${what}` : `10^(mean ± 1 sd of ${what})`;
  const drawn =
    seeds <= 1
      ? 'one seed'
      : mode === 'lines'
        ? `${seeds} seeds, one line each`
        : `${statistic}, ${seeds} seeds`;
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

function nameLabels(
  input: ChartInput,
  drawn: readonly Drawn[],
  time: TimeScale,
  scale: ValueScale,
  { x, y, size }: Place,
): ChartLabel[] {
  const { view, tokens } = input;
  const inside = (py: number) => py >= -2 && py <= size.height + 2;
  const ends: CurveEnd[] = drawn.flatMap(({ variant, curve, style }) => {
    const last = lastDefined(curve.mean);
    if (last < 0 || variant.divergence) return [];
    const factor = time.factor(variant);
    const shown = Math.min(curve.t[last]! * factor, time.show(x.domain[1]));
    const value = y.place(scale.draw(valueAt(curve.t, curve.mean, shown / factor)));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(shown));
    const py = pixelY(y, size.height, value);
    return px >= 0 && inside(py) ? [{ variant, px, py, colour: style.stroke }] : [];
  });
  return endLabels(ends, {
    width: size.width,
    height: size.height,
    room: size.padding.right,
    gap: 12,
    narrow: size.narrow,
    neutral: tokens.foreground,
    grouped: view.fields.length >= 2,
    extra: ghostLabel(input, scale, { x, y, size }).filter(({ py }) => inside(py)),
  });
}

function ghostLabel({ view, tokens }: ChartInput, scale: ValueScale, { y, size }: Place) {
  const ends = view.ghosts.flatMap(ghost => {
    const last = lastDefined(ghost.mean);
    const value = last < 0 ? null : y.place(scale.draw(ghost.mean[last]!));
    return value === null ? [] : [pixelY(y, size.height, value)];
  });
  const middle = ends.sort((a, b) => a - b)[Math.floor(ends.length / 2)];
  if (middle === undefined) return [];
  return [{ py: middle, text: size.narrow ? 'previous' : 'previous batch', colour: tokens.muted }];
}

function divergenceLabels(
  drawn: readonly Drawn[],
  time: TimeScale,
  scale: ValueScale,
  { x, y, size }: Place,
  colour: string,
): ChartLabel[] {
  return drawn.flatMap(({ variant }) => {
    if (!variant.divergence) return [];
    const shown = variant.divergence.t * time.factor(variant);
    const value = y.place(scale.draw(variant.divergence.logLoss));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(shown));
    const py = Math.max(6, Math.min(size.height - 6, pixelY(y, size.height, value)));
    if (px < 0 || px > size.width) return [];
    const right = px > size.width * 0.6;
    const words = `${variant.name} diverged after t = ${plain(variant.divergence.t)}`;
    return [
      { px, py, text: '✕', colour, align: 'center' as const },
      {
        px: right ? px - 9 : px + 9,
        py,
        text: words,
        colour,
        align: right ? ('right' as const) : ('left' as const),
      },
    ];
  });
}
