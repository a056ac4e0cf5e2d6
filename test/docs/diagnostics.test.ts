import { describe, expect, it } from 'vitest';
import { diagnosticCodes } from './diagnosticCodes.ts';
import { diagnosticExamples, type Said } from './diagnosticExamples.ts';
import { page } from './pages.ts';

interface Entry {
  readonly code: string;
  readonly severity: string | undefined;
  /** What the page quotes. */
  readonly quoted: string | undefined;
  /** What it says besides. */
  readonly meaning: string;
}

const entries = page('docs/diagnostics.md')
  .text.split(/^(?=### )/m)
  .slice(1)
  .map((part): Entry => {
    const [body = ''] = part.split(/^(?=## )/m);
    const quoted = /^```text\n([\s\S]*?)\n```$/m.exec(body)?.[1];
    return {
      code: /^### `([^`]+)`/.exec(body)?.[1] ?? '',
      severity: /^\*\*(error|warning|hint)\*\*$/m.exec(body)?.[1],
      quoted,
      meaning: body.trim().split('\n\n').at(-1) ?? '',
    };
  });
const codes = diagnosticCodes();

/** Cannot be provoked: the JSON parser has a message of ours for each of its own codes. */
const UNREACHABLE = ['json-syntax'];

describe('docs/diagnostics.md', () => {
  it('finds the codes of every layer in the sources', () => {
    const some = [
      'json-quotes',
      'unknown-key',
      'zip64',
      'entry-too-large',
      'rank-odd',
      'step-coarse',
      'disk-full',
    ];
    for (const code of some) expect([...codes]).toContain(code);
  });

  it('explains every code that the product can emit, and no other', () => {
    expect(entries.map(({ code }) => code).sort()).toEqual([...codes].sort());
  });

  it('says of every code what it means', () => {
    for (const { code, meaning } of entries) {
      expect(meaning.length, code).toBeGreaterThan(20);
      expect(meaning, code).toMatch(/[.)]$/);
    }
  });

  it('has an example for every code that can be provoked', () => {
    const examples = [...Object.keys(diagnosticExamples), ...UNREACHABLE].sort();
    expect(examples).toEqual([...codes].sort());
  });

  it.each(Object.keys(diagnosticExamples))('quotes what is really said: %s', async code => {
    const said = (await diagnosticExamples[code]!()).find((one: Said) => one.code === code);
    const entry = entries.find(one => one.code === code);
    expect(entry?.quoted).toBe(said && `${said.message}; ${said.remedy}`);
    expect(entry?.severity).toBe(said?.severity);
  });
});
