import { html, nothing, type TemplateResult } from 'lit';
import type { UnrecordedView } from '../../src/protocol/directions.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';

/** A view whose series was not recorded: how it would be. */
export function unrecorded(missing: UnrecordedView, running: boolean, actions: PanelActions): TemplateResult {
  const { label, line, action } = missing;
  return html`<div class="empty unrecorded">
    <p>
      <b>${label}: not recorded by ${running ? 'this batch' : 'these runs'}.</b>
      To record ${missing.key}, write <code>${line}</code> into the file and run it again.
    </p>
    ${
      action
        ? html`<div class="go">
            ${actionButton(action.label, () => actions.intent(action.intent), { primary: true })}
          </div>`
        : nothing
    }
  </div>`;
}
