import type { Starter } from '../contract.ts';

/** Digits that are turned, from four scales. */
export const starter: Starter = {
  label: 'LoRA in a network',
  description: 'A small network learns turned digits, from starts of several scales',
  body: {
    title: '${1:Does a smaller init fine-tune better?}',
    problem: { kind: 'network', hidden: [32], task: 'rotate' },
    adapter: { rank: 2 },
    seeds: 3,
    sweep: { 'adapter.initScale': [1, 0.1, 0.01, 0.001] },
  },
};
