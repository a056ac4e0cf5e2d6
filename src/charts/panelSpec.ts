import type { TopLevelSpec } from 'vega-lite';
import { chartLayers, type AxisSource, type Dataset } from './chartLayers.ts';
import type { AxisModel, ChartModel } from './model/chartModel.ts';
import { liveSpec } from './liveSpec.ts';
import { panelTokens } from './tokens.ts';

/**
 * The spec of a live chart: no numbers inside. Data arrive with `view.data(name)`, sizes with `view.width/height`,
 * axes with the signals of `chartSignals`, so that it is compiled once. `withRight` adds the second value axis.
 */
export function panelSpec(withRight: boolean): TopLevelSpec {
  const params = ['x', 'y', ...(withRight ? ['right'] : [])].flatMap(axis => [
    { name: `${axis}Low`, value: 0 },
    { name: `${axis}High`, value: 1 },
    { name: `${axis}Ticks`, value: [] },
    { name: `${axis}Labels`, value: [] },
  ]);
  return {
    ...liveSpec,
    params: [...params, { name: 'rightColour', value: panelTokens.foreground }],
    ...chartLayers(
      {
        x: signals('x'),
        y: signals('y'),
        right: withRight ? signals('right') : null,
        rightColour: panelTokens.series[3]!,
        data: name => ({ name }),
        // phases are drawn as HTML under the plot, so that they follow without a frame of delay
        has: name => name !== 'shades',
        prefix: '',
      },
      panelTokens,
    ),
  };
}

function signals(axis: string): AxisSource {
  return {
    low: { expr: `${axis}Low` },
    high: { expr: `${axis}High` },
    values: { expr: `${axis}Ticks` },
    labelExpr: `${axis}Labels[indexof(${axis}Ticks, datum.value)]`,
  };
}

/** The signals of a live chart for a model. */
export function chartSignals(
  model: ChartModel,
): Readonly<Record<string, number | readonly (number | string)[]>> {
  return {
    ...axisSignals('x', model.x),
    ...axisSignals('y', model.y),
    ...(model.right ? axisSignals('right', model.right) : {}),
  };
}

function axisSignals(name: string, axis: AxisModel) {
  return {
    [`${name}Low`]: axis.domain[0],
    [`${name}High`]: axis.domain[1],
    [`${name}Ticks`]: axis.ticks.values,
    [`${name}Labels`]: axis.ticks.labels,
  };
}

/** The data sets of a live chart for a model. */
export function chartData(
  model: ChartModel,
): Readonly<Record<Exclude<Dataset, 'shades'>, readonly object[]>> {
  const { ghosts, bands, seeds, lines, theory, crosses, diamonds, labels } = model;
  const { rightBands, rightLines, rightTheory } = model;
  return {
    ...{ ghosts, bands, seeds, lines, theory, crosses, diamonds, labels },
    ...{ rightBands, rightLines, rightTheory },
  };
}
