import type { PageText, TextsChart } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import type { ChartTokens } from '../tokens.ts';
import { shownOf } from './ownTable.ts';
import type { PageModel, Stop } from './pageModel.ts';
import { words } from './xyModel.ts';

/** Height of a line, room of a letter (a wide one has more than it takes), and between texts. */
const LINE = 16;
const LETTER = 6.6;
const GAP = 24;
/** Narrower than this, texts do not stand side by side. */
const LEAST = 260;

interface Grid {
  readonly columns: number;
  /** Room of a text. */
  readonly across: number;
  /** Letters of a line. */
  readonly letters: number;
}

function gridOf(count: number, width: number): Grid {
  const columns = Math.max(1, Math.min(count, Math.floor((width + GAP) / (LEAST + GAP))));
  const across = (width + GAP) / columns - GAP;
  return { columns, across, letters: Math.max(8, Math.floor(across / LETTER)) };
}

/** Height of the rows that the longest group needs. */
export function textsHeight({ groups }: TextsChart, width: number): number {
  return groups.reduce((most, { texts }) => Math.max(most, heightOf(texts, width)), LINE);
}

function heightOf(texts: readonly PageText[], width: number): number {
  return rowsOf(texts, gridOf(texts.length, width)).reduce((sum, { height }) => sum + height, 0);
}

/** Texts that stand side by side, wrapped, with the height of the longest. */
function rowsOf(texts: readonly PageText[], { columns, letters }: Grid) {
  const wrapped = texts.map(({ heading, text }) => ({ heading, text, lines: wrappedAt(text, letters) }));
  return Array.from({ length: Math.ceil(texts.length / columns) }, (_, row) => {
    const beside = wrapped.slice(row * columns, (row + 1) * columns);
    const most = beside.reduce((longest, { lines }) => Math.max(longest, lines.length), 0);
    return { beside, height: (most + 1) * LINE + GAP / 2 };
  });
}

/** Lines of at most so many letters, broken between words where there is a space in the last half. */
export function wrappedAt(text: string, letters: number): readonly string[] {
  return text.split('\n').flatMap(line => {
    const pieces: string[] = [];
    let rest = Array.from(line.trim());
    while (rest.length > letters) {
      const space = rest.lastIndexOf(' ', letters);
      const at = space > letters / 2 ? space : letters;
      pieces.push(rest.slice(0, at).join(''));
      rest = rest.slice(rest[at] === ' ' ? at + 1 : at);
    }
    return [...pieces, rest.join('')];
  });
}

/** Texts under their headings, side by side where there is room. */
export function textsModel(
  chart: TextsChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const group = shownOf(chart.groups, selected);
  const texts = group?.texts ?? [];
  const grid = gridOf(texts.length, size.width);
  const head = group === undefined || group.variant === null ? '' : `${group.name}; `;
  const labels: ChartLabel[] = [];
  const stops: Stop[] = [];
  let top = 0;
  for (const { beside, height } of rowsOf(texts, grid)) {
    beside.forEach(({ heading, text, lines }, column) => {
      const left = column * (grid.across + GAP);
      const label = (line: number, own: string, colour: string): ChartLabel => ({
        ...{ px: left, py: top + (line + 0.5) * LINE, text: own, colour, align: 'left' },
      });
      labels.push(label(0, heading, tokens.muted));
      lines.forEach((line, i) => labels.push(label(i + 1, line, tokens.foreground)));
      stops.push({
        box: { left: left - 4, right: left + grid.across + 4, top, bottom: top + (lines.length + 1) * LINE },
        words: `${heading}: ${text}`,
        variant: null,
      });
    });
    top += height;
  }
  return {
    ...words(chart),
    caption: head + chart.caption,
    size,
    xTitle: '',
    ...{ rules: [], ticks: [], floor: null, selected: [], rects: [] },
    ...{ paths: [], theory: [], marks: [], plates: [] },
    labels: labels.filter(({ text }) => text !== ''),
    categories: [],
    scale: null,
    stops,
  };
}
