import { describe, expect, it } from 'vitest';
import { factsUnder, placedFacts } from '../../../src/experiment/facts/placedFacts.ts';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { parseText } from '../../../src/experiment/parse.ts';
import { noFiles } from '../reading.ts';

async function placed(text: string) {
  const loaded = await loadExperiment(text, noFiles);
  return placedFacts(loaded, parseText(text).document).map(({ info, path, span, values }) => ({
    key: info.key,
    path: path.join('/'),
    beside: text.slice(span.offset, span.offset + span.length),
    values: values.map(({ value }) => value),
  }));
}

const file = (rest: string) => `{ "problem": { "kind": "matrixFactorization" }, ${rest} }`;

describe('facts beside settings', () => {
  it('stand beside the setting that the file writes', async () => {
    const found = await placed(file('"adapter": { "initScale": 1e-4, "rank": 4 }'));
    expect(found.find(({ key }) => key === 'escape')).toMatchObject({
      path: 'adapter/initScale',
      beside: '1e-4',
    });
    expect(found.find(({ key }) => key === 'trainable')).toMatchObject({ beside: '4', values: [880] });
  });

  it('are not said where the file says nothing that they hang on', async () => {
    expect(await placed('{ "problem": { "kind": "matrixFactorization" } }')).toEqual([]);
  });

  it('stand beside each value of a sweep', async () => {
    const found = await placed(
      file('"adapter": { "initScale": 0.1 }, "sweep": { "adapter.initScale": [1e-3, 1e-4] }'),
    );
    const escapes = found.filter(({ key }) => key === 'escape');
    expect(escapes.map(({ beside }) => beside)).toEqual(['1e-3', '1e-4']);
    const [early = 0, late = 0] = escapes.map(({ values }) => Number(values[0]));
    expect(late).toBeGreaterThan(early);
  });

  it('keep all values where another axis varies them, and move to the axis that decides', async () => {
    const found = await placed(
      file(
        '"adapter": { "rank": 4 }, "sweep": { "adapter.initScale": [1e-3, 1e-4], "adapter.init": ["gaussian", "spectral"] }',
      ),
    );
    expect(found.filter(({ key }) => key === 'escape').map(({ values }) => values.length)).toEqual([2, 2]);
    expect(
      found.filter(({ key }) => key === 'reduction').map(({ beside, values }) => [beside, ...values]),
    ).toEqual([
      ['"gaussian"', '10 × 14 × 10'],
      ['"spectral"', '4 × 4 × 4'],
    ]);
  });

  it('stand beside a range with all of its values', async () => {
    const found = await placed(file('"sweep": { "adapter.rank": { "linspace": [2, 4, 3] } }'));
    expect(found.find(({ key }) => key === 'trainable')).toMatchObject({
      path: 'sweep/adapter.rank',
      values: [440, 660, 880],
    });
  });

  it('stand in the named variant that decides', async () => {
    const found = await placed(
      file(
        '"adapter": { "rank": 4 }, "variants": [{ "name": "wide", "adapter": { "rank": 8 } }, { "name": "plain" }]',
      ),
    );
    expect(
      found.filter(({ key }) => key === 'trainable').map(({ path, values }) => [path, ...values]),
    ).toEqual([
      ['variants/0/adapter/rank', 1760],
      ['adapter/rank', 880],
    ]);
  });
});

describe('facts under a setting', () => {
  const text = file(
    '"adapter": { "rank": 4, "initScale": 1e-4 }, "sweep": { "problem.target.strength": [5, 2] }',
  );
  const keys = async (...path: readonly string[]) =>
    factsUnder(await loadExperiment(text, noFiles), path).map(({ info }) => info.key);

  it('are those that hang on it, or on what is below it', async () => {
    expect(await keys('adapter', 'initScale')).toEqual(['escape']);
    expect(await keys('adapter')).toEqual(['reduction', 'lambda', 'trainable', 'escape']);
    expect(await keys('sweep', 'problem.target.strength')).toEqual(['lambda', 'escape']);
  });

  it('are none for keys of the file that decide nothing', async () => {
    expect(await keys('title')).toEqual([]);
    expect(await keys()).toEqual([]);
  });

  it('have every value of an axis', async () => {
    const loaded = await loadExperiment(text, noFiles);
    const [lambda] = factsUnder(loaded, ['sweep', 'problem.target.strength']);
    expect(lambda?.values).toHaveLength(2);
    expect(factsUnder(loaded, ['sweep', 'problem.target.strength', 1])[0]?.values).toHaveLength(1);
  });
});
