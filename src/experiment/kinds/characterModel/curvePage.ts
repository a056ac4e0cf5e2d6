import type { CurvePageView } from '../../../protocol/curvePage.ts';
import { curvePage as ofNetworks } from '../network/curvePage.ts';

/** As of other networks, with the test loss in place of the accuracy: it shows when the model begins to learn by heart. */
export const curvePage: CurvePageView = {
  ...ofNetworks,
  charts: ofNetworks.charts.map(chart =>
    chart.key === 'testAccuracy' ? { ...chart, key: 'testLoss', series: ['testLoss'] } : chart,
  ),
};
