import type { CurveChartView } from '../../protocol/curvePage.ts';
import { labelWords } from '../../protocol/labelWords.ts';
import type { CurveView } from '../../protocol/panel.ts';
import { lastDefined } from '../curveAt.ts';
import { pushApart } from '../labelPushing.ts';
import { DASHES } from '../tokens.ts';
import { phaseSpans, selectedVariant, seriesOf, type ChartInput } from './chartInput.ts';
import { pixelX, pixelY, type ChartLabel, type ChartModel } from './chartModel.ts';
import {
  bandPath,
  includeCurve,
  meanPath,
  valueScale,
  type CurveStyle,
  type ValueScale,
} from './curvePoints.ts';
import { cut } from './endLabels.ts';
import { readout } from './lossModel.ts';
import { drawnOverlays, polylines, type DrawnOverlays } from './theory.ts';
import { emptyExtent, linearAxis, logAxis } from './valueAxis.ts';
import { lossWindow, timeAxis, timeScale, timeSymbol } from './viewTime.ts';

interface Line {
  readonly curve: CurveView;
  readonly style: CurveStyle;
  readonly name: string;
  readonly scale: ValueScale;
}

/** Several series of the selected variant on one axis, each by its name at its end; null where none is recorded. */
export function selectedModel(input: ChartInput, chart: CurveChartView): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const selected = selectedVariant(view, state);
  if (!selected) return null;
  const lines = chart.series.flatMap((key, i): Line[] => {
    const series = seriesOf(view, key);
    const curve = selected.curves[key];
    if (!series || !curve || curve.t.length === 0) return [];
    const stroke = tokens.series[(selected.colour + i) % tokens.series.length] ?? tokens.foreground;
    const style = { id: key, stroke, dash: DASHES[i % DASHES.length]! };
    return [{ curve, style, name: chart.names[i] ?? series.label, scale: valueScale(series, state.y) }];
  });
  if (lines.length === 0) return null;
  const size = layout.alignment;
  const time = timeScale(view, state);
  const factor = time.factor(selected);
  const window = lossWindow(view, state, time);
  const bands = view.runs.seeds > 1;
  // one axis has one scale: that of its first series
  const { scale } = lines[0]!;
  const drawn = lines.filter(line => line.scale.log === scale.log);
  const extent = emptyExtent();
  for (const { curve } of drawn) includeCurve(extent, curve, scale, factor, window, bands);
  const zoom = state.zoom.y[chart.key] ?? null;
  const y = scale.log ? logAxis(extent, size.height, zoom) : linearAxis(extent, size.height, zoom);
  const x = timeAxis(time, window[0], window[1], size.width);
  const paths = drawn.flatMap(({ curve, style }) => meanPath(curve, style, time, factor, y, scale));
  const words = endNames();
  const place = { x, y, size, time, scale };
  const theory: DrawnOverlays[] = [];
  for (const { style } of drawn) {
    const before = [...words, ...theory.flatMap(({ labels }) => labels)];
    theory.push(drawnOverlays(input, { ...place, on: style.id }, polylines(paths, place), before));
  }

  return {
    key: chart.key,
    title: chart.title ?? drawn.map(({ name }) => name).join(', '),
    caption: labelWords(view.fields, selected.labels).join(', ') || selected.name,
    signs: y.floor ? ['floor'] : [],
    ...{ size, x, xTitle: timeSymbol(time.unit, view, size), y, right: null },
    ghosts: [],
    bands: bands ? drawn.flatMap(({ curve, style }) => bandPath(curve, style, time, factor, y, scale)) : [],
    crowd: [],
    lines: paths,
    theory: theory.flatMap(each => each.theory),
    ...{ rightBands: [], rightLines: [], rightTheory: [], diamonds: [] },
    crosses: theory.flatMap(({ crosses }) => crosses),
    heads: [],
    labels: [...words, ...theory.flatMap(({ labels }) => labels)],
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: drawn.map(({ curve, style, name }) =>
      readout(selected, curve, style, time, y, scale, 'left', name),
    ),
  };

  function endNames(): ChartLabel[] {
    const drafts = drawn.flatMap(({ curve, style, name }) => {
      const last = lastDefined(curve.mean);
      const at = last < 0 ? null : y.place(scale.draw(curve.mean[last]!));
      if (at === null) return [];
      const px = Math.min(size.width, pixelX({ x, size }, time.draw(curve.t[last]! * factor)));
      const py = pixelY(y, size.height, at);
      if (px < 0 || py < 0 || py > size.height) return [];
      return [
        {
          px: px + 6,
          y: py,
          text: cut(name, size.width + size.padding.right - px - 6),
          colour: style.stroke,
        },
      ];
    });
    pushApart(drafts, 13, 2, size.height - 6);
    return drafts.map(({ px, y: py, text, colour }) => ({ px, py, text, colour, align: 'left' }));
  }
}
