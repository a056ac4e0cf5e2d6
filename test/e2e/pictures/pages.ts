import { plots, type Picture } from './picture.ts';

/** Pages of the kinds: the preset, its view (null for that of curves), the name of the picture. */
const shown = [
  ['incremental', 'Staircase', 'staircase'],
  ['incremental', 'Learned map', 'learned-map'],
  ['ntk-stuck-rank', null, 'ntk-curves'],
  ['ntk-stuck-rank', 'Gap and fraction global against rank', 'ntk-gap'],
  ['ntk-stuck-rank', 'Certificate', 'ntk-certificate'],
  ['ntk-landscape', 'Rank-one landscape', 'ntk-landscape'],
  ['network-small-init', null, 'network-curves'],
  ['network-small-init', 'Loss, accuracy and alignment against α', 'network-scale'],
  ['network-depth', 'depth', 'network-depth'],
  ['head-only', 'Mistakes', 'head-mistakes'],
  ['character-model', null, 'text-curves'],
  ['character-model', 'What the model writes', 'text-writing'],
] as const;

export const pages: readonly Picture[] = shown.map(([preset, view, name]) => ({
  name,
  take: async studio => {
    await studio.results(preset);
    if (view !== null) await studio.view(view);
    return plots(studio);
  },
}));
