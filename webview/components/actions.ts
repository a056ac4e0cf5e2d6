import type { PanelIntent, ViewState } from '../../src/protocol/panel.ts';

export type ExportKind = 'svg' | 'png' | 'csv';

/** What the parts of the panel may ask of it. */
export interface PanelActions {
  intent(intent: PanelIntent): void;
  look(state: ViewState): void;
  export(kind: ExportKind): void;
}
