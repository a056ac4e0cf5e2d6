import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../src/runs/phases.ts';

const at = (mean: number) => ({ mean, sd: 0 });

describe('phases', () => {
  it('are alignment, local convergence and slow tail, without gaps', () => {
    const phases = phasesOf('v', { escape: at(0.96), crossing: at(1.42) }, 5);
    expect(phases.map(({ label, from, to }) => [label, from, to])).toEqual([
      ['alignment', 0, 0.96],
      ['local convergence', 0.96, 1.42],
      ['slow tail', 1.42, 5],
    ]);
  });

  it('end at the axis', () => {
    expect(phasesOf('v', { escape: at(1) }, 5).at(-1)).toMatchObject({ label: 'local convergence', to: 5 });
    expect(phasesOf('v', { escape: at(1), crossing: at(7) }, 5)).toHaveLength(2);
    expect(phasesOf('v', { escape: at(6) }, 5)).toEqual([]);
    expect(phasesOf('v', {}, 5)).toEqual([]);
  });
});
