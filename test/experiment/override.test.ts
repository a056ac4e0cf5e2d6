import { describe, expect, it } from 'vitest';
import { parseOverride, withOverrides } from '../../src/experiment/override.ts';

describe('settings given in the call', () => {
  it('are JSON, or words that stand for themselves', () => {
    expect(parseOverride('adapter.rank=8')).toEqual({ path: ['adapter', 'rank'], value: 8 });
    expect(parseOverride('adapter.init=spectral')).toEqual({ path: ['adapter', 'init'], value: 'spectral' });
    expect(parseOverride('seeds=[3, 7]')).toEqual({ path: ['seeds'], value: [3, 7] });
    expect(parseOverride('title=a=b')).toEqual({ path: ['title'], value: 'a=b' });
    expect(parseOverride('sweep.adapter.rank=[1,2]')).toEqual({
      path: ['sweep', 'adapter.rank'],
      value: [1, 2],
    });
  });

  it('are refused when they are not path=value', () => {
    for (const text of ['adapter.rank', '=3', 'adapter..rank=3', ' =1'])
      expect(parseOverride(text)).toBeUndefined();
  });

  it('leave the rest of the text alone', () => {
    const text = '{\n  // why\n  "adapter": { "rank": 4 }, // four\n}\n';
    const changed = withOverrides(text, [parseOverride('adapter.rank=8')!]);
    expect(changed).toBe(text.replace('4 }', '8 }'));
    expect(withOverrides('{}', [parseOverride('adapter.rank=8')!]).replace(/\s/g, '')).toBe(
      '{"adapter":{"rank":8}}',
    );
  });
});
