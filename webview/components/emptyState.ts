import { html, type TemplateResult } from 'lit';
import { grouped } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import { icon } from '../icons.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';

/** Before the first run: what will be run, and the button that does it. */
export function emptyState(view: PanelView, actions: PanelActions): TemplateResult {
  const { total } = view.runs;
  const label = total === 1 ? 'Run' : `Run ${grouped(total)} Runs`;
  const key = navigator.platform.startsWith('Mac') ? '⌘ Enter' : 'Ctrl+Enter';
  return html`<div class="empty">
    <div class="go">
      ${actionButton(label, () => actions.intent({ type: 'run' }), { primary: true, icon: icon('play') })}
      <kbd>${key}</kbd>
    </div>
    <p>
      Nothing is simulated yet. Loss, alignment and phases of
      ${view.variants.length === 1 ? 'the run' : `the ${view.variants.length} variants below`} will be drawn
      here as they are computed.
    </p>
  </div>`;
}
