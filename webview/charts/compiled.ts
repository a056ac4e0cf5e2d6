import { parse } from 'vega';
import type { Runtime } from 'vega';
import { compile } from 'vega-lite';
import { pageSpec } from '../../src/charts/page/pageSpec.ts';

let page: Runtime | null = null;

/** The spec of a page's charts, which all have one shape, as a Vega data flow for the interpreter; compiled once. */
export function compiledPage(): Runtime {
  page ??= parse(compile(pageSpec()).spec, undefined, { ast: true });
  return page;
}
