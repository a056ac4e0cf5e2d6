import { describe, expect, it } from 'vitest';
import { loadExperiment } from '../../../../src/experiment/load.ts';
import { planRun } from '../../../../src/experiment/plan.ts';
import { matrixFactorization } from '../../../../src/experiment/kinds/matrixFactorization/kind.ts';
import { load } from '../../../presets/shipped.ts';
import { noFiles } from '../../reading.ts';

const { facts } = matrixFactorization;

/** The facts of every variant by key, beside what it is a variant of. */
async function factsOf(...of: Parameters<typeof load>) {
  const { variants, files } = await load(...of);
  return variants.map(({ resolved }) => ({
    resolved,
    files,
    facts: new Map((facts?.of(resolved, files) ?? []).map(fact => [fact.key, fact])),
  }));
}

describe('what is said beside the settings of a matrix factorisation', () => {
  it.each(['figure-1', 'initialisations', 'plateau-exponent', 'optimisers', 'own-matrices'])(
    'has the sizes that are really integrated, and the numbers that are really trained: %s',
    async name => {
      for (const { resolved, files, facts: said } of await factsOf(name)) {
        const planned = planRun(resolved, 0, files);
        if (!planned.ok) throw new Error('not planned');
        const { m, h, n } = planned.value.reduction!;
        const sizes = said.get('reduction')?.value;
        if (sizes !== undefined) expect(sizes).toBe(`${m} × ${h} × ${n}`);
        else expect(h).toBe(matrixFactorization.quantitiesOf(resolved, files).values.get('h'));
      }
    },
  );

  it('has the quantities that expressions name', async () => {
    for (const { resolved, files, facts: said } of await factsOf('figure-1')) {
      const { values } = matrixFactorization.quantitiesOf(resolved, files);
      expect(said.get('lambda')?.value).toBe(values.get('lambda'));
      expect(said.get('deltaW')?.value).toBe(values.get('deltaW'));
      expect(said.get('escape')?.value).toBe(values.get('Tescape'));
    }
  });

  it('predicts nothing for Adam, and no limit of a step for a flow', async () => {
    const [adam] = await factsOf('optimisers', 'dynamics={"kind":"adam"}', 'variants=[{"name":"one"}]');
    expect([...(adam?.facts.keys() ?? [])]).toEqual(['deltaW', 'lambda', 'trainable', 'horizon']);
    const [flow] = await factsOf('figure-1');
    expect(flow?.facts.has('stepLimit')).toBe(false);
    expect(flow?.facts.has('horizon')).toBe(false);
  });

  it('counts what MiCA trains: A alone', async () => {
    const text = '{ "problem": { "kind": "matrixFactorization" }, "adapter": { "rank": 4, "init": "mica" } }';
    const { variants, files } = await loadExperiment(text, noFiles);
    const trained = facts?.of(variants[0]!.resolved, files).find(({ key }) => key === 'trainable');
    expect(trained?.value).toBe(4 * (100 + 10));
  });

  it('explains every fact', () => {
    const infos = new Set(facts?.infos.map(({ key }) => key));
    expect(infos.size).toBe(facts?.infos.length);
    for (const { help, label } of facts?.infos ?? []) {
      expect(help).toMatch(/\.$/);
      expect(label).not.toBe('');
    }
  });
});
