import { describe, expect, it } from 'vitest';
import { ntk } from '../../../../src/experiment/kinds/ntk/kind.ts';
import { load } from '../../../presets/shipped.ts';

describe('what is said beside the settings of the NTK regime', () => {
  it.each([
    ['ntk-stuck-rank', 8, 4],
    ['ntk-landscape', 2, 2],
    ['ntk-digits-ten', 100, 14],
    ['ntk-digits-pair', 8, 4],
  ] as const)(
    'has the numbers of theory and those that are trained: %s',
    async (name, measurements, threshold) => {
      const { variants, files } = await load(name);
      for (const { resolved } of variants) {
        const said = new Map(ntk.facts!.of(resolved, files).map(({ key, value }) => [key, value]));
        const { values } = ntk.quantitiesOf(resolved, files);
        const [m, n, r] = ['m', 'n', 'r'].map(key => values.get(key)!);
        expect(Object.fromEntries(said)).toEqual({ measurements, threshold, trainable: r! * (m! + n!) });
      }
      expect(ntk.facts!.infos.map(({ key }) => key)).toEqual(['measurements', 'threshold', 'trainable']);
    },
  );

  it('stands beside the rank, where the rank is swept once for all', async () => {
    const { variants, files } = await load('ntk-digits-pair');
    const facts = ntk.facts!.of(variants[0]!.resolved, files);
    expect(facts.find(({ key }) => key === 'threshold')?.at[0]).toEqual(['adapter', 'rank']);
    const problem = { ...variants[0]!.resolved.problem, source: { kind: 'file', path: 'none.npz' } };
    expect(ntk.facts!.of({ ...variants[0]!.resolved, problem }, {})).toEqual([]);
  });
});
