import type { CurvePageView } from '../../../protocol/curvePage.ts';

/** Loss over the whole run; below it alignment beside the phases of the selected variant. */
export const curvePage: CurvePageView = {
  x: 'linear',
  charts: [
    { key: 'loss', kind: 'variants', title: null, series: ['loss'], names: [] },
    { key: 'alignment', kind: 'variants', title: null, series: ['alignment'], names: [] },
    { key: 'phases', kind: 'phases', title: 'Phases', series: ['loss', 'alignment', 'normZ1'], names: [] },
  ],
};
