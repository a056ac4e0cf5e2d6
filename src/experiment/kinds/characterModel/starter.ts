import type { Starter } from '../contract.ts';

/** The texts that ship; the hover of both says how to name others. */
export const starter: Starter = {
  label: 'LoRA in a character model',
  description: 'A small language model that knows one text and learns another; any two texts of your own',
  body: {
    title: '${1:From prose to code}',
    problem: { kind: 'characterModel', pretrainedOn: 'prose', fineTunedOn: 'code' },
    adapter: { rank: 4 },
    dynamics: { kind: 'gd', learningRate: 0.3, batch: 128, steps: 1500 },
    sweep: { 'adapter.initScale': [0.3, 0.1, 0.01, 0.001] },
  },
};
