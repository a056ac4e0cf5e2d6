import type { CurveView, VariantView } from '../../protocol/panel.ts';
import { lastDefined } from '../curveAt.ts';
import { pushApart } from '../labelPushing.ts';
import { DASHES } from '../tokens.ts';
import type { ChartInput } from './chartInput.ts';
import { phaseSpans, selectedVariant, seriesOf } from './chartInput.ts';
import { pixelX, pixelY, type ChartLabel, type ChartModel, type TimeCross } from './chartModel.ts';
import { bandPath, includeCurve, meanPath, valueScale, type CurveStyle } from './curvePoints.ts';
import { readout } from './lossModel.ts';
import { singularValueKeys } from './shownView.ts';
import { targetLevels } from './targetLevels.ts';
import { emptyExtent, include, linearAxis, logAxis, LOG_FLOOR } from './valueAxis.ts';
import { lossWindow, timeAxis, timeScale, timeTitle } from './viewTime.ts';

/** More lines than this cannot be told apart. */
const MOST = 12;
/** Decades below the largest under which a singular value is rounding. */
const ROUNDING = 14;

interface Step {
  readonly curve: CurveView;
  readonly style: CurveStyle;
  readonly name: string;
}

/** Singular values of the selected variant's learned map over the whole run, with those of the target; null without any. */
export function staircaseModel(input: ChartInput): ChartModel | null {
  const { view, state, tokens, layout } = input;
  const selected = selectedVariant(view, state);
  const [first] = singularValueKeys(view);
  const series = first === undefined ? null : seriesOf(view, first);
  if (!series || !selected) return null;
  const { steps, left } = stepsOf(selected, singularValueKeys(view), tokens.series);
  const size = layout.loss;
  const time = timeScale(view, state);
  const factor = time.factor(selected);
  const window = lossWindow(view, state, time);
  const scale = valueScale(series, state.y);
  const bands = view.runs.seeds > 1;
  const target = view.targets[selected.id];
  const sigma = (target?.sigma ?? []).slice(0, MOST).filter(value => value > 0);

  const extent = emptyExtent();
  for (const { curve } of steps) includeCurve(extent, curve, scale, factor, window, bands);
  for (const value of sigma) include(extent, scale.draw(Math.log10(value)), scale.log);
  // what starts from zero leaves through the foot rather than taking the axis with it
  if (scale.log) extent.low = Math.max(extent.low, extent.high - ROUNDING);
  const zoom = state.zoom.y['staircase'] ?? null;
  const y = scale.log ? logAxis(extent, size.height, zoom) : linearAxis(extent, size.height, zoom);
  const x = timeAxis(time, window[0], window[1], size.width);
  const place = { x, y, size };
  const levels = targetLevels(sigma, value => y.place(scale.draw(Math.log10(value))), place, tokens);

  return {
    key: 'staircase',
    title: 'Singular values of the learned map',
    caption: caption(selected, view.runs.seeds, scale.log, left, y.floor !== null),
    signs: [
      ...(target?.times.some(each => each !== null) ? (['prediction'] as const) : []),
      ...(y.floor ? (['floor'] as const) : []),
    ],
    size,
    x,
    xTitle: timeTitle(time.unit, view),
    y,
    right: null,
    ghosts: [],
    bands: bands ? steps.flatMap(({ curve, style }) => bandPath(curve, style, time, factor, y, scale)) : [],
    crowd: [],
    lines: steps.flatMap(({ curve, style }) => meanPath(curve, style, time, factor, y, scale)),
    theory: levels.paths,
    rightBands: [],
    rightLines: [],
    rightTheory: [],
    diamonds: [],
    crosses: (target?.times ?? []).flatMap((each, i): TimeCross[] => {
      if (each === null) return [];
      const at = time.draw(each.mean * factor);
      if (!(at >= x.domain[0]) || !(at <= x.domain[1])) return [];
      const least = 0.006 * (x.domain[1] - x.domain[0]);
      const [low, high] = [-1, 1].map(side => time.draw((each.mean + side * each.sd) * factor));
      return [
        {
          x: at,
          low: Number.isFinite(low) ? Math.max(x.domain[0], Math.min(low!, at - least)) : x.domain[0],
          high: Math.max(high!, at + least),
          stroke: colourOf(i, tokens.series),
        },
      ];
    }),
    heads: [],
    labels: [...levels.labels, ...names(steps)],
    phases: phaseSpans(view, selected, time, x.domain),
    floor: y.floor,
    readouts: steps.map(({ curve, style, name }) =>
      readout(selected, curve, style, time, y, scale, 'left', name),
    ),
  };

  /** The names at the ends of the lines. */
  function names(drawn: readonly Step[]): ChartLabel[] {
    const drafts = drawn.flatMap(({ curve, style, name }) => {
      const last = lastDefined(curve.mean);
      const at = last < 0 ? null : y.place(scale.draw(curve.mean[last]!));
      if (at === null) return [];
      const px = Math.min(size.width, pixelX({ x, size }, time.draw(curve.t[last]! * factor)));
      const py = pixelY(y, size.height, at);
      return py < 0 || py > size.height || px < 0 ? [] : [{ px, y: py, text: name, colour: style.stroke }];
    });
    pushApart(drafts, 13, 2, size.height - 6);
    return drafts.map(({ px, y: py, text, colour }) => ({ px: px + 12, py, text, colour, align: 'left' }));
  }
}

/** The lines that are drawn, and how many are left out because they are rounding, or too many. */
function stepsOf(
  { curves }: VariantView,
  keys: readonly string[],
  series: readonly string[],
): { readonly steps: readonly Step[]; readonly left: number } {
  const all = keys.flatMap((key, i): (Step & { readonly most: number })[] => {
    const curve = curves[key];
    if (!curve || curve.t.length === 0) return [];
    const most = curve.mean.reduce((high, value) => (value > high ? value : high), LOG_FLOOR);
    const style = { id: key, stroke: colourOf(i, series), dash: DASHES[Math.floor(i / 6) % DASHES.length]! };
    return [{ curve, style, name: `σ${subscript(i + 1)}(F)`, most }];
  });
  const top = Math.max(...all.map(({ most }) => most));
  const steps = all.filter(({ most }, i) => i < MOST && most > top - ROUNDING);
  return { steps, left: all.length - steps.length };
}

function colourOf(i: number, series: readonly string[]): string {
  return series[i % series.length] ?? 'currentColor';
}

/** `₁₂`. */
export function subscript(number: number): string {
  return String(number).replace(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
}

function caption({ name }: VariantView, seeds: number, log: boolean, left: number, floored: boolean): string {
  const of = log ? 'log₁₀ σᵢ(F)' : 'σᵢ(F)';
  const words = [
    name,
    seeds <= 1
      ? 'one seed'
      : log
        ? `mean ± 1 sd of ${of}, ${seeds} seeds`
        : `10^(mean ± 1 sd of log₁₀ σᵢ(F))`,
    ...(left > 0 ? [`${left} smaller not drawn`] : []),
  ];
  return `${words.join(', ')}${floored ? '; “0”: zero, or below 10⁻⁴⁰' : ''}`;
}
