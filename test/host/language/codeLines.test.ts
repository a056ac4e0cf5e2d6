import { expect, it } from 'vitest';
import { linesOfCodes } from '../../../src/host/language/codeLines.ts';
import { diagnosticCodes } from '../../docs/diagnosticCodes.ts';
import { page } from '../../docs/pages.ts';

it('finds the heading of every diagnostic code', () => {
  const { text } = page('docs/diagnostics.md');
  const lines = linesOfCodes(text);
  expect([...lines.keys()].sort()).toEqual([...diagnosticCodes()].sort());
  const all = text.split('\n');
  for (const [code, line] of lines) expect(all[line - 1]).toBe(`### \`${code}\``);
});
