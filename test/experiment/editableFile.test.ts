import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { editableFile, listEdit, settingEdit, settingLine } from '../../src/experiment/editableFile.ts';

const text = `{
  "problem": { "kind": "matrixFactorization" },
  "adapter": { "rank": 4 }, // small
  "dynamics": { "kind": "gd", "learningRate": 0.1 },
  "sweep": {
    "adapter.initScale": [1e-2, 1e-3],
    "dynamics.steps": { "logspace": [100, 1000, 2] }
  },
  "variants": [{ "name": "wide", "adapter": { "rank": 8 } }, { "name": "plain" }]
}`;
const file = editableFile(text);
const label = (variant: string, initScale: number) => ({
  'dynamics.steps': 100,
  variant,
  'adapter.initScale': initScale,
});
const after = (found: ReturnType<typeof settingEdit>) =>
  found === null
    ? null
    : applyEdits(
        text,
        found.edits.map(({ offset, length, text: content }) => ({ offset, length, content })),
      );

describe('the edit of a setting of one variant', () => {
  it('replaces the value where it stands, and keeps the rest', () => {
    const found = settingEdit(file, label('plain', 1e-2), ['adapter', 'rank'], 2);
    expect(found?.line).toBe(3);
    expect(after(found)).toBe(text.replace('{ "rank": 4 }', '{ "rank": 2 }'));
  });

  it('is made in the overlay that decides', () => {
    const found = settingEdit(file, label('wide', 1e-2), ['adapter', 'rank'], 2);
    expect(after(found)).toBe(text.replace('"rank": 8', '"rank": 2'));
  });

  it('is made in the list of a sweep, and small numbers are written as powers', () => {
    const found = settingEdit(file, label('plain', 1e-3), ['adapter', 'initScale'], 1e-5);
    expect(found?.line).toBe(6);
    expect(after(found)).toBe(text.replace('1e-3]', '1e-5]'));
  });

  it('adds what is not there', () => {
    expect(after(settingEdit(file, label('plain', 1e-3), ['dynamics', 'weightDecay'], 0))).toContain(
      '"learningRate": 0.1, "weightDecay": 0 }',
    );
  });

  it('is not offered where it changes nothing, repeats a value, breaks a range, or the variant is gone', () => {
    expect(settingEdit(file, label('plain', 1e-2), ['adapter', 'rank'], 4)).toBeNull();
    expect(settingEdit(file, label('plain', 1e-2), ['adapter', 'initScale'], 1e-3)).toBeNull();
    expect(settingEdit(file, label('plain', 1e-2), ['dynamics', 'steps'], 5000)).toBeNull();
    expect(settingEdit(file, label('gone', 1e-2), ['adapter', 'rank'], 2)).toBeNull();
  });

  it('a setting has a line also where it stands in a list', () => {
    expect(settingLine(file, label('plain', 1e-3), ['adapter', 'initScale'])).toBe(6);
    expect(settingLine(file, label('gone', 1), ['adapter', 'rank'])).toBeNull();
  });
});

describe('an entry of a list', () => {
  const added = (before: string) => {
    const own = editableFile(before);
    const found = listEdit(own, own.variants[0]?.label ?? {}, ['metrics'], 'svF');
    const edits = found?.edits.map(({ offset, length, text: content }) => ({ offset, length, content }));
    return edits && applyEdits(before, edits);
  };
  const problem = '"problem": "matrixFactorization"';

  it('is put at its end, or makes the list', () => {
    expect(added(`{ ${problem}, "metrics": ["learned"] }`)).toBe(
      `{ ${problem}, "metrics": ["learned", "svF"] }`,
    );
    expect(added(`{\n  ${problem}\n}`)).toBe(`{\n  ${problem},\n  "metrics": ["svF"]\n}`);
  });

  it('is not offered where it is there already, or where something else stands', () => {
    expect(added(`{ ${problem}, "metrics": ["svF"] }`)).toBeUndefined();
    expect(added(`{ ${problem}, "metrics": "svF" }`)).toBeUndefined();
  });
});
