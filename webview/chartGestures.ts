/** What zooming and dragging over a chart does to how the reader looks. Pure: drawn coordinates in, state out. */
import { hasStarted, type ChartInput } from '../src/charts/model/chartInput.ts';
import type { ChartModel } from '../src/charts/model/chartModel.ts';
import { curveModel } from '../src/charts/model/curveModels.ts';
import { predictedModel } from '../src/charts/model/predictedModel.ts';
import { staircaseModel } from '../src/charts/model/staircaseModel.ts';
import { lossWindow, timeScale } from '../src/charts/model/viewTime.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import type { ChartEvents } from './charts/chartElement.ts';
import { scaledRange, withInterval, withTimeZoom, withValueZoom } from './looking.ts';
import { isMeasured } from './questions.ts';

/** The model of a chart over time, by its key; before the first sample there is only what is foreseen. */
function modelOf(input: ChartInput, key: string): ChartModel | null {
  if (!hasStarted(input.view)) return predictedModel(input);
  return key === 'staircase' ? staircaseModel(input) : curveModel(input, key);
}

/** A chart and what it was made from; `look` is the reader's own state. */
export interface Gestured {
  readonly input: ChartInput;
  readonly look: ViewState;
  readonly model: ChartModel;
}

/** A stretch of an axis was dragged out: rates are measured in it, or it is zoomed to. */
export function dragged(chart: Gestured, detail: ChartEvents['zoom']): ViewState {
  const { input, look, model } = chart;
  const { axis, range } = detail;
  if (axis === 'y' || !range || !look.measure || !isMeasured(input.view, look, model.key))
    return zoomed(chart, detail);
  const time = timeScale(input.view, look);
  return withInterval(look, [time.show(range[0]), time.show(range[1])]);
}

/** An axis is scaled about a place. */
export function scaled(chart: Gestured, { axis, centre, factor }: ChartEvents['scale']): ViewState {
  const { domain } = chart.model[axis];
  return zoomed(chart, { axis, range: scaledRange(domain, centre, factor, limits(chart, axis)) });
}

function zoomed({ input, look, model }: Gestured, { axis, range }: ChartEvents['zoom']): ViewState {
  if (model.key === 'sweep') return look;
  if (axis === 'y') return withValueZoom(look, model.key, range);
  const time = timeScale(input.view, look);
  return withTimeZoom(look, range ? [time.show(range[0]), time.show(range[1])] : null);
}

/** A box was dragged out: both axes are zoomed to it. */
export function boxed(chart: Gestured, { x, y }: ChartEvents['box']): ViewState {
  const look = zoomed(chart, { axis: 'x', range: x });
  return zoomed({ ...chart, look }, { axis: 'y', range: y });
}

/** What is shown is moved, as far as there is something. */
export function panned(chart: Gestured, detail: ChartEvents['pan']): ViewState {
  return (['x', 'y'] as const).reduce((look, axis) => {
    const [low, high] = detail[axis];
    if (low === chart.model[axis].domain[0]) return look;
    const range = scaledRange(detail[axis], (low + high) / 2, 1, limits(chart, axis));
    return zoomed({ ...chart, look }, { axis, range });
  }, chart.look);
}

/** How far zooming out goes: all of the run; the values that are drawn without a zoom. */
function limits({ input, model }: Gestured, axis: 'x' | 'y'): readonly [number, number] {
  const { view, state } = input;
  if (model.key === 'sweep') return model.x.domain;
  if (axis === 'x') {
    const time = timeScale(view, state);
    const [from, to] = lossWindow(view, { ...state, zoom: { ...state.zoom, x: null } }, time);
    return [time.draw(from), time.draw(to)];
  }
  const whole = modelOf({ ...input, state: withValueZoom(state, model.key, null) }, model.key);
  return whole?.y.domain ?? model.y.domain;
}
