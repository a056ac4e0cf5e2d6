import { expect, test } from 'vitest';
import { mean, runAll, type Ran } from './shipped.ts';

const end = ({ end: { ends } }: Ran, key: string): number => ends?.[key] ?? Number.NaN;

/** The least test loss over the samples of a run. */
const least = (ran: Ran): number => ran.lowest('testLoss');

test('a language model aligns the better the smaller α is; its test loss has the same minimum and ends lower', async () => {
  const runs = await runAll('character-model', 'seeds=2');
  for (const seed of [0, 1]) {
    const own = runs.map(variant => variant[seed]!);
    const cosines = own.map(ran => end(ran, 'peakCosine'));
    expect([...cosines].sort((a, b) => a - b)).toEqual(cosines);
    const losses = own.map(ran => ran.at('loss'));
    expect(losses.indexOf(Math.min(...losses))).toBe(1);
    const lowest = own.slice(1).map(least);
    expect(Math.max(...lowest) - Math.min(...lowest)).toBeLessThan(0.05);
    // these are past their best, having learned by heart
    for (const ran of own.slice(1)) expect(ran.at('testLoss')).toBeGreaterThan(least(ran));
    for (const ran of own.slice(1)) expect(least(ran)).toBeLessThan(end(ran, 'initialTestLoss') - 0.9);
  }
  const ends = runs.map(variant => mean(variant.map(ran => ran.at('testLoss'))));
  expect(ends[1]).toBeLessThan(ends[0]! - 0.1);
  expect(ends.at(-1)).toBeLessThan(ends[1]! - 0.03);
});
