import type { PageChart } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartTokens } from '../tokens.ts';
import { heatModel } from './heatModel.ts';
import { imagesModel } from './imagesModel.ts';
import { matrixModel } from './matrixModel.ts';
import type { PageModel } from './pageModel.ts';
import { sharesModel } from './sharesModel.ts';
import { stripModel } from './stripModel.ts';
import { textsModel } from './textsModel.ts';
import { xyModel } from './xyModel.ts';

/** Any chart of a page, placed; what belongs to the selected variant is marked. */
export function chartModelOf(
  chart: PageChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  switch (chart.kind) {
    case 'xy':
      return xyModel(chart, size, tokens, selected);
    case 'shares':
      return sharesModel(chart, size, tokens, selected);
    case 'strip':
      return stripModel(chart, size, tokens, selected);
    case 'heat':
      return heatModel(chart, size, tokens, selected);
    case 'matrix':
      return matrixModel(chart, size, tokens, selected);
    case 'images':
      return imagesModel(chart, size, tokens, selected);
    case 'texts':
      return textsModel(chart, size, tokens, selected);
  }
}
