import type { Starter } from '../contract.ts';

/** Where rank 2 can get stuck and rank 4 cannot. */
export const starter: Starter = {
  label: 'LoRA in the NTK regime',
  description: 'Which ranks get stuck, beside full fine-tuning with the nuclear norm',
  body: {
    title: '${1:Which ranks get stuck?}',
    problem: { kind: 'ntk', source: { kind: 'tanhNetwork', N: 8 }, lambda: 0.01 },
    adapter: { init: 'both', initScale: 1 },
    seeds: 20,
    sweep: { 'adapter.rank': [1, 2, 3, 4] },
  },
};
