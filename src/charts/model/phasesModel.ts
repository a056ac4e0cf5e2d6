import type { CurveView, VariantView } from '../../protocol/panel.ts';
import { valueAt } from '../curveAt.ts';
import type { ChartInput } from './chartInput.ts';
import { ALIGNMENT, LOSS, normSeries, phaseSpans, selectedVariant, seriesOf } from './chartInput.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { AxisModel, ChartLabel, ChartModel } from './chartModel.ts';
import { bandPath, includeCurve, meanPath, valueScale } from './curvePoints.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import { readout } from './lossModel.ts';
import { seriesSymbol, seriesTitle } from '../seriesNames.ts';
import { emptyExtent, linearAxis, logAxis, type ValueAxis } from './valueAxis.ts';
import { pairWindow, timeAxis, timeScale, type TimeScale } from './viewTime.ts';

interface Part {
  readonly curve: CurveView;
  readonly style: CurveStyle;
  readonly scale: ValueScale;
  readonly axis: ValueAxis;
}

/**
 * Loss, alignment and the norm of Z₁ (right axis) of the selected variant on one time axis: how the phases follow
 * one another. The value axis follows the alignment, so that a falling loss leaves through the bottom. Null where
 * the batch has no loss.
 */
export function phasesModel(input: ChartInput): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const lossSeries = seriesOf(view, LOSS);
  if (!lossSeries) return null;
  const size = layout.phases;
  const time = timeScale(view, state);
  const selected = selectedVariant(view, state);
  const factor = selected ? time.factor(selected) : 1;
  const window = pairWindow(view, state, time, selected, size.width);
  const alignmentSeries = seriesOf(view, ALIGNMENT);
  const norm = normSeries(view);
  const bands = view.runs.seeds !== 1;

  const loss = curveOf(selected, LOSS);
  const alignment = alignmentSeries ? curveOf(selected, ALIGNMENT) : null;
  const normCurve = norm ? curveOf(selected, norm.key) : null;
  const lossScale = valueScale(lossSeries, state.y);
  const alignmentScale = valueScale(alignmentSeries ?? lossSeries, state.y);
  // the right axis is linear: statistics of logarithms are undone
  const normScale = valueScale(norm ?? lossSeries, 'linear');

  const extent = emptyExtent();
  if (alignment) includeCurve(extent, alignment, alignmentScale, factor, window, bands);
  if (loss) {
    const lossExtent = emptyExtent();
    includeCurve(lossExtent, loss, lossScale, factor, window, bands);
    extent.high = Math.max(extent.high, lossExtent.high);
    if (!alignment) {
      extent.low = lossExtent.low;
      extent.floored = lossExtent.floored;
    }
  }
  const zoom = state.zoom.phasesY ?? null;
  const y = lossScale.log ? logAxis(extent, size.height, zoom, true) : linearAxis(extent, size.height, zoom);
  const normExtent = emptyExtent();
  if (normCurve) includeCurve(normExtent, normCurve, normScale, factor, window, bands);
  normExtent.high *= 1.15;
  const right = linearAxis(normExtent, size.height, null, 60);
  const x = timeAxis(time, window[0], window[1], size.width);

  const [alignmentColour, normColour] = companions(tokens.series, selected?.colour ?? 0);
  const lossStyle = {
    id: LOSS,
    stroke: tokens.series[(selected?.colour ?? 0) % tokens.series.length] ?? tokens.foreground,
    dash: [1, 0],
  };
  const left: Part[] = [];
  if (loss) left.push({ curve: loss, style: lossStyle, scale: lossScale, axis: y });
  if (alignment)
    left.push({
      curve: alignment,
      style: { id: ALIGNMENT, stroke: alignmentColour, dash: [8, 2] },
      scale: alignmentScale,
      axis: y,
    });
  const rightPart: Part | null =
    normCurve && norm
      ? {
          curve: normCurve,
          style: { id: norm.key, stroke: normColour, dash: [3, 2] },
          scale: normScale,
          axis: right,
        }
      : null;

  const band = (part: Part) => bandPath(part.curve, part.style, time, factor, part.axis, part.scale);
  const line = (part: Part) => meanPath(part.curve, part.style, time, factor, part.axis, part.scale);
  const place = { x, size, time, factor };
  const labels = [
    loss ? lossLabel(loss, lossStyle.stroke, lossScale, y, place) : null,
    alignment && alignmentSeries
      ? descentLabel(
          alignment,
          alignmentColour,
          size.narrow
            ? seriesSymbol(alignmentSeries)
            : `${seriesTitle(alignmentSeries).toLowerCase()} ${seriesSymbol(alignmentSeries)}`,
          alignmentScale,
          y,
          place,
        )
      : null,
    rightPart && norm ? plateauLabel(rightPart, seriesSymbol(norm), place) : null,
  ];

  return {
    key: 'phases',
    title: 'Phases',
    caption: selected?.name ?? '',
    signs: y.floor ? ['floor'] : [],
    size,
    x,
    xTitle: size.narrow ? null : time.unit === 't' ? 't' : time.unit === 'lambda' ? 'λt' : 'step',
    y,
    right: rightPart ? { domain: right.domain, ticks: right.ticks, colour: normColour } : null,
    ghosts: [],
    bands: bands ? left.flatMap(band) : [],
    seeds: [],
    lines: left.flatMap(line),
    theory: [],
    rightBands: bands && rightPart ? band({ ...rightPart, style: { ...rightPart.style, dash: [1, 0] } }) : [],
    rightLines: rightPart ? line(rightPart) : [],
    diamonds: [],
    crosses: [],
    heads: [],
    labels: labels.filter(label => label !== null),
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: selected
      ? [
          ...left.map(part =>
            readout(selected, part.curve, part.style, time, y, part.scale, 'left', part.style.id),
          ),
          ...(rightPart && norm
            ? [
                readout(
                  selected,
                  rightPart.curve,
                  rightPart.style,
                  time,
                  right,
                  normScale,
                  'right',
                  seriesSymbol(norm),
                ),
              ]
            : []),
        ]
      : [],
  };
}

