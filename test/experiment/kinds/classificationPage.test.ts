import { expect, it } from 'vitest';
import type { Classification } from '../../../src/engine/classification.ts';
import { classificationPage } from '../../../src/experiment/kinds/classificationPage.ts';
import type { VariantRuns } from '../../../src/experiment/kinds/contract.ts';
import { page as isPage } from '../../../src/protocol/pageGuards.ts';

const classification = (confusion: readonly number[], pixels = '00ff'): Classification => ({
  ...{ classes: ['cat', 'dog'], of: 'test', confusion, image: { rows: 1, columns: 2, channels: 1 } },
  wrong: [{ place: 3, label: 0, said: 1, share: 0.969, pixels }],
});

const variant = (id: string, ...found: readonly (Classification | undefined)[]): VariantRuns => ({
  ...{ id, name: id, labels: [], colour: 0, dash: 0 },
  variant: { problem: {}, adapter: {}, dynamics: {}, metrics: [] },
  runs: found.map((each, seed) => ({
    ...{ seed, status: 'done', columns: ['t'], rows: new Float64Array() },
    outcome: { events: {}, health: {}, counts: {}, ...(each && { classification: each }) },
  })),
});

const pageOf = (...variants: readonly VariantRuns[]) =>
  classificationPage({ variants, fields: [], seeds: 2, files: {}, ended: true });

it('counts are summed over seeds, and the worst confusion is said', () => {
  const page = pageOf(variant('a', classification([9, 1, 4, 6]), undefined, classification([8, 2, 1, 9])));
  expect(isPage(page)).toBe(true);
  const [table, images] = page?.charts ?? [];
  expect(table).toMatchObject({ kind: 'matrix', tables: [{ variant: null, counts: [17, 3, 5, 15] }] });
  expect(table?.summary).toBe('dog is taken for cat most often: 5 of 20.');
  expect(images).toMatchObject({
    kind: 'images',
    groups: [{ images: [{ lines: ['cat → dog'], words: 'true cat, said dog (97 %), example 3' }] }],
  });
});

it('variants have tables of their own; without pixels there are no images; without runs there is no page', () => {
  const two = pageOf(
    variant('a', classification([9, 1, 4, 6])),
    variant('b', classification([10, 0, 0, 10])),
  );
  expect(two?.charts[0]).toMatchObject({ tables: [{ variant: 'a' }, { variant: 'b' }] });
  expect(pageOf(variant('a', classification([9, 1, 4, 6], '')))?.charts.map(({ kind }) => kind)).toEqual([
    'matrix',
  ]);
  expect(pageOf(variant('a', undefined))).toBeNull();
});
