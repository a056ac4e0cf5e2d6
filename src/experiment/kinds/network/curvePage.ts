import type { CurvePageView } from '../../../protocol/curvePage.ts';

/** The loss over steps; below it what the first adapted layer aligns with on the way, and what is gained on unseen examples. */
export const curvePage: CurvePageView = {
  // adapters align in the first hundred steps of thousands
  x: 'log',
  charts: [
    { key: 'loss', kind: 'variants', title: null, series: ['loss'], names: [] },
    { key: 'alignmentIn', kind: 'variants', title: null, series: ['alignmentIn.1'], names: [] },
    { key: 'testAccuracy', kind: 'variants', title: null, series: ['testAccuracy'], names: [] },
    { key: 'normBA', kind: 'variants', title: null, series: ['normBA.1'], names: [] },
    { key: 'overlapIn', kind: 'variants', title: null, series: ['overlapIn.1'], names: [] },
    {
      ...{ key: 'losses', kind: 'selected', title: 'Training and test loss' },
      series: ['loss', 'testLoss'],
      names: ['training', 'test'],
    },
  ],
};
