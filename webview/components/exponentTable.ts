import { html, nothing, type TemplateResult } from 'lit';
import type { SweepLook } from '../../src/charts/model/sweepModel.ts';
import { fixed } from '../../src/charts/numbers.ts';
import { seriesTitle } from '../../src/charts/seriesNames.ts';
import type { SweepFitView } from '../../src/protocol/sweep.ts';
import { icon } from '../icons.ts';

/** Fitted exponents beside the predicted ones, a row a group of cells. */
export function exponentTable(
  look: SweepLook,
  select: (variant: string) => void,
): TemplateResult | typeof nothing {
  const { fits, chosen, sweep, axis, series } = look;
  if (fits.every(({ fit, predicted }) => fit === null && predicted === null)) return nothing;
  const field = sweep.axes[axis]?.field ?? '';
  const deltas = fits.some(({ deltaW }) => deltaW !== null);
  const predictions = fits.some(({ predicted }) => predicted !== null);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Fitted exponents">
    <table class="legend exponents">
      <thead>
        <tr>
          <td colspan=${deltas ? 3 : 2}></td>
          <th scope="colgroup" class="columns" colspan=${predictions ? 3 : 1}>
            <i>exponent of ${seriesTitle(series).toLowerCase()} in ${field}</i>
          </th>
          ${predictions ? html`<td></td>` : nothing}
        </tr>
        <tr>
          <th scope="col" class="start">cells that share</th>
          ${deltas ? html`<th scope="col">δ_w</th>` : nothing}
          <th scope="col">fitted</th>
          <th scope="col" title="Least squares of log₁₀ of the end value on log₁₀ of the setting">
            fit ± 95 %
          </th>
          ${
            predictions
              ? html`<th scope="col">prediction</th>
                  <th scope="col" class="optional">difference</th>
                  <th scope="col" class="start remark">remark</th>`
              : nothing
          }
        </tr>
      </thead>
      <tbody>
        ${fits.map(
          each =>
            html`<tr class=${each === chosen ? 'selected' : ''} @click=${() => choose(each)}>
              <th scope="row" class="start">
                <button type="button" class="row" aria-pressed=${each === chosen ? 'true' : 'false'}>
                  ${each.name === '' ? 'all' : each.name}
                </button>
              </th>
              ${deltas ? html`<td>${each.deltaW === null ? '–' : fixed(each.deltaW)}</td>` : nothing}
              <td>${each.fit?.cells ?? 0}</td>
              <td>
                ${each.fit ? html`${fixed(each.fit.slope)} <span class="muted">± ${fixed(each.fit.half)}</span>` : '–'}
              </td>
              ${
                predictions
                  ? html`<td>${each.predicted ? fixed(each.predicted.value) : '–'}</td>
                      <td>
                        ${each.fit && each.predicted ? fixed(each.fit.slope - each.predicted.value) : '–'}
                      </td>
                      <td class="start remark">
                        ${each.remark?.severity === 'warning' ? icon('warning', 'warning') : nothing}${each.remark?.text ?? ''}
                      </td>`
                  : nothing
              }
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

  function choose({ variants }: SweepFitView): void {
    const middle = variants[Math.floor(variants.length / 2)];
    if (middle !== undefined) select(middle);
  }
}
