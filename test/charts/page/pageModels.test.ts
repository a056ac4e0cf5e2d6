import { describe, expect, test } from 'vitest';
import { boxOf, type Box } from '../../../src/charts/model/freeSpace.ts';
import { chartModelOf } from '../../../src/charts/page/chartModelOf.ts';
import { pageRows } from '../../../src/charts/page/pageLayout.ts';
import type { PageModel } from '../../../src/charts/page/pageModel.ts';
import { figureTokens, panelTokens } from '../../../src/charts/tokens.ts';
import type {
  HeatChart,
  ImagesChart,
  MatrixChart,
  PageChart,
  PageView,
  SharesChart,
  XyChart,
} from '../../../src/protocol/page.ts';
import { charts, page } from '../../webview/fixtures/pages.ts';
import { ranks } from '../../webview/fixtures/ntk.ts';

const views: readonly PageView[] = [page, ...ranks().pages];
const size = { width: 300, height: 200, padding: { left: 40, right: 10, top: 8, bottom: 40 }, narrow: false };
const modelOf = (chart: PageChart, selected: string | null = null) =>
  chartModelOf(chart, size, panelTokens, selected);

function models(width: number): PageModel[] {
  return views
    .flatMap(view => pageRows(view, width).flat())
    .map(each => chartModelOf(each.chart, each.size, panelTokens, null));
}

const xy = charts[0] as XyChart;
const shares = charts[1] as SharesChart;
const heat = charts[3] as HeatChart;
const matrix = charts[4] as MatrixChart;
const images = charts[5] as ImagesChart;

describe('every chart at every width', () => {
  test.each([980, 640, 480])('places everything with finite numbers: %i px', width => {
    for (const model of models(width)) {
      const numbers = [
        ...[...model.rules, ...model.paths, ...model.theory, ...model.marks].flatMap(({ x, y }) => [x, y]),
        ...[...model.rects, ...model.plates].flatMap(({ x, x2, y, y2 }) => [x, x2, y, y2]),
        ...[...model.labels, ...model.ticks].flatMap(({ px, py }) => [px, py]),
      ];
      expect(
        numbers.filter(value => !Number.isFinite(value)),
        model.key,
      ).toEqual([]);
      expect(model.size.width).toBeGreaterThan(100);
    }
  });

  test.each([980, 640])('words lie on no other words and inside the chart: %i px', width => {
    for (const {
      key,
      labels,
      ticks,
      size: { width: wide, height, padding },
    } of models(width)) {
      const words = [...labels, ...ticks]
        .filter(({ text }) => text !== '')
        .map(label => ({ text: label.text, box: boxOf(label) }));
      words.forEach(({ text, box }, i) => {
        expect(box.left, `${key}: ${text}`).toBeGreaterThanOrEqual(-padding.left - 2);
        expect(box.right, `${key}: ${text}`).toBeLessThanOrEqual(wide + padding.right + 2);
        expect(box.bottom, `${key}: ${text}`).toBeLessThanOrEqual(height + padding.bottom);
        for (const other of words.slice(i + 1))
          expect(overlap(box, other.box), `${key}: ${text} × ${other.text}`).toBe(false);
      });
    }
  });

  test('says in words what there is to see, and every stop does', () => {
    for (const { summary, stops, key } of models(980)) {
      expect(summary, key).not.toBe('');
      expect(stops.length, key).toBeGreaterThan(0);
      for (const { words } of stops) expect(words, key).toMatch(/\S/);
    }
  });
});

function overlap(a: Box, b: Box): boolean {
  return (
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
  );
}