function curveOf(variant: VariantView | null, key: string): CurveView | null {
  const curve = variant?.curves[key];
  return curve && curve.t.length > 0 ? curve : null;
}

/** Colours for alignment and norm that differ from the loss's. */
function companions(series: readonly string[], loss: number): readonly [string, string] {
  const free = [4, 3, 5].filter(index => index !== loss % series.length);
  return [series[free[0]!]!, series[free[1]!]!];
}

interface PlaceInTime {
  readonly x: AxisModel;
  readonly size: ChartModel['size'];
  readonly time: TimeScale;
  readonly factor: number;
}

/** The drawn value of a curve and its pixel at a share of the plot's width; null in gaps. */
function pointAt(
  curve: CurveView,
  values: ArrayLike<number>,
  share: number,
  scale: ValueScale,
  axis: ValueAxis,
  { x, size, time, factor }: PlaceInTime,
): { px: number; py: number } | null {
  const shown = time.show(x.domain[0] + share * (x.domain[1] - x.domain[0]));
  const value = axis.place(scale.draw(valueAt(curve.t, values, shown / factor)));
  if (value === null) return null;
  const py = pixelY(axis, size.height, value);
  return py < -1 || py > size.height + 1 ? null : { px: pixelX({ x, size }, time.draw(shown)), py };
}

/** Above the loss's first plateau. */
function lossLabel(
  curve: CurveView,
  colour: string,
  scale: ValueScale,
  axis: ValueAxis,
  place: PlaceInTime,
): ChartLabel | null {
  const point = pointAt(curve, curve.mean, 0.23, scale, axis, place);
  if (!point) return null;
  const next = pointAt(curve, curve.mean, 0.27, scale, axis, place);
  if (!next || Math.abs(next.py - point.py) > 4)
    return { px: point.px + 9, py: point.py - 3, text: 'loss', colour, align: 'left' };
  const above = point.py - 9;
  return { px: point.px, py: above < 5 ? point.py + 10 : above, text: 'loss', colour, align: 'center' };
}

/** Left of a falling curve, at half its fall. */
function descentLabel(
  curve: CurveView,
  colour: string,
  text: string,
  scale: ValueScale,
  axis: ValueAxis,
  place: PlaceInTime,
): ChartLabel | null {
  const top = pointAt(curve, curve.mean, 0.02, scale, axis, place);
  const points = Array.from({ length: 90 }, (_, i) =>
    pointAt(curve, curve.mean, (i + 5) / 100, scale, axis, place),
  );
  const deepest = Math.max(...points.map(point => point?.py ?? 0));
  if (!top || deepest <= 0) return null;
  const half = points.find(point => point !== null && point.py >= top.py + 0.62 * (deepest - top.py));
  const room = text.length * 6.1;
  if (!half) return null;
  // no room on the left: above the floor that follows the fall
  if (half.px - 10 < room)
    return { px: half.px + 12, py: Math.max(6, deepest - 10), text, colour, align: 'left' };
  return { px: half.px - 8, py: half.py, text, colour, align: 'right' };
}

/** Above the upper edge of the band near the right end. */
function plateauLabel(part: Part, text: string, place: PlaceInTime): ChartLabel | null {
  const upper = part.curve.mean.map((mean, i) => mean + orZero(part.curve.sd[i]));
  const flat = (share: number) => {
    const [before, after] = [share - 0.04, share + 0.04].map(at =>
      pointAt(part.curve, upper, at, part.scale, part.axis, place),
    );
    return before && after ? Math.abs(before.py - after.py) < 8 : false;
  };
  const shares = [0.85, 0.93, 0.7, 0.5, 0.3];
  for (const share of [...shares.filter(flat), ...shares]) {
    const point = pointAt(part.curve, upper, share, part.scale, part.axis, place);
    if (point)
      return {
        px: point.px,
        py: Math.max(6, point.py - 9),
        text,
        colour: part.style.stroke,
        align: 'center',
      };
  }
  return null;
}

function orZero(sd: number | undefined): number {
  return sd !== undefined && Number.isFinite(sd) ? sd : 0;
}
