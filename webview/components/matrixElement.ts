import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { MatrixCell, MatrixGrid } from '../../src/charts/model/matrixGrid.ts';
import { styled } from '../styled.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

const MOVES: Readonly<Record<string, Place>> = {
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
};

/** A matrix as coloured cells, one stop for Tab: arrows move between entries, and the entry in focus or under the pointer is read out below. */
export class MatrixElement extends LitElement {
  static override properties = {
    grid: { attribute: false },
    name: { attribute: false },
    focused: { state: true },
    pointed: { state: true },
  };

  declare grid: MatrixGrid | null;
  /** Accessible name of the table. */
  declare name: string;
  /** The entry that Tab reaches. */
  declare focused: Place;
  declare pointed: Place | null;

  constructor() {
    super();
    this.grid = null;
    this.name = '';
    this.focused = { row: 0, column: 0 };
    this.pointed = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { grid } = this;
    if (!grid) return nothing;
    const read = this.pointed ?? this.#within(this.focused);
    return html`<table
        role="grid"
        aria-label=${this.name}
        @keydown=${this.#key}
        @pointerleave=${() => (this.pointed = null)}
      >
        <thead>
          <tr>
            <td></td>
            ${grid.columns.map(name => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${grid.cells.map(
            (cells, row) =>
              html`<tr>
                <th scope="row">${grid.rows[row]}</th>
                ${cells.map((cell, column) => this.#cell(cell, { row, column }, read))}
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="entry" aria-hidden="true">${grid.cells[read.row]?.[read.column]?.words ?? '–'}</p>`;
  }

  #cell(cell: MatrixCell | null, place: Place, read: Place): TemplateResult {
    const { row, column } = this.#within(this.focused);
    const isStop = place.row === row && place.column === column;
    const isRead = place.row === read.row && place.column === read.column;
    return html`<td
      class=${isRead ? 'read' : ''}
      tabindex=${isStop ? 0 : -1}
      ${styled(cell ? { background: cell.fill, color: cell.ink } : {})}
      @pointerenter=${() => (this.pointed = place)}
      @focus=${() => (this.focused = place)}
    >
      <span aria-hidden="true">${cell?.text ?? '–'}</span
      ><span class="hidden">${cell?.words ?? 'undefined'}</span>
    </td>`;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const move = Object.hasOwn(MOVES, event.key) ? MOVES[event.key] : undefined;
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const { row, column } = this.#within(this.focused);
    this.pointed = null;
    this.focused = this.#within({ row: row + move.row, column: column + move.column });
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('td[tabindex="0"]')?.focus());
  };

  /** Another matrix may be smaller. */
  #within({ row, column }: Place): Place {
    const last = (this.grid?.rows.length ?? 1) - 1;
    const clamp = (value: number) => Math.max(0, Math.min(last, value));
    return { row: clamp(row), column: clamp(column) };
  }
}

customElements.define('lora-matrix', MatrixElement);
