import { html, type TemplateResult } from 'lit';
import { recordHeads, recordsOf, type PageRecord } from '../../src/charts/page/pageRecords.ts';
import { plain } from '../../src/charts/numbers.ts';
import type { PageChart, PageView } from '../../src/protocol/page.ts';

const COLUMNS = [
  'item',
  'x',
  'y',
  'low',
  'high',
  'count',
  'words',
] as const satisfies readonly (keyof PageRecord)[];

/** The charts of a page as tables: one a chart, with the columns that something fills. */
export function pageTables({ charts }: PageView): TemplateResult {
  return html`${charts.map(chartTable)}`;
}

function chartTable(chart: PageChart): TemplateResult {
  const records = recordsOf(chart, false);
  const heads = recordHeads(chart);
  const columns = COLUMNS.filter(column =>
    records.some(record => record[column] !== null && record[column] !== ''),
  );
  return html`<section class="twin">
    <h2>${chart.title} <span>${chart.caption}</span></h2>
    <p class="reading muted">${chart.summary}</p>
    <div class="scroll tall" role="region" tabindex="0" aria-label="${chart.title} as a table">
      <table>
        <thead>
          <tr>
            ${columns.map(column => html`<th scope="col" class=${isText(column) ? 'start' : ''}>${heads[column]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${records.map(
            record =>
              html`<tr>
                ${columns.map(column => html`<td class=${isText(column) ? 'start' : ''}>${cell(record[column])}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function isText(column: keyof PageRecord): boolean {
  return column === 'item' || column === 'words';
}

function cell(value: PageRecord[keyof PageRecord]): string {
  return typeof value === 'number' ? plain(value, 5) : (value ?? '');
}