describe('points and lines', () => {
  const points = [1e-16, 0, 1e-3].map((y, i) => ({ ...xy.series[0]!.points[0]!, x: i + 1, y, spread: null }));
  const chart: XyChart = { ...xy, lines: [], series: [{ ...xy.series[0]!, points }] };

  test('zero and what is below the floor lie in a band that says so', () => {
    const { floor, marks, ticks } = modelOf(chart);
    expect(ticks.map(({ text }) => text)).toContain('≤ 10⁻¹⁴');
    for (const mark of marks.slice(0, 2)) expect(mark.y).toBeGreaterThan(floor!.top);
    expect(marks[2]!.y).toBeLessThan(floor!.top);
    const above = { ...chart, series: [{ ...chart.series[0]!, points: points.slice(2) }] };
    expect(modelOf(above).floor).toBeNull();
  });

  test('a tone is a shape, too, and a filling', () => {
    const looks = (['good', 'warning', 'bad', 'neutral'] as const).map(tone => {
      const { marks } = modelOf({
        ...chart,
        series: [{ ...chart.series[0]!, points: [{ ...points[2]!, tone }] }],
      });
      return marks[0]!.shape;
    });
    expect(new Set(looks.slice(0, 3)).size).toBe(3);
  });

  test('points grow with the number of runs they stand for', () => {
    const many = points.map((point, i) => ({ ...point, y: 0.1, count: [1, 5, 9][i]! }));
    const areas = modelOf({ ...chart, series: [{ ...chart.series[0]!, points: many }] }).marks.map(
      mark => mark.size,
    );
    expect(areas[1]! - areas[0]!).toBeCloseTo(areas[2]! - areas[1]!, 9);
    expect(areas[1]).toBeGreaterThan(areas[0]!);
  });

  test('what belongs to one variant is drawn while it is selected, else that of the first', () => {
    const series = ['r1', 'r2'].map((variant, i) => ({
      ...chart.series[0]!,
      name: variant,
      variant,
      points: points.slice(i),
    }));
    const counts = ['r1', 'r2', 'r3'].map(selected => modelOf({ ...chart, series }, selected).marks.length);
    expect(counts).toEqual([3, 2, 3]);
    expect(modelOf({ ...chart, series }, 'r2').caption).toBe('r2; caption');
  });

  test('reference lines name their kind first and are drawn as theory is', () => {
    const { theory, labels } = modelOf(xy);
    expect(labels.map(({ text }) => text)).toContain('bound: threshold');
    expect(theory.find(({ id }) => id === 'line0')?.dash).toEqual([9, 3, 1.5, 3]);
  });
});

describe('shares', () => {
  test('fill their bar, and their counts stand in them', () => {
    const two = {
      ...shares,
      categories: [...shares.categories, { key: 'b', label: 'spurious', tone: 'bad' as const }],
    };
    const { rects, labels, stops } = modelOf({ ...two, bars: [{ ...shares.bars[0]!, counts: [12, 4] }] });
    const [good, bad] = rects.map(({ y, y2 }) => y2 - y);
    expect(good! + 1).toBeCloseTo(3 * (bad! + 1), 6);
    expect(labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['12', '4']));
    expect(stops[0]!.words).toBe('rank r = 1: 12 global, 4 spurious of 16 starts');
  });

  test('before anything has ended there is no bar, and that is said', () => {
    const { rects, stops } = modelOf({ ...shares, bars: [{ ...shares.bars[0]!, counts: [0] }] });
    expect(rects).toEqual([]);
    expect(stops[0]!.words).toContain('none ended yet');
  });
});

describe('maps', () => {
  test('cells of one colour that touch are one rectangle; the border of basins is drawn between them', () => {
    const flat = {
      ...heat,
      values: Float64Array.of(0, 0, 0, 1),
      columns: 4,
      basins: Uint8Array.of(0, 0, 1, 1),
    };
    const { rects, paths } = modelOf(flat);
    expect(rects).toHaveLength(2);
    const border = paths.filter(({ id }) => id.startsWith('border'));
    expect(border.map(({ x }) => x)).toEqual([150, 150]);
  });

  test('a path in two pieces is broken where it leaves the map', () => {
    const paths = [
      {
        ...heat.paths[0]!,
        pieces: [
          [0, 0, 1, 0.2],
          [0, 0.2, 0.5, 0.5],
        ],
      },
    ];
    const ids = modelOf({ ...heat, paths }).paths.map(({ id }) => id);
    expect(ids.filter(id => /^path0\.\d$/.test(id))).toEqual(['path0.0', 'path0.0', 'path0.1', 'path0.1']);
  });

  test('of the selected variant alone are the paths, where it has any', () => {
    const paths = ['r1', 'r2', 'r2'].map(variant => ({ ...heat.paths[0]!, variant }));
    const count = (selected: string | null) =>
      new Set(
        modelOf({ ...heat, paths }, selected)
          .paths.map(({ id }) => id)
          .filter(id => /^path\d+\.0$/.test(id)),
      ).size;
    expect([count('r2'), count('r9'), count(null)]).toEqual([2, 3, 3]);
  });
});

