import { describe, expect, it } from 'vitest';
import { ALIASES } from '../../src/experiment/aliases.ts';
import { closest } from '../../src/experiment/suggest.ts';
import { matrixFactorization } from '../../src/experiment/kinds/matrixFactorization/kind.ts';
import { documentSchema } from '../../src/experiment/schema.ts';

describe('what was probably meant', () => {
  it('knows what other tools call a key, where that key is free', () => {
    expect(closest('lr', ['learningRate', 'steps'])).toBe('learningRate');
    expect(closest('LR', ['learningRate'])).toBe('learningRate');
    expect(closest('lr', ['steps'])).toBeNull();
  });

  it('allows a third of the letters to be wrong', () => {
    expect(closest('rnak', ['rank', 'kind'])).toBe('rank');
    expect(closest('learningrate', ['learningRate'])).toBe('learningRate');
    expect(closest('colour', ['rank', 'kind'])).toBeNull();
  });

  it('has no name for a key that does not exist', () => {
    const schema = JSON.stringify(documentSchema(matrixFactorization));
    for (const key of ALIASES.values()) expect(schema, key).toContain(`"${key}"`);
  });
});
