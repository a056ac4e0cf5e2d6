import type { Finding } from '../issue.ts';
import type { Path } from '../json.ts';
import type { LoadedFiles, ProblemKind, ResolvedVariant } from '../kinds/contract.ts';
import { chartedSeries, chartedWords } from './chartedSeries.ts';
import { mentionsIn } from './expression.ts';
import { quantitiesIn, sampleExpression, timesTo, treeOf } from './sampling.ts';
import type { OwnOverlay } from './settings.ts';

/** Enough to see whether a line is anywhere. */
const TRIAL_POINTS = 48;

/** What can be said against the file's own lines for one variant: nothing keeps it from running. */
export function* overlayRules(
  kind: ProblemKind,
  overlays: readonly OwnOverlay[],
  variant: ResolvedVariant,
  files: LoadedFiles,
): Generator<Finding> {
  if (overlays.length === 0) return;
  const { values, complete } = kind.quantitiesOf(variant, files);
  for (const [i, overlay] of overlays.entries()) {
    const series = kind.seriesOf(overlay.on);
    const tree = treeOf(overlay);
    if (series === undefined || tree === null) continue;
    if (!chartedSeries(kind).includes(overlay.on)) {
      yield {
        ...{
          code: 'series-not-charted',
          severity: 'warning',
          origin: 'meaning',
          path: ['overlays', i, 'on'],
        },
        message: `no chart shows "${overlay.on}", so the line is not drawn`,
        remedy: `draw over ${chartedWords(kind, 'or')}; "reference" compares a table with any series`,
      };
    }
    const missing = quantitiesIn(tree, overlay).filter(name => !values.has(name));
    const path: Path = ['overlays', i, 'expr'];
    if (complete) {
      for (const name of missing) {
        const quantity = kind.quantities.find(known => known.name === name);
        const mention = mentionsIn(tree).find(found => found.kind === 'name' && found.name === name);
        yield {
          ...{ code: 'quantity-undefined', severity: 'warning', origin: 'meaning', path },
          message: `${name} has no value ${quantity?.missing ?? 'here'}, so the line is not drawn`,
          remedy: `write the number itself, or give it in "with"`,
          ...(mention && { within: { from: mention.from, to: mention.to } }),
        };
      }
    }
    const horizon = values.get('T');
    if (missing.length > 0 || horizon === undefined || !(horizon > 0)) continue;
    const log = kind.series.find(({ key }) => key === series)?.scale === 'log';
    const sampled = sampleExpression(tree, overlay, values, timesTo(horizon, TRIAL_POINTS));
    if (sampled.some(value => Number.isFinite(value) && (!log || value > 0))) continue;
    const what = sampled.some(Number.isFinite)
      ? `is nowhere positive from t = 0 to ${short(horizon)}, and ${overlay.on} is drawn in logarithms`
      : `has no finite value from t = 0 to ${short(horizon)}`;
    yield {
      ...{ code: 'overlay-nowhere', severity: 'warning', origin: 'meaning', path },
      message: `the expression ${what}`,
      remedy: 'look for a division by zero, an overflow or a sign',
    };
  }
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