describe('tables of counts', () => {
  test('every cell says how many, of how many; empty ones are coloured without a number', () => {
    const { ticks, rects, stops } = modelOf(matrix);
    expect(ticks.map(({ text }) => text)).toEqual(['cat', 'dog', 'cat', 'dog', '9', '1', '10']);
    expect(rects).toHaveLength(4);
    expect(stops[1]!.words).toBe('true class cat, said dog: 1 of 10 examples (10 %)');
    expect(rects[2]!.fill).toBe('rgb(0, 32, 77)');
    expect(rects[3]!.fill).toBe('rgb(255, 234, 70)');
  });

  test('numbers that have no room are left out, and read all the same', () => {
    const names = Array.from({ length: 60 }, (_, k) => String(k));
    const large = { ...matrix, rows: { ...matrix.rows, names }, columns: { ...matrix.columns, names } };
    const { ticks, stops } = modelOf({
      ...large,
      tables: [{ ...matrix.tables[0]!, counts: new Array<number>(3600).fill(1000) }],
    });
    expect(ticks.map(({ text }) => text)).not.toContain('1000');
    expect(stops).toHaveLength(3600);
  });

  test('the selected variant’s is drawn, and named', () => {
    const tables = ['r1', 'r2'].map((variant, i) => ({
      ...{ name: variant, variant, summary: `of ${variant}` },
      counts: [9 + i, 1, 0, 10],
    }));
    const { ticks, caption, summary } = modelOf({ ...matrix, tables }, 'r2');
    expect(ticks.map(({ text }) => text)).toContain('10');
    expect({ caption, summary }).toEqual({ caption: 'r2; caption', summary: 'of r2' });
  });
});

describe('images', () => {
  const image = images.groups[0]!.images[0]!;
  const drawn = (change: Partial<typeof image>) =>
    modelOf({
      ...images,
      groups: [{ ...images.groups[0]!, images: [{ ...image, ...change }] }],
    }).rects.slice(0, -1);

  test('pixels of one colour in a row are one rectangle, all inside the frame', () => {
    const rects = drawn({});
    expect(rects.map(({ fill }) => fill)).toEqual([
      'rgb(0, 0, 0)',
      'rgb(255, 255, 255)',
      'rgb(128, 128, 128)',
    ]);
    const [frame] = modelOf(images).rects.slice(-1);
    for (const { x, x2, y, y2 } of rects) {
      expect(Math.min(x - frame!.x, frame!.x2 - x2)).toBeGreaterThan(0);
      expect(Math.min(y - frame!.y, frame!.y2 - y2)).toBeGreaterThan(0);
    }
  });

  test('colours come channel after channel; large images are averaged', () => {
    const [red] = drawn({ rows: 1, columns: 1, channels: 3, pixels: 'ff0080' });
    expect(red!.fill).toBe('rgb(255, 0, 128)');
    const checked = Array.from({ length: 56 * 56 }, (_, i) =>
      (i + Math.floor(i / 56)) % 2 === 0 ? '00' : 'ff',
    );
    const pooled = drawn({ rows: 56, columns: 56, pixels: checked.join('') });
    expect(pooled).toHaveLength(28);
    expect(new Set(pooled.map(({ fill }) => fill))).toEqual(new Set(['rgb(128, 128, 128)']));
  });

  test('each is read with its words', () => {
    expect(modelOf(images).stops.map(({ words }) => words)).toEqual(['true cat, said dog (97 %), example 3']);
  });
});

test('a figure in print has colours, not variables', () => {
  for (const chart of charts)
    expect(JSON.stringify(chartModelOf(chart, size, figureTokens('print'), null))).not.toContain('var(');
});
