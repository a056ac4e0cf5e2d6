import type { CurveChartView } from '../../protocol/curvePage.ts';
import { distinctWords } from '../../protocol/labelWords.ts';
import { lastDefined, valueAt } from '../curveAt.ts';
import type { ChartInput } from './chartInput.ts';
import { alignmentGroup, isComplete, phaseSpans, selectedVariant, seriesOf } from './chartInput.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { ChartModel } from './chartModel.ts';
import { bandPath, includeCurve, readersPath, valueScale } from './curvePoints.ts';
import { coveringPaths, crowdLines, crowdWords, meanSources, seedsOf, setApart } from './crowd.ts';
import { endLabels, type CurveEnd } from './endLabels.ts';
import { readout, styleOf } from './lossModel.ts';
import { drawnOverlays, polylines } from './theory.ts';
import { seriesSymbol, seriesTitle } from '../seriesNames.ts';
import { emptyExtent, include, linearAxis, logAxis } from './valueAxis.ts';
import { pairWindow, timeAxis, timeScale, timeSymbol } from './viewTime.ts';

/**
 * One series of the variants that share the selected one's second field, up to 1.5 T½ where there is an escape; null where it is
 * not recorded.
 */
export function groupModel(input: ChartInput, chart: CurveChartView): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const [of = ''] = chart.series;
  const series = seriesOf(view, of);
  if (!series) return null;
  const size = layout.alignment;
  const time = timeScale(view, state);
  const selected = selectedVariant(view, state);
  const window = pairWindow(view, state, time, selected, size.width);
  const scale = valueScale(series, state.y);
  const drawn = alignmentGroup(view, state).flatMap(variant => {
    const curve = variant.curves[of];
    const style = { ...styleOf(variant, { tokens }) };
    return curve && curve.t.length > 0 ? [{ variant, curve, style, factor: time.factor(variant) }] : [];
  });
  const bands = state.mode === 'bands' && view.runs.seeds !== 1;
  const lines = seedsOf(input, drawn, of);

  const extent = emptyExtent();
  for (const { curve, factor } of drawn) includeCurve(extent, curve, scale, factor, window, bands);
  // seeds that come and go with the pointer leave the axis as it is
  if (state.mode === 'lines')
    for (const { t, value: values, factor } of lines)
      for (let i = 0; i < t.length && t[i]! * factor <= window[1]; i++)
        include(extent, scale.draw(values[i]!), scale.log);
  const zoom = state.zoom.y[chart.key] ?? null;
  const y = scale.log ? logAxis(extent, size.height, zoom) : linearAxis(extent, size.height, zoom);
  const x = timeAxis(time, window[0], window[1], size.width);

  const inSeeds = new Set(state.mode === 'lines' ? lines.map(({ variant }) => variant) : []);
  const { apart, crowd } = setApart(drawn, selected);
  const ends: CurveEnd[] = apart.flatMap(({ variant, curve, style, factor }) => {
    const last = lastDefined(curve.mean);
    if (last < 0) return [];
    const shown = Math.min(curve.t[last]! * factor, window[1]);
    const value = y.place(scale.draw(valueAt(curve.t, curve.mean, shown / factor)));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(shown));
    const py = pixelY(y, size.height, value);
    return px >= 0 && py >= -2 && py <= size.height + 2 ? [{ variant, px, py, colour: style.stroke }] : [];
  });
  const paths = apart
    .filter(({ variant }) => !inSeeds.has(variant.id))
    .flatMap(({ curve, style, factor }) => readersPath(state.smooth, curve, style, time, factor, y, scale));
  const sources = [...lines, ...meanSources(crowd, inSeeds, time)];
  const thin = crowdLines(sources, time, y, scale, x.domain, size.width);
  const words = endLabels(ends, {
    width: size.width,
    height: size.height,
    room: size.padding.right,
    gap: 6,
    neutral: tokens.foreground,
    fields: view.fields,
    grouped: false,
    brief: view.fields.length >= 2,
  });
  const place = { on: of, x, y, size, time, scale };
  const theory = drawnOverlays(input, place, polylines([...paths, ...coveringPaths(thin)], place), words);
  const group = view.fields.length >= 2 ? distinctWords(view.fields, selected?.labels ?? [])[1] : undefined;

  return {
    key: chart.key,
    title: chart.title ?? seriesTitle(series),
    caption: [seriesSymbol(series), group].filter(Boolean).join(', ') + crowdWords(crowd.length),
    signs: y.floor ? ['floor'] : [],
    size,
    x,
    xTitle: timeSymbol(time.unit, view, size),
    y,
    right: null,
    ghosts: [],
    bands: bands
      ? apart.flatMap(({ curve, style, factor }) => bandPath(curve, style, time, factor, y, scale))
      : [],
    crowd: thin,
    lines: paths,
    theory: theory.theory,
    rightBands: [],
    rightLines: [],
    rightTheory: [],
    diamonds: [],
    crosses: theory.crosses,
    heads:
      view.state === 'running'
        ? apart.flatMap(({ variant, curve, style, factor }) => {
            const last = lastDefined(curve.mean);
            const y0 = last < 0 ? null : y.place(scale.draw(curve.mean[last]!));
            if (y0 === null || isComplete(variant)) return [];
            return [{ x: time.draw(curve.t[last]! * factor), y: y0, fill: style.stroke }];
          })
        : [],
    labels: [...words, ...theory.labels],
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: apart.map(({ variant, curve, style }) => readout(variant, curve, style, time, y, scale)),
  };
}
