import { html, type TemplateResult } from 'lit';
import { countForeseen } from '../../src/charts/model/predictedModel.ts';
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
    <p>${words(view)}</p>
  </div>`;
}

/** What stands below: curves that theory predicts, or nothing. */
function words(view: PanelView): string {
  const variants = view.variants.length;
  const foreseen = countForeseen(view);
  if (foreseen === 0)
    return `Nothing is simulated yet. The curves of ${
      variants === 1 ? 'the run' : `the ${variants} variants below`
    } will be drawn here as they are computed.`;
  const some =
    foreseen < variants ? ` for ${foreseen} of the ${variants} variants of this file` : ' for this file';
  return (
    `Nothing is simulated yet. The ${variants === 1 ? 'curve below is' : 'curves below are'} what theory predicts${some}. ` +
    'They move as you edit. A random start is followed until noise takes over: theory has no level for its plateau.'
  );
}
