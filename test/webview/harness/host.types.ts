import type { FromPanel, PanelView, ToPanel } from '../../../src/protocol/panel.ts';
import type { ViewName } from '../fixtures/views.ts';

/** What a test can do to the page under test: play the host. */
export interface Harness {
  readonly posted: FromPanel[];
  send(message: ToPanel): void;
  show(name: ViewName): void;
  /** Figure 1 as far as it has come at time t. */
  runTo(t: number): void;
  view: PanelView;
  answerLines: boolean;
  /** A message that is ready to be passed on. */
  next: MessageEvent | null;
  /** Milliseconds from the beginning of the panel's script to the frame that has all charts; NaN before. */
  firstPaint: number;
}

declare global {
  interface Window {
    harness: Harness;
    acquireVsCodeApi: () => unknown;
  }
}
