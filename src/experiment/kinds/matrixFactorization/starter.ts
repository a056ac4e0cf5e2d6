import type { Starter } from '../contract.ts';

/** Three plateaus in a few seconds. */
export const starter: Starter = {
  label: 'LoRA experiment',
  description: 'Loss and alignment for three initialisation scales',
  body: {
    title: '${1:Smaller initialisation, lower plateau}',
    problem: {
      kind: 'matrixFactorization',
      pretrained: { kind: 'gaussian', imbalance: 1.05 },
      target: { kind: 'singularPair', pair: 'top', strength: 5 },
    },
    adapter: { rank: 4, init: { kind: 'gaussian', randomFactor: 'A' } },
    dynamics: { kind: 'gradientFlow', until: 'auto' },
    seeds: 5,
    sweep: { 'adapter.initScale': [1e-2, 1e-3, 1e-4] },
  },
};
