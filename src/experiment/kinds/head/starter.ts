import type { Starter } from '../contract.ts';

/** The reader’s own features, with what the page on them exports. */
export const starter: Starter = {
  label: 'LoRA on a classifier head',
  description: 'Frozen features of your own, or a stand-in for them, and LoRA on the last layer',
  body: {
    title: '${1:Head only}',
    problem: { kind: 'classifierHead', source: { kind: 'randomFeatures' } },
    adapter: { rank: 4 },
    dynamics: { kind: 'adam', learningRate: 0.01, batch: 128, steps: 320 },
    sweep: { 'adapter.initScale': [1, 0.4, 0.1, 0.025] },
  },
};
