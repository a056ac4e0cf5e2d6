import { parse } from 'vega';
import type { Runtime } from 'vega';
import { compile } from 'vega-lite';
import { pageSpec } from '../../src/charts/page/pageSpec.ts';
import { panelSpec } from '../../src/charts/panelSpec.ts';

const runtimes = new Map<boolean, Runtime>();

/** The live chart's spec as a Vega data flow for the interpreter; compiled once per shape of chart. */
export function compiledChart(withRight: boolean): Runtime {
  const known = runtimes.get(withRight);
  if (known) return known;
  const runtime = parse(compile(panelSpec(withRight)).spec, undefined, { ast: true });
  runtimes.set(withRight, runtime);
  return runtime;
}

let page: Runtime | null = null;

/** The same for the charts of pages, which all have one shape. */
export function compiledPage(): Runtime {
  page ??= parse(compile(pageSpec()).spec, undefined, { ast: true });
  return page;
}
