/** Ids of the published figures that an experiment can claim to reproduce. */
export const FIGURE_IDS = [
  'figure-1',
  'figure-3-row-2',
  'figure-3-row-3',
  'figure-4-row-1',
  'figure-4-row-2',
  'figure-4-row-3',
] as const;
