import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 as nodeCrc32 } from 'node:zlib';
import { crc32 } from '../../src/data/crc32.ts';
import { sha256 } from '../../src/data/sha256.ts';

test('SHA-256 agrees with the standard example', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('SHA-256 and CRC-32 agree with Node on bytes of every length', () => {
  for (let length = 0; length < 200; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(crc32(bytes)).toBe(nodeCrc32(bytes));
  }
});

test('SHA-256 of texts is that of their UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    }),
  );
});
