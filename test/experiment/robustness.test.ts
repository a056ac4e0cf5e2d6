import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { parseText } from '../../src/experiment/parse.ts';
import { resolve } from '../../src/experiment/resolve.ts';
import { noFiles } from './reading.ts';

const folder = new URL('../../media/presets/', import.meta.url);
const presets = readdirSync(folder)
  .filter(name => name.endsWith('.lora.json'))
  .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** What the editor does at every keystroke, short of reading files. Throws only for a bug. */
function understand(text: string) {
  const { document, issues } = parseText(text);
  return { issues, resolution: resolve(document.value) };
}

describe('every intermediate state of typing gives a useful message', () => {
  test.each(presets)('each prefix of $name', ({ text }) => {
    const end = text.lastIndexOf('}');
    for (let length = 0; length <= end; length++) {
      const { issues } = understand(text.slice(0, length));
      const errors = issues.filter(issue => issue.severity === 'error');
      expect(errors.length, text.slice(0, length)).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error.message).not.toBe('');
        expect(error.remedy).not.toBe('');
        expect(error.offset + error.length).toBeLessThanOrEqual(length);
      }
    }
  });
});

describe('nothing that can be written throws', () => {
  const preset = fc.constantFrom(...presets.map(({ text }) => text));

  test('a stretch replaced by anything', () => {
    fc.assert(
      fc.property(preset, fc.nat(), fc.nat(40), fc.string({ maxLength: 12 }), (text, at, length, insert) => {
        const from = at % text.length;
        understand(text.slice(0, from) + insert + text.slice(from + length));
      }),
      { numRuns: 400 },
    );
  });

  test('any value at any place of a preset', () => {
    const values = fc.constantFrom(
      ...[
        'null',
        '{}',
        '[]',
        '-1',
        '0',
        '1e999',
        '"x"',
        'true',
        '[null]',
        '{"kind":1}',
        '{"kind":"file"}',
        '""',
        '[[1]]',
      ],
    );
    fc.assert(
      fc.property(preset, fc.nat(), values, (text, choice, value) => {
        const places = [...text.matchAll(/(?<=: )("[^"]*"|[\d.e-]+)/g)];
        const place = places[choice % places.length]!;
        understand(text.slice(0, place.index) + value + text.slice(place.index + place[0].length));
      }),
      { numRuns: 400 },
    );
  });

  test('any JSON at all, loaded to the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async json => {
        const { issues } = await loadExperiment(json, noFiles);
        expect(issues.every(issue => issue.line >= 1 && issue.column >= 1)).toBe(true);
      }),
    );
  });

  test('any settings where settings belong', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), async (adapter, sweep, variants) => {
        await loadExperiment(JSON.stringify({ problem: {}, adapter, sweep, variants }), noFiles);
      }),
    );
  });
});
