import { compiledPage } from './compiled.ts';
import { VegaChart } from './vegaChart.ts';

/** A chart of a page in the container. Vega comes with this module, which is read when the first page is shown. */
export function pageChart(container: HTMLElement): VegaChart {
  return new VegaChart(container, compiledPage());
}
