import { describe, expect, it } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { problemKinds } from '../../../src/experiment/kinds/registry.ts';
import { changedVariant } from '../../../src/experiment/whatIf/changedVariant.ts';
import { numericSettings } from '../../../src/experiment/whatIf/numericSettings.ts';
import { noFiles } from '../reading.ts';

const [kind] = problemKinds;

async function variantOf(rest = '') {
  const text = `{ "problem": { "kind": "matrixFactorization" }${rest} }`;
  const { variants, issues } = await loadExperiment(text, noFiles);
  const [entry] = variants;
  if (!entry) throw new Error(issues.map(({ message }) => message).join('; '));
  return entry.resolved;
}

describe('the numbers among the settings', () => {
  it('are those of the sections, defaults included', async () => {
    const found = numericSettings(kind, await variantOf(', "adapter": { "rank": 2 }'));
    const values = new Map(found.map(({ path, value }) => [path.join('.'), value]));
    expect(values.get('adapter.rank')).toBe(2);
    expect(values.get('adapter.initScale')).toBe(1e-3);
    expect(values.get('problem.pretrained.dims.h')).toBe(100);
    expect(values.has('dynamics.until')).toBe(false);
    for (const { schema } of found) expect(['number', 'integer']).toContain(schema.type);
  });

  it('have the title of a setting that may be a word, too', async () => {
    const found = numericSettings(
      kind,
      await variantOf(', "dynamics": { "kind": "gradientFlow", "until": 5 }'),
    );
    const until = found.find(({ path }) => path.join('.') === 'dynamics.until');
    expect(until).toMatchObject({ value: 5, schema: { title: 'T: end of the flow', exclusiveMinimum: 0 } });
  });

  it('are found in lists of objects, and left out of lists of numbers', async () => {
    const pairs = await variantOf().then(() =>
      loadExperiment(
        '{ "problem": { "kind": "matrixFactorization", "target": { "kind": "singularPairs", "pairs": [{ "pair": 1, "strength": 5 }] } } }',
        noFiles,
      ),
    );
    const paths = numericSettings(kind, pairs.variants[0]!.resolved).map(({ path }) => path.join('.'));
    expect(paths).toContain('problem.target.pairs.0.strength');
    const timed = await variantOf(', "dynamics": { "kind": "gradientFlow", "times": [1, 2] }');
    expect(numericSettings(kind, timed).some(({ path }) => path.includes('times'))).toBe(false);
  });
});

describe('a variant with other values', () => {
  it('differs in them alone', async () => {
    const before = await variantOf();
    const changed = changedVariant(kind, before, { 'adapter.initScale': 3e-4, 'adapter.rank': 2 }, {});
    expect(changed).toEqual({
      ok: true,
      variant: { ...before, adapter: { ...before.adapter, initScale: 3e-4, rank: 2 } },
    });
  });

  it('is refused as a file would be: out of range, or impossible', async () => {
    const before = await variantOf(', "adapter": { "init": "orthogonal" }');
    const refused = (changes: Readonly<Record<string, number>>) => {
      const changed = changedVariant(kind, before, changes, {});
      return changed.ok ? null : changed.problem;
    };
    expect(refused({ 'adapter.initScale': 0 })).toMatch(/initScale/);
    expect(refused({ 'adapter.rank': 1.5 })).toMatch(/rank/);
    expect(refused({ 'adapter.rank': 3 })).toMatch(/rank/);
    expect(refused({ 'adapter.rank': 2 })).toBeNull();
    expect(refused({ 'nothing.here': 2 })).toMatch(/nothing/);
  });
});
