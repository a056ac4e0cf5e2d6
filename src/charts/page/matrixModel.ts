import type { MatrixChart } from '../../protocol/page.ts';
import { cividis } from '../cividis.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { plain } from '../numbers.ts';
import type { ChartTokens } from '../tokens.ts';
import { shownOf } from './ownTable.ts';
import { footWords } from './pageFrame.ts';
import type { PageModel, RectMark, Stop } from './pageModel.ts';
import { words } from './xyModel.ts';

/** Room of a digit, and of a letter of a name. */
const DIGIT = 6.5;
const LETTER = 6.3;
const LINE = 14;
const MOST_HEIGHT = 330;

/** Height of a table of so many rows: cells no higher than wide, with room for a line of text where that can be had. */
export function matrixHeight(rows: number, width: number): number {
  return Math.round(Math.min(MOST_HEIGHT, Math.max(200, Math.min(width, rows * 30))));
}

/** Counts in their cells, coloured by the root of their share of the row: few among many shall be seen. */
export function matrixModel(
  chart: MatrixChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const { width, height } = size;
  const table = shownOf(chart.tables, selected);
  const columns = chart.columns.names.length;
  const rows = chart.rows.names.length;
  const [across, down] = [width / Math.max(1, columns), height / Math.max(1, rows)];
  const cells = (table?.counts ?? []).map((count, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const total = sumOf(table?.counts.slice(row * columns, (row + 1) * columns) ?? []);
    const box = {
      left: column * across,
      right: (column + 1) * across,
      top: row * down,
      bottom: (row + 1) * down,
    };
    const share = total > 0 ? count / total : 0;
    return { row, column, count, total, share, box, colour: cividis(Math.sqrt(share)) };
  });
  const head = table === undefined || table.variant === null ? '' : `${table.name}; `;
  return {
    ...words(chart),
    caption: head + chart.caption,
    summary: table?.summary ?? chart.summary,
    size,
    xTitle: chart.columns.label,
    rules: [],
    ticks: [
      ...nameEvery(chart.rows.names, down, () => LINE).map(({ text, at }): ChartLabel => ({
        ...{ px: -6, py: (at + 0.5) * down, text: cut(text, size.padding.left - 10), colour: tokens.muted },
        align: 'right',
      })),
      ...footNames(chart.columns.names, across, height, tokens),
      // among the ticks: words in the chart have an edge in the colour of the page, which cells have their own words for
      ...cells
        .filter(({ count }) => count > 0 && down >= LINE && across >= DIGIT * plain(count).length + 3)
        .map(({ count, box, colour }): ChartLabel => ({
          ...{ px: (box.left + box.right) / 2, py: (box.top + box.bottom) / 2 },
          ...{ text: plain(count), colour: colour.text, align: 'center' },
        })),
    ],
    floor: null,
    selected: [],
    rects: cells.map(({ box, colour }): RectMark => ({
      ...{ x: box.left, x2: box.right, y: box.top, y2: box.bottom },
      ...{ fill: colour.fill, fillOpacity: 1, stroke: tokens.background, strokeWidth: across < 8 ? 0 : 1 },
    })),
    paths: [],
    theory: [],
    marks: [],
    plates: [],
    labels: [],
    categories: [],
    scale: { label: `share of the ${chart.rows.label}`, low: '0 %', high: '100 %' },
    stops: cells.map(({ row, column, count, total, share, box }): Stop => ({
      box,
      words:
        `${chart.rows.label} ${chart.rows.names[row] ?? ''}, ${chart.columns.label} ${chart.columns.names[column] ?? ''}: ` +
        `${plain(count)} of ${plain(total)} ${chart.unit} (${plain(100 * share, 3)} %)`,
      variant: null,
    })),
  };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Names that have room, in even steps. */
function nameEvery(
  names: readonly string[],
  step: number,
  roomOf: (name: string) => number,
): readonly { readonly text: string; readonly at: number }[] {
  const room = names.reduce((most, name) => Math.max(most, roomOf(name)), 0);
  const every = [1, 2, 5, 10, 20, 50].find(n => n * step >= room) ?? 100;
  return names.map((text, at) => ({ text, at })).filter(({ at }) => at % every === 0);
}

/** Names below the columns, their first letters where they are words; every word stands in full at the left. */
function footNames(
  names: readonly string[],
  across: number,
  height: number,
  tokens: ChartTokens,
): readonly ChartLabel[] {
  const letters = Math.max(3, Math.floor((across - 2) / LETTER));
  const short = names.map(name => (name.length <= letters ? name : name.slice(0, letters).trim()));
  const shown = nameEvery(short, across, name => LETTER * name.length + 2);
  const ticks = {
    values: shown.map(({ at }) => (at + 0.5) * across),
    labels: shown.map(({ text }) => text),
  };
  return footWords(ticks, height, tokens);
}

function cut(text: string, room: number): string {
  const letters = Math.max(2, Math.floor(room / LETTER));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
