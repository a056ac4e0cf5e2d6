import { describe, expect, it } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { parseText } from '../../../src/experiment/parse.ts';
import { costFact } from '../../../src/host/language/costFact.ts';
import { factLine, factText, hintOffset } from '../../../src/host/language/factTexts.ts';
import { noFiles } from '../../experiment/reading.ts';

const info = { key: 'x', label: 'escape', before: 'T½ ≈ ', formula: 'ln(1/α)/λ', help: 'When it is.' };

describe('the text of a fact', () => {
  it('has the value, and its spread where there is one', () => {
    expect(factText({ info, values: [{ value: 0.97234 }] })).toBe('T½ ≈ 0.972');
    expect(factText({ info, values: [{ value: 0.97234, spread: 0.0412 }] })).toBe('T½ ≈ 0.972 ± 0.04');
  });

  it('has the range over several variants, without a spread', () => {
    const values = [{ value: 1.2, spread: 0.1 }, { value: 0.5, spread: 0.1 }, { value: 0.9 }];
    expect(factText({ info, values })).toBe('T½ ≈ 0.5…1.2');
  });

  it('lists words, but not many', () => {
    const words = ['a', 'b', 'c', 'd'].map(value => ({ value }));
    const plain = { ...info, before: '', after: ' trained' };
    expect(factText({ info: plain, values: words.slice(0, 2) })).toBe('a, b trained');
    expect(factText({ info: plain, values: words })).toBe('a, b, c, … trained');
  });

  it('comes with label, formula and effect in a hover', () => {
    const line = factLine({ info, values: [{ value: 1 }] });
    for (const part of ['T½ ≈ 1', 'escape', 'ln(1/α)/λ', 'When it is.']) expect(line).toContain(part);
    expect(factLine({ info: { ...info, formula: '' }, values: [{ value: 1 }] })).not.toContain('`');
  });
});

describe('the place of a hint', () => {
  const at = (text: string, value: string) =>
    hintOffset(text, { offset: text.indexOf(value), length: value.length });

  it('is behind a value on one line', () => {
    expect(at('{ "rank": 4 }', '4')).toBe(11);
    expect(at('{ "init": { "kind": "both" } }', '{ "kind": "both" }')).toBe(28);
  });

  it('is behind the bracket that opens a longer one', () => {
    expect(at('{ "init": {\n"kind": "both" } }', '{\n"kind": "both" }')).toBe(11);
  });
});

describe('the cost of a batch', () => {
  const said = async (text: string, workers = 2) =>
    costFact(await loadExperiment(text, noFiles), parseText(text).document, workers).map(factText);

  it('stands beside the number of seeds', async () => {
    const [text] = await said('{ "problem": { "kind": "matrixFactorization" }, "seeds": 30 }');
    expect(text).toMatch(/^30 runs, (under 1 s|≈ \d+ s), \d+ MB a worker$/);
  });

  it('shrinks with workers', async () => {
    const text = '{ "problem": { "kind": "matrixFactorization" }, "seeds": 90000 }';
    const seconds = async (workers: number) =>
      Number(/≈ (\d+) min/.exec((await said(text, workers))[0]!)![1]);
    expect(await seconds(1)).toBeGreaterThan(3 * (await seconds(4)));
  });

  it('is not said where the file cannot run, or has no place for it', async () => {
    expect(await said('{ "problem": { "kind": "matrixFactorization" } }')).toEqual([]);
    expect(await said('{ "problem": { "kind": "nothing" }, "seeds": 3 }')).toEqual([]);
  });
});
