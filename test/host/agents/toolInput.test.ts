import { describe, expect, it } from 'vitest';
import { ToolError, ToolInput } from '../../../src/host/agents/toolInput.ts';

describe('the input of a tool', () => {
  it('is read field by field, whatever it is', () => {
    const input = new ToolInput({ file: 'a.lora.json', count: 3, batches: ['a', 'b'] });
    expect(input.text('file')).toBe('a.lora.json');
    expect(input.required('file', 'a file')).toBe('a.lora.json');
    expect(input.count('count', 20, 200)).toBe(3);
    expect(input.texts('batches', 'ids')).toEqual(['a', 'b']);
    expect(new ToolInput({ file: '' }).text('file')).toBeUndefined();
    for (const odd of [null, undefined, 7, 'text', ['list']]) {
      expect(new ToolInput(odd).text('file')).toBeUndefined();
      expect(new ToolInput(odd).count('count', 20, 200)).toBe(20);
    }
  });

  it.each<readonly [string, (input: ToolInput) => unknown]>([
    ['missing-input: "file" is missing. Give a path.', input => input.required('file', 'a path')],
    ['wrong-input: "odd" does not fit. It must be a text.', input => input.text('odd')],
    [
      'wrong-input: "odd" does not fit. It must be a whole number from 1 to 200.',
      input => input.count('odd', 1, 200),
    ],
    ['missing-input: "ids" is missing. Give ids.', input => input.texts('ids', 'ids')],
    ['wrong-input: "odd" does not fit. It must be a list of texts: ids.', input => input.texts('odd', 'ids')],
    [
      'wrong-input: "mixed" does not fit. It must be a list of texts: ids.',
      input => input.texts('mixed', 'ids'),
    ],
  ])('%s', (message, read) => {
    const input = new ToolInput({ odd: 0.5, mixed: ['a', 1] });
    expect(() => read(input)).toThrow(ToolError);
    expect(() => read(input)).toThrow(message);
  });
});
