import type { CurveChartView } from '../../protocol/curvePage.ts';
import type { CurveView, VariantView } from '../../protocol/panel.ts';
import type { ChartInput } from './chartInput.ts';
import { ALIGNMENT, LOSS, NORM, phaseSpans, selectedVariant, seriesOf } from './chartInput.ts';
import type { ChartModel } from './chartModel.ts';
import { bandPath, includeCurve, meanPath, valueScale } from './curvePoints.ts';
import { readout } from './lossModel.ts';
import { descentLabel, escapeLabel, lossLabel, plateauLabel, type Part } from './phasesLabels.ts';
import { drawnOverlays, polylines, predictedEscapes } from './theory.ts';
import { timeMark } from './theoryLines.ts';
import { seriesSymbol, seriesTitle } from '../seriesNames.ts';
import { emptyExtent, linearAxis, logAxis } from './valueAxis.ts';
import { pairWindow, timeAxis, timeScale, timeSymbol } from './viewTime.ts';

/**
 * Loss, alignment and the norm of Z₁ (right axis, with theory over it) of the selected variant on one time axis: how
 * the phases follow one another. The value axis follows the alignment, so that a falling loss leaves through the bottom. Null where
 * the batch has no loss.
 */
export function phasesModel(input: ChartInput, chart: CurveChartView): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const lossSeries = seriesOf(view, LOSS);
  if (!lossSeries) return null;
  const size = layout.phases;
  const time = timeScale(view, state);
  const selected = selectedVariant(view, state);
  const factor = selected ? time.factor(selected) : 1;
  const window = pairWindow(view, state, time, selected, size.width);
  const alignmentSeries = seriesOf(view, ALIGNMENT);
  const norm = seriesOf(view, NORM);
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
  const zoom = state.zoom.y[chart.key] ?? null;
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
  const crosses = selected
    ? predictedEscapes(input, selected.id).flatMap(
        overlay => timeMark(overlay, factor, tokens.foreground, { x, time }) ?? [],
      )
    : [];
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
    ...crosses.map(cross => escapeLabel(cross, tokens.foreground, place)),
  ].filter(label => label !== null);
  const leftLines = left.flatMap(line);
  const rightLines = rightPart ? line(rightPart) : [];
  // the other two series have theirs in charts of their own
  const theory =
    rightPart && norm
      ? drawnOverlays(
          input,
          { on: norm.key, x, y: right, size, time, scale: normScale },
          [...polylines(leftLines, { x, y, size }), ...polylines(rightLines, { x, y: right, size })],
          labels,
          crosses,
        )
      : null;

  return {
    key: chart.key,
    title: chart.title ?? '',
    caption: selected?.name ?? '',
    signs: y.floor ? ['floor'] : [],
    size,
    x,
    xTitle: size.narrow ? null : timeSymbol(time.unit, view, size),
    y,
    right: rightPart ? { domain: right.domain, ticks: right.ticks, colour: normColour } : null,
    ghosts: [],
    bands: bands ? left.flatMap(band) : [],
    crowd: [],
    lines: leftLines,
    theory: [],
    rightBands: bands && rightPart ? band({ ...rightPart, style: { ...rightPart.style, dash: [1, 0] } }) : [],
    rightLines,
    rightTheory: theory?.theory ?? [],
    diamonds: [],
    crosses: theory?.crosses ?? crosses,
    heads: [],
    labels: [...labels, ...(theory?.labels ?? [])],
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
