import { html, nothing, type TemplateResult } from 'lit';
import { styled } from '../styled.ts';

/** More rows than this scroll in a box of their own, and only those in view are made. */
const LONG = 40;
/** Height of a row, and rows of the box (style.css). */
const ROW = 22;
const IN_VIEW = 18;
/** Rows made above and below those in view, so that scrolling shows no gap. */
const MARGIN = 8;

/** The rows of a table that are made where it is scrolled so far, and how much room the others take. */
export function rowsInView<T>(
  all: readonly T[],
  top: number,
): { readonly above: number; readonly rows: readonly T[]; readonly below: number; readonly long: boolean } {
  if (all.length <= LONG) return { above: 0, rows: all, below: 0, long: false };
  const first = Math.floor(top / ROW) - MARGIN;
  const from = Math.max(0, Math.min(first, all.length - IN_VIEW));
  const rows = all.slice(from, from + IN_VIEW + 2 * MARGIN);
  return { above: ROW * from, rows, below: ROW * (all.length - from - rows.length), long: true };
}

/** The room of rows that are not made. */
export function spacer(height: number): TemplateResult | typeof nothing {
  if (height === 0) return nothing;
  return html`<tr class="spacer" aria-hidden="true">
    <td ${styled({ height: `${height}px` })}></td>
  </tr>`;
}
