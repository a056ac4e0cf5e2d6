import type { TopLevelSpec } from 'vega-lite';
import { liveSpec } from '../liveSpec.ts';
import { panelTokens } from '../tokens.ts';
import { pageLayers } from './pageLayers.ts';

/** The spec of a live chart of a page: no numbers inside. Data arrive with `view.data(name)`, so that it is compiled once. */
export function pageSpec(): TopLevelSpec {
  return {
    ...liveSpec,
    ...pageLayers(panelTokens, name => ({ name }), ''),
  };
}
