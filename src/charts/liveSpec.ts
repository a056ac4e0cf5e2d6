import { panelTokens } from './tokens.ts';

/** What every live chart has in common: no numbers inside, sizes that `view.width/height` set, no padding of Vega's own. */
export const liveSpec = {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 400,
  height: 200,
  autosize: { type: 'none' },
  padding: 0,
  background: 'transparent',
  config: { view: { stroke: null }, font: panelTokens.font },
} as const;
