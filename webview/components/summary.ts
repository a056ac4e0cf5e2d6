import { lastDefined } from '../../src/charts/curveAt.ts';
import { mainSeries, seriesOf } from '../../src/charts/model/chartInput.ts';
import { fixed, plain } from '../../src/charts/numbers.ts';
import { statisticName } from '../../src/charts/seriesNames.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import { stateWords } from './stateWords.ts';

/** More variants than these are not read out one by one. */
const MOST_READ = 24;

/**
 * The panel in a few sentences, for the live region. While a batch runs it changes at every quarter only, so that a
 * screen reader is not flooded.
 */
export function summary(view: PanelView): string {
  const { state, runs } = view;
  if (state === 'running') {
    const quarter = Math.floor(view.fraction * 4) * 25;
    return `${view.title}. Running, ${quarter} per cent done.`;
  }
  const words = [`${view.title}. ${stateWords(view).words}, ${runs.done} of ${runs.total} runs.`];
  const main = mainSeries(view);
  const loss = seriesOf(view, main);
  const read = view.variants.slice(0, MOST_READ);
  const more = view.variants.length - read.length;
  if (more > 0) words.push(`Of ${view.variants.length} variants the first ${read.length}:`);
  const ends = read.flatMap(variant => {
    const curve = variant.curves[main];
    const last = curve ? lastDefined(curve.mean) : -1;
    return curve && last >= 0 ? [`${variant.name} ${fixed(curve.mean[last]!)}`] : [];
  });
  if (loss && ends.length > 0) words.push(`At the end ${statisticName(loss)} is: ${ends.join('; ')}.`);
  const escapes = read.flatMap(variant => {
    const escape = variant.events['escape'];
    return escape ? [`${variant.name} at ${plain(escape.mean)}`] : [];
  });
  if (escapes.length > 0) words.push(`Escape T½: ${escapes.join('; ')}.`);
  if (view.reproduced?.complete)
    words.push(
      `${view.reproduced.label}: ${view.reproduced.passed} of ${view.reproduced.total} values reproduced.`,
    );
  if (view.stale) words.push('The file was edited since this run.');
  return words.join(' ');
}
