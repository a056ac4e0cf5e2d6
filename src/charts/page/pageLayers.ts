import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/unit.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/layer.js';
import type { ChartTokens } from '../tokens.ts';
import type { PageModel } from './pageModel.ts';

type Unit = UnitSpec<Field>;

/** Names of a page chart’s data sets, from back to front. */
export const PAGE_DATASETS = [
  'selected',
  'rules',
  'theory',
  'rects',
  'paths',
  'marks',
  'plates',
  'labels',
  'ticks',
] as const;
export type PageDataset = (typeof PAGE_DATASETS)[number];

const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null, axis: null });
const literal = (field: string) => ({ field, type: 'nominal' as const, scale: null, legend: null });
const amount = (field: string) => ({ field, type: 'quantitative' as const, scale: null, legend: null });

/** The layers of any chart of a page. Everything is placed in pixels, so there is no scale and no axis. */
export function pageLayers(
  tokens: ChartTokens,
  data: (name: PageDataset) => NonNullable<Unit['data']>,
  prefix: string,
): LayerSpec<Field> {
  const unit = (name: PageDataset, rest: Omit<Unit, 'name' | 'data'>): Unit => ({
    ...{ name: prefix + name, data: data(name) },
    ...rest,
  });
  const box = { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } };
  const area = {
    ...box,
    fill: literal('fill'),
    fillOpacity: amount('fillOpacity'),
    stroke: literal('stroke'),
    strokeWidth: amount('strokeWidth'),
  };
  const paths = (name: PageDataset, cap: 'butt' | 'round') =>
    unit(name, {
      mark: {
        type: 'line',
        clip: name === 'paths' || name === 'theory',
        strokeJoin: 'round',
        strokeCap: cap,
        order: false,
      },
      encoding: {
        ...{ x: pixels('x'), y: pixels('y'), detail: { field: 'id', type: 'nominal' } },
        ...{ stroke: literal('stroke'), strokeDash: literal('dash') },
        ...{ strokeWidth: amount('width'), strokeOpacity: amount('opacity') },
      },
    });
  return {
    layer: [
      unit('selected', { mark: { type: 'rect', fill: tokens.shade, opacity: 1 }, encoding: box }),
      paths('rules', 'butt'),
      paths('theory', 'round'),
      unit('rects', { mark: { type: 'rect', opacity: 1 }, encoding: area }),
      paths('paths', 'butt'),
      unit('marks', {
        mark: { type: 'point', filled: false, opacity: 1, strokeWidth: 1.5 },
        encoding: {
          ...{ x: pixels('x'), y: pixels('y'), size: amount('size'), shape: literal('shape') },
          ...{ fill: literal('fill'), stroke: literal('stroke') },
        },
      }),
      unit('plates', { mark: { type: 'rect', opacity: 1 }, encoding: area }),
      ...words('labels', data, prefix),
      ...words('ticks', data, prefix),
    ],
  };
}

function words(
  name: PageDataset,
  data: (name: PageDataset) => NonNullable<Unit['data']>,
  prefix: string,
): Unit[] {
  return (['left', 'center', 'right'] as const).map(align => ({
    name: `${prefix}${name}_${align}`,
    data: data(name),
    transform: [{ filter: `datum.align === '${align}'` }],
    mark: { type: 'text', align, baseline: 'middle', fontSize: 11, clip: false },
    encoding: {
      ...{ x: pixels('px'), y: pixels('py') },
      ...{ text: { field: 'text', type: 'nominal' }, color: literal('colour') },
    },
  }));
}

/** The data sets of a chart. */
export function pageData(model: PageModel): Readonly<Record<PageDataset, readonly object[]>> {
  const { rules, rects, paths, theory, marks, plates, labels, ticks } = model;
  const selected = model.selected.map(({ left, right, top, bottom }) => ({
    x: left,
    x2: right,
    y: top,
    y2: bottom,
  }));
  return { selected, rules, rects, paths, theory, marks, plates, labels, ticks };
}
