import type { CurveChartView } from '../../protocol/curvePage.ts';
import type { ChartInput } from './chartInput.ts';
import type { ChartModel } from './chartModel.ts';
import { groupModel } from './groupModel.ts';
import { lossModel } from './lossModel.ts';
import { phasesModel } from './phasesModel.ts';
import { selectedModel } from './selectedModel.ts';

/** The charts of the page of curves, as far as the batch has what they show: one over the whole width, the others below. */
export function curveModels(input: ChartInput): {
  readonly main: ChartModel | null;
  readonly lower: readonly ChartModel[];
} {
  const [, ...lower] = input.view.curvePage.charts;
  return {
    main: lossModel(input),
    lower: lower.map(chart => lowerModel(input, chart)).filter(model => model !== null),
  };
}

/** One of them, by its key. */
export function curveModel(input: ChartInput, key: string): ChartModel | null {
  const [main, ...lower] = input.view.curvePage.charts;
  if (main?.key === key) return lossModel(input);
  const chart = lower.find(one => one.key === key);
  return chart ? lowerModel(input, chart) : null;
}

function lowerModel(input: ChartInput, chart: CurveChartView): ChartModel | null {
  switch (chart.kind) {
    case 'variants':
      return groupModel(input, chart);
    case 'selected':
      return selectedModel(input, chart);
    case 'phases':
      return phasesModel(input, chart);
  }
}

/** Two by two, in their order. */
export function pairs<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.flatMap((_, i) => (i % 2 === 0 ? [all.slice(i, i + 2)] : []));
}
