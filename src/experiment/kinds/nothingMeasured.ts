import type { Measured } from './contract.ts';

/** Before anything has run. */
export const nothingMeasured: Measured = {
  ...{ curves: {}, events: {}, seeds: [], ended: false, horizon: 0 },
  end: () => null,
};
