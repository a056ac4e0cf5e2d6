import { html, type TemplateResult } from 'lit';
import type { NoteView, PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import { areExplained } from '../looking.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';

/** What the runs show; what only informs where the reader wants it, or something is wrong anyway. */
export function diagnosisNotes(
  { notes: others, diagnosis }: PanelView,
  look: ViewState,
): readonly NoteView[] {
  const open = areExplained(others, diagnosis, look);
  return diagnosis.notes.filter(({ severity }) => open || severity !== 'info');
}

/** What happened, why, and what to do about it. */
export function notes(list: readonly NoteView[], actions: PanelActions): TemplateResult[] {
  return list.map(
    note =>
      html`<section
        class="note ${note.severity}"
        role=${note.severity === 'error' ? 'alert' : 'note'}
        aria-label=${note.title}
      >
        ${icon(note.severity, note.severity)}
        <div>
          <b>${note.title}</b>
          ${note.detail === '' ? '' : html`<p>${withCode(note.detail)}</p>`}
          ${
            note.actions.length === 0
              ? ''
              : html`<div class="buttons">
                  ${note.actions.map(({ label, intent }, i) =>
                    actionButton(label, () => actions.intent(intent), {
                      small: true,
                      primary: i === 0 && note.severity !== 'info',
                    }),
                  )}
                </div>`
          }
        </div>
      </section>`,
  );
}

/** Text between backticks as code. */
function withCode(text: string): (string | TemplateResult)[] {
  return text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}
