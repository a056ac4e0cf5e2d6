import type { TopLevelSpec } from 'vega-lite';
import { panelTokens } from '../tokens.ts';
import { pageLayers } from './pageLayers.ts';

/** The spec of a live chart of a page: no numbers inside. Data arrive with `view.data(name)`, so that it is compiled once. */
export function pageSpec(): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    // sizes that `view.width/height` set, no padding of Vega's own
    ...{ width: 400, height: 200, autosize: { type: 'none' }, padding: 0 },
    background: 'transparent',
    config: { view: { stroke: null }, font: panelTokens.font },
    ...pageLayers(panelTokens, name => ({ name }), ''),
  };
}
