import { isComplete, mainSeries } from '../src/charts/model/chartInput.ts';
import { timeScale } from '../src/charts/model/viewTime.ts';
import { fixed, grouped, plain } from '../src/charts/numbers.ts';
import type { PanelView } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';

/** Where the table reads the curves: a shown time, or null for the last sample of each. */
export interface ReadAt {
  readonly shown: number | null;
  readonly unit: ViewState['time'];
  /** `at t = 0.86` */
  readonly words: string;
}

const SYMBOL = { t: 't', steps: 'step', lambda: 'λt' } as const;

/** Where the table reads and how it says so: at the crosshair, at the head of what is running, at the end. */
export function crossReading(view: PanelView, look: ViewState, cross: number | null): ReadAt {
  const { unit } = timeScale(view, look);
  if (cross !== null) return { shown: cross, unit, words: `at ${timeWords(cross, unit)}` };
  return { shown: null, unit, words: lastWords(view, unit) };
}

/** `at the end, t = 5`; where runs are missing `at t = 2.15`, or `so far` where variants differ. */
function lastWords(view: PanelView, unit: ViewState['time']): string {
  const partial = !view.variants.every(isComplete);
  const main = mainSeries(view);
  const times = new Set(view.variants.map(({ curves }) => curves[main]?.t.at(-1) ?? Number.NaN));
  const ends = new Set([...times].map(time => Number(time.toPrecision(6))));
  const [end] = ends;
  if (ends.size !== 1 || end === undefined || unit !== 't' || !Number.isFinite(end))
    return partial ? 'so far' : 'at the end';
  return partial ? `at t = ${plain(end)}` : `at the end, t = ${plain(end)}`;
}

/** `t = 0.86`, `step = 8 600` */
export function timeWords(shown: number, unit: ViewState['time']): string {
  return `${SYMBOL[unit]} = ${crossTime(shown, unit)}`;
}

/** A crosshair time: two decimals where that is precise enough. */
export function crossTime(shown: number, unit: ViewState['time']): string {
  if (unit === 'steps') return grouped(shown);
  const size = Math.abs(shown);
  if (size !== 0 && size < 0.1) return plain(shown, 2);
  return size < 100 ? fixed(shown) : plain(shown, 4);
}
