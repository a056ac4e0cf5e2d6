import { describe, expect, it } from 'vitest';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import { isList, isObject, member } from '../../src/experiment/json.ts';
import { sweepablePaths } from '../../src/experiment/schema.ts';
import { structureFindings } from '../../src/experiment/structure.ts';
import { sweepSnippets } from '../../src/experiment/sweepValues.ts';

const paths = problemKinds.flatMap(kind =>
  [...sweepablePaths(kind)].map(([path, schemas]) => ({ path, schemas })),
);
const offered = (wanted: string) => {
  const found = paths.find(({ path }) => path === wanted);
  return sweepSnippets(found?.schemas ?? []).map(snippet => member(snippet, 'body'));
};

describe('values that completion offers for an axis', () => {
  it('are small numbers by decades, whole numbers by doubling, choices all of them', () => {
    expect(offered('adapter.initScale')).toEqual([[1e-4, 1e-3, 1e-2, 1e-1], { logspace: [1e-4, 1e-1, 9] }]);
    expect(offered('adapter.rank')).toEqual([[2, 4, 8, 16]]);
    expect(offered('adapter.init.randomFactor')).toEqual([['A', 'B']]);
    expect(offered('adapter.init')[0]).toContain('spectral');
  });

  it('are all allowed where they stand', () => {
    for (const { path, schemas } of paths) {
      for (const snippet of sweepSnippets(schemas)) {
        const body = member(snippet, 'body') ?? null;
        const range = isObject(body) ? Object.values(body)[0] : body;
        const values = isList(range) ? (isObject(body) ? range.slice(0, 2) : range) : [];
        expect(values.length, path).toBeGreaterThan(1);
        for (const value of values) {
          const fits = schemas.some(schema => structureFindings(schema, value, [], 'partial').length === 0);
          expect(fits, `${path}: ${JSON.stringify(value)}`).toBe(true);
        }
      }
    }
  });

  it('are there for every number that has a default', () => {
    const lacking = paths.filter(
      ({ path, schemas }) =>
        !path.includes('*') &&
        schemas.some(({ default: preset }) => typeof preset === 'number') &&
        sweepSnippets(schemas).length === 0,
    );
    expect(lacking.map(({ path }) => path)).toEqual([]);
  });
});
