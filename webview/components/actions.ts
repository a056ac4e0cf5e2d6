import type { FigureWidth } from '../../src/charts/figureSheets.ts';
import type { PanelIntent } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { Pointed } from '../charts/pointed.ts';
import type { Values } from '../whatIf.ts';

/** A file that the page makes of what is shown. */
export type ExportRequest =
  | { readonly kind: 'svg' | 'json'; readonly width: FigureWidth }
  | { readonly kind: 'png'; readonly width: FigureWidth; readonly dpi: number }
  | { readonly kind: 'csv' };

/** What the parts of the panel may ask of it. */
export interface PanelActions {
  intent(intent: PanelIntent): void;
  look(state: ViewState): void;
  export(request: ExportRequest): void;
  /** Another line is pointed at, or none. */
  point(line: Pointed | null): void;
  /** Asks what would happen with these values of settings; none are those of the file. */
  ask(values: Values): void;
}
