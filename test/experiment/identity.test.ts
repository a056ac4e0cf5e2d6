import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, configHash, runId } from '../../src/experiment/identity.ts';
import { parseText } from '../../src/experiment/parse.ts';
import { resolve } from '../../src/experiment/resolve.ts';

function hashOf(text: string, files: Readonly<Record<string, string>> = {}): string {
  const { experiment } = resolve(parseText(text).document.value);
  expect(experiment).toBeDefined();
  return experiment ? configHash(experiment, files) : '';
}

const base = '{ "problem": { "target": { "strength": 5, "pair": "top" } }, "adapter": { "rank": 4 } }';

describe('the hash of an experiment', () => {
  test.each([
    [
      'order of keys',
      '{ "adapter": { "rank": 4 }, "problem": { "target": { "pair": "top", "strength": 5 } } }',
    ],
    [
      'comments, commas, spaces',
      '{\n "problem": { "target": { "strength": 5.0, "pair": "top", } }, // here\n "adapter": { "rank": 4 }, }',
    ],
    [
      'defaults made explicit',
      '{ "problem": { "kind": "matrixFactorization", "target": { "kind": "singularPair" } }, "version": 1, "seeds": [0] }',
    ],
    ['title and notes', `{ "title": "x", "notes": "y", ${base.slice(1)}`],
    ['shorthand', `{ ${base.slice(1, -3)}, "init": "gaussian" } }`],
    ['the claim to reproduce a figure', `{ "reproduces": "figure-1", ${base.slice(1)}`],
  ])('does not depend on %s', (_, text) => {
    expect(hashOf(text)).toBe(hashOf(base));
  });

  test.each([
    ['a setting', base.replace('4', '3')],
    ['seeds', `{ "seeds": 2, ${base.slice(1)}`],
    ['a sweep', `{ "sweep": { "adapter.rank": [4] }, ${base.slice(1)}`],
    ['metrics', `{ "metrics": ["svF"], ${base.slice(1)}`],
  ])('depends on %s', (_, text) => {
    expect(hashOf(text)).not.toBe(hashOf(base));
  });

  test('depends on the contents of the files read', () => {
    expect(hashOf(base, { 'w.npz': 'aa' })).not.toBe(hashOf(base, { 'w.npz': 'ab' }));
  });
});

describe('the id of a run', () => {
  const { variants } = resolve(parseText(base).document.value);
  const variant = variants[0]!.resolved;

  test('is the same question, seed, engine and files', () => {
    const id = runId(variant, 3, '1.0.0', {});
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(runId(structuredClone(variant), 3, '1.0.0', {})).toBe(id);
    expect(runId(variant, 4, '1.0.0', {})).not.toBe(id);
    expect(runId(variant, 3, '1.0.1', {})).not.toBe(id);
    expect(runId(variant, 3, '1.0.0', { 'w.npz': 'aa' })).not.toBe(id);
  });

  test('is the same in a sweep that gains a value', () => {
    const sweep = (values: string) =>
      `{ ${base.slice(1, -1)}, "sweep": { "adapter.initScale": [${values}] } }`;
    const ids = (values: string) =>
      resolve(parseText(sweep(values)).document.value).variants.map(({ resolved }) =>
        runId(resolved, 0, '1', {}),
      );
    expect(ids('1e-4, 1e-3, 1e-5').slice(0, 2)).toEqual(ids('1e-4, 0.001'));
  });
});

test('canonical JSON is JSON, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const text = canonicalJson(value as Parameters<typeof canonicalJson>[0]);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
