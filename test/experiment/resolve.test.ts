import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../src/experiment/parse.ts';
import { resolve } from '../../src/experiment/resolve.ts';

const resolved = (text: string) => resolve(parseText(text).document.value);

test('the shortest experiment has every default explicit', async () => {
  const { experiment, variants, findings } = resolved('{ "problem": { "kind": "matrixFactorization" } }');
  expect(findings).toEqual([]);
  await expect(JSON.stringify({ experiment, variants }, null, 2)).toMatchFileSnapshot('golden/shortest.txt');
});

test.each(['figure-1', 'optimisers', 'own-matrices'])('golden: %s', async name => {
  const text = readFileSync(new URL(`../../media/presets/${name}.lora.json`, import.meta.url), 'utf8');
  const { experiment, variants, findings } = resolved(text);
  expect(findings).toEqual([]);
  await expect(JSON.stringify({ experiment, variants }, null, 2)).toMatchFileSnapshot(`golden/${name}.txt`);
});

const P = '"problem": { "kind": "matrixFactorization" }';
const labels = (text: string) => resolved(text).variants.map(variant => Object.values(variant.label));

describe('the grid', () => {
  test('is the product of the axes, the last one fastest, labels as written', () => {
    const text = `{ ${P}, "sweep": { "adapter.initScale": [1e-3, 1e-4], "adapter.init": ["gaussian", { "kind": "spectral" }] } }`;
    expect(labels(text)).toEqual([
      [1e-3, 'gaussian'],
      [1e-3, { kind: 'spectral' }],
      [1e-4, 'gaussian'],
      [1e-4, { kind: 'spectral' }],
    ]);
    expect(resolved(text).variants.map(variant => variant.resolved.adapter['init'])).toEqual([
      { kind: 'gaussian', randomFactor: 'A' },
      { kind: 'spectral' },
      { kind: 'gaussian', randomFactor: 'A' },
      { kind: 'spectral' },
    ]);
  });

  test('zip pairs axes, at the place of its first', () => {
    const text = `{ ${P}, "sweep": { "adapter.rank": [1, 2], "adapter.scaling": [1, 3], "adapter.initScale": [0.1, 0.2],
      "zip": [["adapter.rank", "adapter.initScale"]] } }`;
    expect(labels(text)).toEqual([
      [1, 0.1, 1],
      [1, 0.1, 3],
      [2, 0.2, 1],
      [2, 0.2, 3],
    ]);
  });

  test('overlays are slowest, and named in the label', () => {
    const text = `{ ${P}, "dynamics": { "kind": "gd", "steps": 10 }, "sweep": { "adapter.rank": [1, 2] },
      "variants": [{ "name": "GD" }, { "name": "Adam", "dynamics": { "kind": "adam", "learningRate": 0.01 } }] }`;
    const { variants } = resolved(text);
    expect(variants.map(variant => [variant.name, variant.label])).toEqual([
      ['GD', { variant: 'GD', 'adapter.rank': 1 }],
      ['GD', { variant: 'GD', 'adapter.rank': 2 }],
      ['Adam', { variant: 'Adam', 'adapter.rank': 1 }],
      ['Adam', { variant: 'Adam', 'adapter.rank': 2 }],
    ]);
    expect(variants[2]!.resolved.dynamics).toMatchObject({
      kind: 'adam',
      learningRate: 0.01,
      steps: 10,
      beta1: 0.9,
    });
  });

  test('a value may be a list, an object, a kind, or stand inside a list', () => {
    const text = `{ ${P}, "dynamics": { "kind": "gradientFlow", "times": [1, 2] },
      "problem": { "target": { "kind": "singularPairs", "pairs": [{ "pair": 1, "strength": 5 }] } },
      "sweep": { "dynamics.times": [[1, 2], [3]], "problem.target.pairs.0.strength": [2] } }`;
    const { variants, findings } = resolved(text);
    expect(findings.filter(finding => finding.severity === 'error')).toEqual([]);
    expect(variants.map(variant => variant.resolved.dynamics['times'])).toEqual([[1, 2], [3]]);
    expect(variants[0]!.resolved.problem['target']).toMatchObject({ pairs: [{ pair: 1, strength: 2 }] });
  });

  test('a swept kind keeps what the new kind has and drops the rest', () => {
    const text = `{ ${P}, "dynamics": { "kind": "gd", "steps": 7, "momentum": 0.5 }, "sweep": { "dynamics.kind": ["gd", "adam"] } }`;
    const [gd, adam] = resolved(text).variants;
    expect(gd!.resolved.dynamics).toMatchObject({ kind: 'gd', steps: 7, momentum: 0.5 });
    expect(adam!.resolved.dynamics).toMatchObject({ kind: 'adam', steps: 7 });
    expect(adam!.resolved.dynamics).not.toHaveProperty('momentum');
  });

  test('the shorthand of the kind that is there changes nothing', () => {
    const text = `{ ${P}, "adapter": { "init": { "kind": "gaussian", "randomFactor": "B" } }, "sweep": { "adapter.init": ["gaussian"] } }`;
    expect(resolved(text).variants[0]!.resolved.adapter['init']).toEqual({
      kind: 'gaussian',
      randomFactor: 'B',
    });
  });

  test('ranges are written out in the resolved experiment', () => {
    const text = `{ ${P}, "sweep": { "adapter.initScale": { "logspace": [1e-6, 1, 7] } } }`;
    expect(resolved(text).experiment?.sweep).toEqual({
      'adapter.initScale': [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1],
    });
  });
});

describe('seeds', () => {
  test('a count is a range from 0, a list is itself, and one is the default', () => {
    expect(resolved(`{ ${P}, "seeds": 3 }`).experiment?.seeds).toEqual([0, 1, 2]);
    expect(resolved(`{ ${P}, "seeds": [7, 3] }`).experiment?.seeds).toEqual([7, 3]);
    expect(resolved(`{ ${P} }`).experiment?.seeds).toEqual([0]);
  });
});

test('further metrics come beside those recorded by default, in the order of columns', () => {
  const { variants } = resolved(`{ ${P}, "metrics": ["svF", "loss"] }`);
  const { metrics } = variants[0]!.resolved;
  expect(metrics).toContain('alignment');
  expect(metrics.filter(key => key === 'loss')).toHaveLength(1);
  expect(metrics.indexOf('svF')).toBeGreaterThan(metrics.indexOf('alignment'));
});

test('inherited names are no settings', () => {
  const { findings } = resolved(
    `{ ${P}, "adapter": { "__proto__": { "rank": 2 }, "constructor": 1 }, "sweep": { "adapter.toString": [1] } }`,
  );
  expect(findings.map(finding => finding.code)).toEqual(['unknown-key', 'unknown-key', 'unknown-sweep-path']);
});
