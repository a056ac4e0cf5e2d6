import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { settingsEdit } from '../../src/experiment/settingsEdit.ts';

const text = `{
  "problem": { "kind": "matrixFactorization" },
  "adapter": { "rank": 4 }, // small
  "sweep": { "adapter.initScale": [1e-2, 1e-3], "dynamics.tolerance": { "logspace": [1e-8, 1e-6, 2] } }
}`;
const label = { 'adapter.initScale': 1e-2, 'dynamics.tolerance': 1e-8 };

function written(values: Readonly<Record<string, number>>) {
  const found = settingsEdit(text, label, values);
  if (found === null) return null;
  const edits = found.edits.map(({ offset, length, text: content }) => ({ offset, length, content }));
  return applyEdits(text, edits);
}

describe('the edit of several settings', () => {
  it('replaces each value by itself', () => {
    const found = settingsEdit(text, label, { 'adapter.rank': 2, 'adapter.initScale': 3e-4 });
    expect(found?.edits).toHaveLength(2);
    expect(found?.line).toBe(3);
    expect(written({ 'adapter.rank': 2, 'adapter.initScale': 3e-4 })).toBe(
      text.replace('"rank": 4', '"rank": 2').replace('1e-2', '3e-4'),
    );
  });

  it('adds several settings at one place', () => {
    expect(written({ 'adapter.scaling': 2, 'adapter.rank': 8 })).toBe(
      text.replace('{ "rank": 4 }', '{ "rank": 8, "scaling": 2 }'),
    );
    expect(written({ 'problem.pretrained.imbalance': 1.2, 'problem.target.strength': 3 })).toContain(
      '"kind": "matrixFactorization", "pretrained": { "imbalance": 1.2 }, "target": { "strength": 3 }',
    );
  });

  it('follows a swept value that it has written itself', () => {
    expect(written({ 'adapter.initScale': 5e-3, 'adapter.scaling': 2 })).toBe(
      text.replace('1e-2', '0.005').replace('{ "rank": 4 }', '{ "rank": 4, "scaling": 2 }'),
    );
  });

  it('is none where one of them cannot be written, or nothing is to be', () => {
    expect(written({ 'adapter.rank': 2, 'dynamics.tolerance': 1e-7 })).toBeNull();
    expect(written({ 'adapter.initScale': 1e-3 })).toBeNull();
    expect(written({})).toBeNull();
  });
});
