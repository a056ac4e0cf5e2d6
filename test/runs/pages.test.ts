import { expect, test } from 'vitest';
import type { PageInput } from '../../src/experiment/kinds/contract.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { nameVariants } from '../../src/runs/naming.ts';
import { pagesOf } from '../../src/runs/pages.ts';
import type { RunRecord, VariantRecord } from '../../src/runs/record.ts';

const variants: readonly VariantRecord[] = [1, 2].map(rank => ({
  label: { 'adapter.rank': rank },
  resolved: { problem: { kind: 'stub' }, adapter: { rank }, dynamics: {}, metrics: [] },
}));
const names = nameVariants(variants, [0, 1]);

function record(variant: number, seed: number): RunRecord {
  return {
    ...{ id: `${variant}/${seed}`, variant, seed, status: 'done', reason: 'horizon', seconds: 1 },
    ...{ kernel: 'typescript', events: {}, health: {}, counts: { steps: 7 } },
    columns: ['t', 'loss'],
    samples: Float64Array.of(0, 1, 1, 0.5),
  };
}

/** A kind that writes down what it is asked. */
function asking(): { readonly asked: PageInput[]; readonly pages: ReturnType<typeof pagesOf> } {
  const asked: PageInput[] = [];
  const stub = {
    pages: (input: PageInput) => {
      asked.push(input);
      return [{ key: 'a', short: 'a', label: 'A', charts: [], remarks: [`asked ${asked.length} times`] }];
    },
  };
  return { asked, pages: pagesOf(variants, {}, kind => (kind === 'stub' ? stub : undefined)) };
}

test('a kind is asked with the runs that have ended, named as in the panel', () => {
  const { asked, pages } = asking();
  const model = new BatchModel(2, [0, 1], () => undefined);
  expect(pages(model, names, false)).toEqual([]);
  model.append(0, 0, ['t', 'loss'], Float64Array.of(0, 1), 0.5);
  expect(pages(model, names, false)).toEqual([]);
  expect(asked).toHaveLength(0);
  model.finish(record(1, 1), false);
  expect(pages(model, names, false)).toHaveLength(1);
  const [input] = asked;
  expect(input?.variants.map(({ id, runs }) => [id, runs.length])).toEqual([
    ['adapter.rank=1', 0],
    ['adapter.rank=2', 1],
  ]);
  expect(input?.variants[1]?.runs[0]).toMatchObject({
    seed: 1,
    status: 'done',
    outcome: { counts: { steps: 7 } },
  });
  expect(input).toMatchObject({ fields: ['rank'], seeds: 2, ended: false });
});

test('it is asked again when another run or the batch has ended, and not in between', () => {
  const { asked, pages } = asking();
  const model = new BatchModel(2, [0, 1], () => undefined);
  model.finish(record(0, 0), false);
  const first = pages(model, names, false);
  model.append(1, 0, ['t', 'loss'], Float64Array.of(0, 1), 0.5);
  expect(pages(model, names, false)).toBe(first);
  model.finish(record(1, 0), false);
  expect(pages(model, names, false)).not.toBe(first);
  pages(model, names, true);
  expect(asked.map(({ ended }) => ended)).toEqual([false, false, true]);
});

test('settings that nobody knows any more have no pages', () => {
  const model = new BatchModel(1, [0], () => undefined);
  model.finish(record(0, 0), false);
  expect(pagesOf([{ label: {}, resolved: 3 }], {})(model, names, true)).toEqual([]);
});
