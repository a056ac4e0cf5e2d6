import { html, nothing, type TemplateResult } from 'lit';
import { duration, grouped } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { RunRowView } from '../../src/protocol/runRows.ts';
import { icon } from '../icons.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';
import { percent } from './stateWords.ts';

/** Runs that take long, each to be cancelled by itself, and runs that failed, with the reason. */
export function runsTable(
  { runRows, state }: PanelView,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  const { rows, more, curable } = runRows;
  if (rows.length === 0) return nothing;
  const has = (wanted: RunRowView['state']) => rows.some(row => row.state === wanted);
  const what = [...(has('failed') ? ['that failed'] : []), ...(has('running') ? ['being computed'] : [])];
  return html`<section class="runs">
    <h2>
      Runs <span>${what.join(', ')}</span>
      ${
        curable && state !== 'running'
          ? actionButton('Run Failed Again', () => actions.intent({ type: 'resume' }), { small: true })
          : nothing
      }
    </h2>
    <div class="scroll" role="region" tabindex="0" aria-label="Runs">
      <table>
        <thead>
          <tr>
            <th scope="col" class="start">run</th>
            <th scope="col" class="start">state</th>
            <th scope="col" class="start">reason</th>
            <th scope="col"><span class="hidden">action</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(row => runRow(row, actions))}
        </tbody>
      </table>
    </div>
    ${more > 0 ? html`<p class="muted">${grouped(more)} more failed.</p>` : nothing}
  </section>`;
}

function runRow(row: RunRowView, actions: PanelActions): TemplateResult {
  const { run, name, fraction, seconds, reason } = row;
  const words =
    row.state === 'running'
      ? html`${icon('sync', 'plain')}${percent(fraction)} %${seconds === null ? '' : `, ${duration(seconds)}`}`
      : html`${icon('error', 'error')}failed`;
  return html`<tr>
    <th scope="row" class="start">${name}</th>
    <td class="start">${words}</td>
    <td class="start reason" title=${reason}>${reason}</td>
    <td>
      ${
        row.state === 'running'
          ? html`<vscode-button
              secondary
              class="small"
              aria-label="Cancel ${name}"
              @click=${() => actions.intent({ type: 'cancelRun', run })}
              >Cancel</vscode-button
            >`
          : nothing
      }
    </td>
  </tr>`;
}
