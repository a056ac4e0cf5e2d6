import type { CurvePageView } from '../../../protocol/curvePage.ts';

/** How far the loss lies above the optimum of full fine-tuning; below it what says whether the run is at a global minimum. */
export const curvePage: CurvePageView = {
  // samples lie ever further apart, and runs of different ranks rest after 10² or 10⁴ iterations
  x: 'log',
  read: ['gap', 'certificate', 'rank', 'nuclearNorm', 'testAccuracy', 'networkTestAccuracy'],
  charts: [
    { key: 'gap', kind: 'variants', title: null, series: ['gap'], names: [] },
    { key: 'certificate', kind: 'variants', title: null, series: ['certificate'], names: [] },
    { key: 'nuclearNorm', kind: 'variants', title: null, series: ['nuclearNorm'], names: [] },
    { key: 'testLoss', kind: 'variants', title: null, series: ['testLoss'], names: [] },
    {
      ...{ key: 'accuracy', kind: 'selected', title: 'Accuracy' },
      series: ['trainAccuracy', 'testAccuracy', 'networkTestAccuracy'],
      names: ['training', 'linear test', 'real test'],
    },
  ],
};
