import { expect, it } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { endedBatch } from '../../../src/runs/endedBatch.ts';
import { markdownTable } from '../../../src/runs/export/markdown.ts';
import { resultRows } from '../../../src/runs/export/resultRows.ts';
import { noFiles } from '../../experiment/reading.ts';
import { sampleEnd, sampleHead, sampleStart } from '../sampleBatch.ts';

it('the results as a Markdown table have the cells of the terminal’s', async () => {
  const text = '{ "problem": "matrixFactorization", "sweep": { "adapter.rank": [1, 2] }, "seeds": 2 }';
  const { variants } = await loadExperiment(text, noFiles);
  const head = { ...sampleHead('20261122T105801Z-0001'), variants, title: 'a | b *c*\nd' };
  const records = [0, 1].flatMap(variant =>
    [0, 1].map(seed => ({
      ...sampleStart('a', seed, variant),
      ...sampleEnd(),
      samples: Float64Array.of(0, 1, 1, 10 ** -(4 + variant + seed)),
    })),
  );
  const ended = endedBatch(
    head,
    { state: 'done', seconds: 1 },
    records,
    {},
    { overlays: [], references: [] },
  );
  const [caption, empty, names, rule, ...rows] = markdownTable(ended).trimEnd().split('\n');
  expect(caption).toMatch(
    /^\*\*a \\\| b \\\*c\\\* d\*\* \(.*; mean ± one standard deviation over 2 seeds\)$/,
  );
  expect(empty).toBe('');
  const cells = (line = '') => line.slice(2, -2).split(' | ');
  expect([names, ...rows].map(cells)).toEqual(resultRows(ended));
  expect(cells(rule)).toEqual(cells(names).map(() => '---'));
  expect(cells(rows[1])[2]).toMatch(/^−5\.50 ± 0\.71$/);
});
