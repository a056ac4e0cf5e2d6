import {
  floats,
  list,
  number,
  oneOf,
  optional,
  orNull,
  shape,
  tagged,
  text,
  flag,
  type Check,
} from './checks.ts';
import type { MatrixChart, PageChart, PageImage, PageLine } from './page.ts';
import { hasPixels } from './pixels.ts';

/** Guards of the figures that a kind gives. */

export const tone = oneOf('good', 'warning', 'bad', 'neutral');
const lineKind = oneOf('bound', 'prediction', 'observed');
const pair: Check = value => Array.isArray(value) && value.length === 2 && value.every(number);

const axisFields = {
  label: text,
  scale: oneOf('linear', 'log'),
  from: optional(number),
  to: optional(number),
  floor: optional(shape({ value: number, label: text })),
  ticks: optional(list(shape({ value: number, label: text }))),
};
const axis = shape(axisFields);
const closedAxis = shape({ ...axisFields, from: number, to: number });

const words = { key: text, title: text, caption: text, summary: text, wide: flag };
const category = shape({ key: text, label: text, tone });

const names = shape({ label: text, names: list(text) });
const imageFields = shape({
  ...{ rows: number, columns: number, channels: number, pixels: text },
  ...{ lines: list(text), words: text },
});
const image: Check = value => {
  if (!imageFields(value)) return false;
  const found = value as PageImage;
  return hasPixels(found, found.pixels);
};

const matrixFields = shape({
  ...words,
  ...{ rows: names, columns: names, unit: text },
  tables: list(shape({ name: text, variant: orNull(text), summary: text, counts: list(number) })),
});
/** Each table has a count for every pair of names. */
const matrix: Check = value => {
  if (!matrixFields(value)) return false;
  const { rows, columns, tables } = value as MatrixChart;
  return tables.every(({ counts }) => counts.length === rows.names.length * columns.names.length);
};

const lineShapes: Readonly<Record<PageLine['shape']['kind'], Check>> = {
  x: shape({ value: number }),
  y: shape({ value: number }),
  curve: shape({ points: list(pair) }),
};

const point = shape({
  ...{ x: number, y: number, spread: orNull(pair) },
  ...{ variant: orNull(text), tone, count: number, words: text },
});

const charts: Readonly<Record<PageChart['kind'], Check>> = {
  xy: shape({
    ...words,
    ...{ x: axis, y: axis },
    series: list(
      shape({
        name: text,
        variant: orNull(text),
        colour: orNull(number),
        dash: number,
        style: oneOf('line', 'points', 'both', 'bars'),
        aside: number,
        points: list(point),
      }),
    ),
    lines: list(shape({ kind: lineKind, label: text, shape: tagged('kind', lineShapes) })),
    categories: list(category),
  }),
  shares: shape({
    ...words,
    unit: text,
    categories: list(category),
    columns: shape({ label: text, names: list(text) }),
    lanes: list(text),
    bars: list(shape({ column: number, lane: number, variant: orNull(text), counts: list(number) })),
    lines: list(shape({ kind: lineKind, label: text, at: number })),
  }),
  strip: shape({
    ...words,
    value: axis,
    threshold: shape({ value: number, label: text }),
    rows: list(
      shape({
        name: text,
        variant: orNull(text),
        note: text,
        values: list(shape({ value: number, tone, words: text })),
      }),
    ),
    categories: list(category),
  }),
  heat: shape({
    ...words,
    ...{ x: closedAxis, y: closedAxis, value: axis },
    ...{ columns: number, rows: number, values: floats },
    basins: orNull(value => value instanceof Uint8Array),
    paths: list(shape({ name: text, variant: orNull(text), tone, pieces: list(list(number)) })),
    marks: list(shape({ x: number, y: number, tone, label: text, words: text })),
  }),
  matrix,
  images: shape({
    ...words,
    groups: list(shape({ name: text, variant: orNull(text), images: list(image) })),
  }),
  texts: shape({
    ...words,
    groups: list(
      shape({
        name: text,
        variant: orNull(text),
        texts: list(shape({ heading: text, text })),
      }),
    ),
  }),
};

/** Whether a page is one that the panel can draw. */
export const page: Check = shape({
  key: text,
  short: text,
  label: text,
  charts: list(tagged('kind', charts)),
  remarks: list(text),
});
