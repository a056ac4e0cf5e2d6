/**
 * Compiles and runs every spec that ships, and writes what came out to standard output as JSON. To be run with
 * `node --disallow-code-generation-from-strings`, where anything that makes code of strings throws, as it would
 * under the panel's policy.
 */
import { View, parse } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { figureSpec } from '../../src/charts/figure.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { chartModelOf } from '../../src/charts/page/chartModelOf.ts';
import { pageData } from '../../src/charts/page/pageLayers.ts';
import { pageRows } from '../../src/charts/page/pageLayout.ts';
import { pageSpec } from '../../src/charts/page/pageSpec.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { charts } from '../webview/fixtures/pages.ts';
import { views } from '../webview/fixtures/views.ts';

const results: Record<string, string> = {};

if (!process.execArgv.includes('--disallow-code-generation-from-strings'))
  throw new Error('run this with --disallow-code-generation-from-strings');

for (const [name, make] of Object.entries(views)) {
  const view = make();
  const figure = figureSpec(view, 'print');
  results[`figure ${name}`] = await svgOf(new View(runtime(figure), options()));
}

const ends = figureSpec(views.sweep(), 'print', { ...defaultViewState, show: 'sweep' });
results['sweep'] = await svgOf(new View(runtime(ends), options()));
const staircase = figureSpec(views.directions(), 'print', { ...defaultViewState, show: 'staircase' });
results['staircase'] = await svgOf(new View(runtime(staircase), options()));

// pages of kinds, live and as figures
const livePage = runtime(pageSpec());
const everything = { key: 'all', short: 'all', label: 'All', charts, remarks: [] };
for (const page of [everything, ...views.ranks().pages]) {
  const state = { ...defaultViewState, show: `page:${page.key}` } as const;
  const figure = figureSpec({ ...views.ranks(), pages: [page] }, 'print', state);
  results[`page ${page.key}`] = await svgOf(new View(runtime(figure), options()));
  for (const { chart, size } of pageRows(page, 980).flat()) {
    const model = chartModelOf(chart, size, panelTokens, null);
    const live = new View(livePage, options());
    for (const [data, rows] of Object.entries(pageData(model))) live.data(data, [...rows]);
    results[`live ${page.key} ${chart.key}`] = await svgOf(live.width(size.width).height(size.height));
  }
}

process.stdout.write(JSON.stringify(results));

function runtime(spec: TopLevelSpec) {
  return parse(compile(spec).spec, undefined, { ast: true });
}

function options() {
  return { renderer: 'none', expr: expressionInterpreter } as const;
}

async function svgOf(view: View): Promise<string> {
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
