import type { ViewState } from '../protocol/viewState.ts';

/** How a batch is looked at before the reader changes anything. */
export const defaultViewState: ViewState = {
  y: 'log',
  time: 't',
  mode: 'bands',
  hidden: [],
  selected: null,
  overlays: [],
  zoom: { x: null, y: {} },
  table: false,
};
