import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import type { ChartElement } from './chartElement.ts';
import { stepCrosshair } from './crosshair.ts';
import { shifted } from './zoomGesture.ts';

/** What Alt with an arrow moves the shown stretch by: shares of time and of values. */
const PANS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0.1, 0],
  ArrowLeft: [-0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
};

/** Keys that the first chart answers with nothing in focus. */
export function isChartKey(key: string): boolean {
  return key.startsWith('Arrow') || isPin(key);
}

/** With Caps Lock, too. */
function isPin(key: string): boolean {
  return key.toLowerCase() === 'p';
}

/** Does what a key asks of a chart; false where it means nothing here. */
export function chartKey(
  chart: Pick<ChartElement, 'cross' | 'send'>,
  model: ChartModel,
  event: KeyboardEvent,
): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey) return false;
  const { x, y } = model;
  if (altKey) {
    const step = Object.hasOwn(PANS, key) ? PANS[key] : undefined;
    if (step) chart.send('pan', { x: shifted(x.domain, step[0]), y: shifted(y.domain, step[1]) });
    return step !== undefined;
  }
  const [low, high] = x.domain;
  const stride = shiftKey ? 40 : 4;
  const moves: Readonly<Record<string, () => number>> = {
    ArrowRight: () => stepCrosshair(model, chart.cross, 1, stride),
    ArrowLeft: () => stepCrosshair(model, chart.cross, -1, stride),
    PageUp: () => stepCrosshair(model, chart.cross, 1, 80),
    PageDown: () => stepCrosshair(model, chart.cross, -1, 80),
    Home: () => low,
    End: () => high,
  };
  const move = Object.hasOwn(moves, key) ? moves[key] : undefined;
  if (move) chart.send('cross', move());
  else if (key === '+' || key === '=' || key === '-')
    chart.send('scale', {
      axis: 'x',
      centre: chart.cross ?? (low + high) / 2,
      factor: key === '-' ? 2 : 0.5,
    });
  else if (key === 'ArrowUp' || key === 'ArrowDown')
    chart.send('scale', {
      axis: 'y',
      centre: (y.domain[0] + y.domain[1]) / 2,
      factor: key === 'ArrowDown' ? 1.5 : 1 / 1.5,
    });
  else if (isPin(key) && chart.cross !== null) chart.send('pin', chart.cross);
  else if (key === '0') chart.send('reset', null);
  else return false;
  return true;
}
