import { describe, expect, it } from 'vitest';
import { openText } from '../../src/data/text.ts';

const said = (bytes: Uint8Array): string => {
  const read = openText(bytes, 'notes.txt');
  return read.ok ? 'text' : read.faults[0]!.code;
};
const encoded = (text: string) => new TextEncoder().encode(text);

describe('a text', () => {
  it('is taken as the bytes that it is', () => {
    const bytes = encoded('σ\t= 1\r\n😀\f\u001b[0m');
    expect(openText(bytes, 'notes.txt')).toEqual({ ok: true, value: { shape: [bytes.length], data: bytes } });
  });

  it.each([
    ['nothing', new Uint8Array(0), 'text-empty'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0x00), 'text-not-text'],
    ['Latin-1', Uint8Array.of(0x63, 0x61, 0x66, 0xe9), 'text-not-text'],
    ['half a letter at its end', encoded('é').subarray(0, 1), 'text-not-text'],
    ['a control character', encoded('a\u0008b'), 'text-not-text'],
    ['32 MB and a byte', new Uint8Array(32e6 + 1).fill(97), 'text-too-large'],
    [
      'a pointer of Git LFS',
      encoded('version https://git-lfs.github.com/spec/v1\nsize 9\n'),
      'file-lfs-pointer',
    ],
  ])('is not %s', (_, bytes, code) => {
    expect(said(bytes)).toBe(code);
  });

  it('of 32 MB is the largest', () => {
    expect(said(new Uint8Array(32e6).fill(97))).toBe('text');
  });
});
