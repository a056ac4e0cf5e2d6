import { expect, test } from 'vitest';
import { curvesCsv, pageCsv } from '../../webview/export/csv.ts';
import { page } from './fixtures/pages.ts';
import { finished } from './fixtures/views.ts';

test('CSV holds every sample of every curve, undefined values empty', () => {
  const view = finished();
  const rows = curvesCsv(view).trimEnd().split('\r\n');
  expect(rows[0]).toBe('initScale,init,series,scale,t,mean,sd,seeds');
  expect(rows).toHaveLength(1 + 6 * 3 * 143);
  const loss = view.variants[4]!.curves['loss']!;
  expect(rows).toContain(`10⁻⁵,gaussian,loss,log10,5,${loss.mean.at(-1)!},${loss.sd.at(-1)!},30`);
  const gap = { ...loss, mean: loss.mean.with(0, Number.NaN) };
  const variants = [{ ...view.variants[4]!, labels: ['a "b", c', 'x'], curves: { loss: gap } }];
  expect(curvesCsv({ ...view, variants }).split('\r\n')[1]).toBe('"a ""b"", c",x,loss,log10,0,,0,30');
});

test('CSV of a page holds what its charts draw, the cells of maps included', () => {
  const rows = pageCsv(page).trimEnd().split('\r\n');
  expect(rows[0]).toBe('chart,item,x is,x,value is,value,low,high,count,remark');
  expect(rows).toContain('Gap,zero B,rank r,1,gap,0.1,0.05,0.2,1,local minimum');
  expect(rows).toContain('Landscape,objective,angle of u,0.75,angle of v,0.5,,,,1');
});
