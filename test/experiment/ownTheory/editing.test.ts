import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { expressionAt } from '../../../src/experiment/ownTheory/expressionPlace.ts';
import { offersFor } from '../../../src/experiment/ownTheory/offers.ts';
import { parseText } from '../../../src/experiment/parse.ts';
import { rawOffset, saidOffset } from '../../../src/experiment/stringText.ts';
import { noFiles } from '../reading.ts';

/** The place of `|` in a text that is otherwise without it. */
function placeIn(marked: string) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const place = expressionAt(parseText(text).document, offset);
  return place && { ...place, written: text.slice(place.from, place.to) };
}

const around = (expr: string, more = '') =>
  `{ "problem": {}, "overlays": [{ "expr": "1" }, { "on": "loss", "expr": "${expr}"${more} }] }`;

describe('the place of a cursor', () => {
  test.each([
    ['C*exp(-2*lam|bda*t)', 'lambda'],
    ['C*exp(-2*lambda|*t)', 'lambda'],
    ['C*exp(|-2*lambda*t)', ''],
    ['|', ''],
    ['si|', 'si'],
    ['|sigma', 'sigma'],
    ['2t|', 't'],
    ['2|', ''],
    ['T1|', 'T1'],
    ['\\u0032*lam|', 'lam'],
  ])('in %s is at the name %s', (expr, word) => {
    expect(placeIn(around(expr))).toMatchObject({ overlay: 1, word, written: word });
  });

  test('is found in a text that is not finished', () => {
    expect(placeIn('{ "problem": {}, "overlays": [{ "expr": "lam|"')).toMatchObject({ word: 'lam' });
    expect(placeIn('{ "problem": {}, "overlays": [{ "expr": "lam|" , ] }')).toMatchObject({ word: 'lam' });
  });

  test.each([
    '{ "title": "lam|bda" }',
    around('t').replace('"on"', '"o|n"'),
    around('t').replace('"loss"', '"lo|ss"'),
    '{ "overlays": [|] }',
    '{ "overlays": [{ "expr": |5 }] }',
    '{ "overlays": { "expr": "la|" } }',
    '|',
  ])('anywhere else is none: %s', text => {
    expect(placeIn(text)).toBeNull();
  });

  test('knows the constants of its own line', () => {
    const place = placeIn(around('C|', ', "with": { "C": 0.5, "t0": 3 }'));
    expect(place?.own).toEqual(['C', 't0']);
  });
});

test('offsets in a string and in its JSON text belong together', () => {
  for (const said of ['plain', 'a"b\\c', 'λ\tμ']) {
    const raw = JSON.stringify(said);
    for (let i = 0; i <= said.length; i++) {
      expect(saidOffset(raw, rawOffset(raw, i))).toBe(i);
      expect(raw.slice(1, rawOffset(raw, i))).toBe(JSON.stringify(said.slice(0, i)).slice(1, -1));
    }
  }
});

describe('what is offered', () => {
  const load = (more: object) =>
    loadExperiment(JSON.stringify({ problem: 'matrixFactorization', ...more }), noFiles);

  test('are constants, time, quantities with their values here, and functions', async () => {
    const offers = offersFor(await load({ adapter: { initScale: 1e-4 } }), ['C']);
    expect(offers[0]).toMatchObject({ name: 'C', kind: 'constant' });
    expect(offers.find(({ name }) => name === 'alpha')?.help).toMatch(/Here: 0\.0001$/);
    expect(offers.find(({ name }) => name === 'eta')?.help).toBe(
      'Learning rate of a discrete optimiser. It has no value for a flow.',
    );
    expect(offers.find(({ name }) => name === 'pow')).toMatchObject({
      kind: 'function',
      detail: 'pow(x, y)',
    });
    expect(new Set(offers.map(({ name }) => name)).size).toBe(offers.length);
  });

  test('say the range where variants differ', async () => {
    const loaded = await load({ sweep: { 'adapter.initScale': [1e-4, 1e-3] } });
    expect(offersFor(loaded, []).find(({ name }) => name === 'alpha')?.help).toMatch(
      /Here: 0\.0001 to 0\.001$/,
    );
  });

  test('are there without an experiment', () => {
    expect(offersFor(null, []).map(({ name }) => name)).toContain('lambda');
  });
});
