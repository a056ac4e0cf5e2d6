import type { ImagesChart, PageImage } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import type { ChartTokens } from '../tokens.ts';
import { shownOf } from './ownTable.ts';
import type { PageModel, RectMark, Stop } from './pageModel.ts';
import { words } from './xyModel.ts';

/** Side of an image, the gap to the next, and room of a line of words and of a letter in it. */
const SIDE = 56;
const GAP = 14;
const LINE = 14;
const LETTER = 6.3;
/** Images are drawn with no more cells than this a side: 56 pixels show no more. */
const MOST_CELLS = 28;
/** Steps of grey: neighbours of the same step are one rectangle. */
const STEP = 4;

interface Grid {
  readonly columns: number;
  /** Room of an image with its words. */
  readonly across: number;
  readonly down: number;
}

function gridOf({ groups }: ImagesChart, width: number): Grid {
  const lines = groups.flatMap(({ images }) => images.flatMap(image => image.lines));
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const tallest = groups
    .flatMap(({ images }) => images)
    .reduce((most, image) => Math.max(most, image.lines.length), 0);
  const wide = Math.max(SIDE, longest * LETTER) + GAP;
  const columns = Math.max(1, Math.floor(width / wide));
  return { columns, across: width / columns, down: SIDE + tallest * LINE + GAP };
}

/** Height of the rows that the largest group needs. */
export function imagesHeight(chart: ImagesChart, width: number): number {
  const { columns, down } = gridOf(chart, width);
  const most = chart.groups.reduce((largest, { images }) => Math.max(largest, images.length), 1);
  return Math.ceil(most / columns) * down;
}

/** Images side by side, each in a frame with its words below. */
export function imagesModel(
  chart: ImagesChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const group = shownOf(chart.groups, selected);
  const { columns, across, down } = gridOf(chart, size.width);
  const placed = (group?.images ?? []).map((image, i) => {
    const left = (i % columns) * across + (across - SIDE) / 2;
    const top = Math.floor(i / columns) * down + 2;
    return { image, left, top };
  });
  const head = group === undefined || group.variant === null ? '' : `${group.name}; `;
  return {
    ...words(chart),
    caption: head + chart.caption,
    size,
    xTitle: '',
    ...{ rules: [], ticks: [], floor: null, selected: [] },
    rects: placed.flatMap(({ image, left, top }) => [
      ...cellsOf(image, left, top),
      {
        ...{ x: left - 0.5, x2: left + SIDE + 0.5, y: top - 0.5, y2: top + SIDE + 0.5 },
        ...{ fill: tokens.background, fillOpacity: 0, stroke: tokens.axis, strokeWidth: 1 },
      },
    ]),
    ...{ paths: [], theory: [], marks: [], plates: [] },
    labels: placed.flatMap(({ image, left, top }) =>
      image.lines.map((text, line): ChartLabel => ({
        ...{ px: left + SIDE / 2, py: top + SIDE + 9 + line * LINE, text, colour: tokens.foreground },
        align: 'center',
      })),
    ),
    categories: [],
    scale: null,
    stops: placed.map(({ image, left, top }): Stop => ({
      box: { left: left - 3, right: left + SIDE + 3, top: top - 3, bottom: top + SIDE + 3 },
      words: image.words,
      variant: null,
    })),
  };
}

/** The pixels as rectangles, averaged to at most `MOST_CELLS` a side, those of one colour in a row joined. */
function cellsOf(image: PageImage, left: number, top: number): RectMark[] {
  const pool = Math.max(1, Math.ceil(Math.max(image.rows, image.columns) / MOST_CELLS));
  const [rows, columns] = [Math.ceil(image.rows / pool), Math.ceil(image.columns / pool)];
  const [across, down] = [SIDE / columns, SIDE / rows];
  const rects: RectMark[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns;) {
      const fill = colourOf(image, row, column, pool);
      let end = column + 1;
      while (end < columns && colourOf(image, row, end, pool) === fill) end++;
      rects.push({
        // half a pixel more, so that nothing shines through between neighbours
        ...{ x: left + column * across, x2: Math.min(left + SIDE, left + end * across + 0.5) },
        ...{ y: top + row * down, y2: Math.min(top + SIDE, top + (row + 1) * down + 0.5) },
        ...{ fill, fillOpacity: 1, stroke: 'none', strokeWidth: 0 },
      });
      column = end;
    }
  return rects;
}

/** The mean colour of a square of pixels, in steps. */
function colourOf(image: PageImage, row: number, column: number, pool: number): string {
  const { channels } = image;
  const levels = [0, 1, 2].map(channel => {
    const values: number[] = [];
    for (let i = row * pool; i < Math.min(image.rows, (row + 1) * pool); i++)
      for (let j = column * pool; j < Math.min(image.columns, (column + 1) * pool); j++)
        values.push(byteAt(image, Math.min(channel, channels - 1), i, j));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.min(255, Math.round(mean / STEP) * STEP);
  });
  return `rgb(${levels.join(', ')})`;
}

function byteAt({ rows, columns, pixels }: PageImage, channel: number, row: number, column: number): number {
  const at = 2 * ((channel * rows + row) * columns + column);
  return Number.parseInt(pixels.slice(at, at + 2), 16) || 0;
}
