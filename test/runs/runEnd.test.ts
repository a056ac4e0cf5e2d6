import { describe, expect, it } from 'vitest';
import { endOf, endPart } from '../../src/runs/runEnd.ts';
import { sampleEnd, sampleStart } from './sampleBatch.ts';

const outcome = { reason: 'stationary' as const, events: {}, health: {}, counts: { gradients: 9 } };
const finished = { type: 'finished' as const, index: 0, seconds: 1, rows: new Float64Array() };
const endState = {
  ...{ ends: { gap: 1e-14 }, verdict: 'global', spectra: { solution: [1.2] } },
  classification: { classes: ['cat'], of: 'train' as const, confusion: [1], image: null, wrong: [] },
};

describe('the end of a run', () => {
  it('keeps what its kind of problem says of the end state, and nothing where it says nothing', () => {
    expect(endOf({ ...finished, outcome: { ...outcome, ...endState } })).toEqual({
      ...{
        status: 'done',
        reason: 'stationary',
        seconds: 1,
        events: {},
        health: {},
        counts: { gradients: 9 },
      },
      ...endState,
    });
    const plain = endOf({ ...finished, outcome });
    for (const key of ['ends', 'verdict', 'spectra', 'classification', 'divergence'])
      expect(plain).not.toHaveProperty(key);
  });

  it('is the same when a known run is taken over', () => {
    const end = sampleEnd(endState);
    expect(endPart({ ...sampleStart('a'), ...end, samples: new Float64Array() })).toEqual(end);
  });
});
