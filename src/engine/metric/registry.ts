import type { SeriesInfo } from '../simulation.ts';
import { alignment, alignment2 } from './alignment.ts';
import type { Metric, MetricShape } from './contract.ts';
import { drift } from './drift.ts';
import { learned } from './learnedFractions.ts';
import { loss } from './loss.ts';
import { uFv } from './mapEntries.ts';
import { factorImbalance, frobeniusZ1, frobeniusZ2, normRatio, normZ1, normZ2 } from './norms.ts';
import { perturbation } from './perturbation.ts';
import { gradientNorm, rate } from './rate.ts';
import { noise, noiseBlocks, signal } from './signalNoise.ts';
import { effectiveRank, svB1A1, svB2A2, svF } from './singularValues.ts';
import { subspaceAlignment } from './subspaceAlignment.ts';
import { targetShare } from './targetShare.ts';

/** Flow time, the first column of every trajectory. */
export const timeInfo: SeriesInfo = {
  key: 't',
  label: 'Time',
  symbol: 't',
  scale: 'linear',
  help: 'Flow time. For discrete dynamics `t = ηk` at step k with learning rate η.',
};

/** Step number, the second column of discrete dynamics. */
export const stepInfo: SeriesInfo = {
  key: 'step',
  label: 'Step',
  symbol: 'k',
  scale: 'linear',
  help: 'Number of updates made.',
};

/** Every metric, in the order of the columns. Adding one is a module and a line here. */
export const metrics: readonly Metric[] = [
  loss,
  alignment,
  alignment2,
  signal,
  noise,
  normZ1,
  normZ2,
  drift,
  rate,
  frobeniusZ1,
  frobeniusZ2,
  normRatio,
  factorImbalance,
  svB1A1,
  svB2A2,
  svF,
  learned,
  uFv,
  effectiveRank,
  subspaceAlignment,
  targetShare,
  noiseBlocks,
  perturbation,
  gradientNorm,
];

/** Keys of the metrics that are recorded without being asked for. */
export const defaultMetricKeys: readonly string[] = metrics
  .filter(metric => metric.byDefault)
  .map(metric => metric.info.key);

/** Keys that an experiment's `metrics: []` may ask for in addition. */
export const optionalMetricKeys: readonly string[] = metrics
  .filter(metric => !metric.byDefault)
  .map(metric => metric.info.key);

/**
 * The default metrics and those asked for, each once, in the registry's order. Unknown keys are ignored. With `onlyAsked` the
 * loss is the only default.
 */
export function chooseMetrics(asked: readonly string[], onlyAsked = false): readonly Metric[] {
  return metrics.filter(
    metric => metric === loss || (metric.byDefault && !onlyAsked) || asked.includes(metric.info.key),
  );
}

/** Columns of the chosen metrics for a system's sizes, `t` (and `step`) first. */
export function columnsOf(chosen: readonly Metric[], shape: MetricShape, discrete: boolean): SeriesInfo[] {
  const time = discrete ? [timeInfo, stepInfo] : [timeInfo];
  return [...time, ...chosen.flatMap(metric => metric.columns(shape))];
}

/** How to draw and explain a column of a stored trajectory (`svF.2` too), or undefined if no metric has it. */
export function seriesInfo(column: string): SeriesInfo | undefined {
  return known.get(column) ?? numberedInfo(column);
}

const anyShape: MetricShape = { dims: { m: 1, h: 1, n: 1 }, rank1: 1, rank2: 1, targets: 1 };
const known = new Map<string, SeriesInfo>(
  [timeInfo, stepInfo, ...metrics.map(metric => metric.info), ...columnsOf(metrics, anyShape, false)].map(
    info => [info.key, info],
  ),
);

/** Every column that a run can have besides its time; of numbered ones the first (`svF.1`). */
export const columnKeys: readonly string[] = columnsOf(metrics, anyShape, false)
  .map(info => info.key)
  .filter(key => key !== timeInfo.key && key === firstOf(key));

/** Key of the metric that writes a column (`svF` for `svF.2`, `uFv` for `uFv.2.1`), or undefined if none does. */
export function metricOfColumn(column: string): string | undefined {
  const first = firstOf(column);
  return metrics.find(metric => metric.columns(anyShape).some(info => info.key === first))?.info.key;
}

/** The first of the columns that differ by their numbers alone. */
function firstOf(column: string): string {
  return column.replaceAll(/\.[1-9]\d*/g, '.1');
}

function numberedInfo(column: string): SeriesInfo | undefined {
  const [key, ...numbers] = column.split('.');
  const base = key === undefined ? undefined : known.get(key);
  if (base === undefined || numbers.length === 0 || metricOfColumn(column) === undefined) return undefined;
  return { ...base, key: column, label: `${base.label} (${numbers.join('.')})` };
}
