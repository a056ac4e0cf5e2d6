import { html, nothing, type TemplateResult } from 'lit';
import { cividis } from '../../src/charts/cividis.ts';
import type { PlotSize } from '../../src/charts/layout.ts';
import { cellValue, timeWords, type SweepLook } from '../../src/charts/model/sweepModel.ts';
import { fixed } from '../../src/charts/numbers.ts';
import { statisticName } from '../../src/charts/seriesNames.ts';
import type { SweepCellView } from '../../src/protocol/sweep.ts';
import { styled } from '../styled.ts';

/** Under this width a cell's number would not fit. */
const NUMBER_ROOM = 30;

/** Ends over two settings; a click on a cell selects its variant. Nothing where there is one axis alone. */
export function heatMap(
  look: SweepLook,
  selected: string,
  size: PlotSize,
  select: (variant: string) => void,
): TemplateResult | typeof nothing {
  const { sweep, axis, series, chosen } = look;
  const other = sweep.axes.findIndex((_, i) => i !== axis);
  const [across, down] = [sweep.axes[axis], sweep.axes[other]];
  if (!across || !down) return nothing;
  const cells = layerOf(look, selected, [axis, other]);
  const values = cells.map(cell => cellValue(cell, series)).filter(value => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rows = [...down.values].reverse();
  const width = (size.width + size.padding.right - 6) / across.values.length;
  const step = Math.max(1, Math.ceil(44 / width));
  return html`<section class="figure heat">
    <h2>
      ${statisticName(series)} ${timeWords(sweep)}
      <span>${across.field} × ${down.field}; dark is ${chosen ? 'lower' : 'low'}, outlined is selected</span>
    </h2>
    <div class="heatplot">
      <table
        aria-label="${statisticName(series)} over ${across.field} and ${down.field}"
        ${styled({ height: `${size.height + size.padding.top}px` })}
      >
        <thead>
          <tr>
            <th scope="col" class="corner">${down.field}</th>
            ${across.labels.map(label => html`<th scope="col"><span class="hidden">${label}</span></th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            value =>
              html`<tr>
                <th scope="row">${down.labels[down.values.indexOf(value)]}</th>
                ${across.values.map(at => entry(cells.find(cell => cell.at[axis] === at && cell.at[other] === value)))}
              </tr>`,
          )}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td></td>
            ${across.labels.map((label, i) => html`<td>${i % step === 0 ? label : ''}</td>`)}
          </tr>
        </tfoot>
      </table>
    </div>
    <div class="heatunit" aria-hidden="true">${across.field}</div>
  </section>`;

  function entry(cell: SweepCellView | undefined): TemplateResult {
    const value = cell && cellValue(cell, series);
    if (!cell || value === null || value === undefined) return html`<td class="none">–</td>`;
    const { fill, text } = cividis(high > low ? (value - low) / (high - low) : 0.5);
    const isSelected = cell.variant === selected;
    return html`<td>
      <button
        type="button"
        class=${isSelected ? 'selected' : ''}
        aria-pressed=${isSelected ? 'true' : 'false'}
        aria-label=${fixed(value, 1)}
        ${styled({ background: fill, color: text })}
        @click=${() => select(cell.variant)}
      >
        ${width >= NUMBER_ROOM ? fixed(value, 1) : nothing}
      </button>
    </td>`;
  }
}

/** With more settings than two: the cells that share the others with the selected one. */
function layerOf(
  { sweep, fits }: SweepLook,
  selected: string,
  plane: readonly number[],
): readonly SweepCellView[] {
  const chosen = sweep.cells.find(cell => cell.variant === selected) ?? sweep.cells[0];
  const known = new Set(fits.flatMap(({ variants }) => variants));
  const layer = sweep.cells.filter(
    cell =>
      known.has(cell.variant) &&
      cell.at.every((value, i) => plane.includes(i) || Object.is(value, chosen?.at[i])),
  );
  const seen = new Set<string>();
  // words that differ too: the selected variant's come first
  return [...layer]
    .sort((a, b) => Number(b.variant === selected) - Number(a.variant === selected))
    .filter(cell => {
      const key = plane.map(i => cell.at[i]).join(' ');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
