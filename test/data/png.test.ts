import { expect, describe, test } from 'vitest';
import { encode } from 'fast-png';
import { readPng } from '../../src/data/png.ts';
import { pngBytes } from './pngBytes.ts';

type Shape = Parameters<typeof pngBytes>[0];

function read(shape: Shape, bytes: readonly number[]) {
  const result = readPng(pngBytes(shape, bytes), 'a.png');
  if (!result.ok) return result.faults[0]!.code;
  const { rows, columns, channels, largest, data } = result.value;
  return [`${rows}×${columns}×${channels} ≤ ${largest}`, ...data];
}

const two = { width: 2, height: 1 };

describe('pixels', () => {
  test.each<[string, Shape, readonly number[], readonly (string | number)[] | string]>([
    ['grey', { width: 3, height: 2 }, [1, 2, 3, 4, 5, 6], ['2×3×1 ≤ 255', 1, 2, 3, 4, 5, 6]],
    ['colour', { ...two, type: 2 }, [1, 2, 3, 4, 5, 6], ['1×2×3 ≤ 255', 1, 2, 3, 4, 5, 6]],
    ['grey of 16 bits', { ...two, depth: 16 }, [1, 2, 255, 255], ['1×2×1 ≤ 65535', 258, 65535]],
    [
      'black and white',
      { width: 3, height: 2, depth: 1 },
      [0xa0, 0x40],
      ['2×3×1 ≤ 255', 255, 0, 255, 0, 255, 0],
    ],
    [
      'four greys',
      { width: 5, height: 1, depth: 2 },
      [0b00_01_10_11, 0b01_000000],
      ['1×5×1 ≤ 255', 0, 85, 170, 255, 85],
    ],
    ['sixteen greys', { ...two, depth: 4 }, [0x1f], ['1×2×1 ≤ 255', 17, 255]],
    [
      'a palette',
      { ...two, type: 3, chunks: { PLTE: [9, 8, 7, 1, 2, 3] } },
      [1, 0],
      ['1×2×3 ≤ 255', 1, 2, 3, 9, 8, 7],
    ],
    [
      'a palette of one bit',
      { ...two, type: 3, depth: 1, chunks: { PLTE: [9, 8, 7, 1, 2, 3] } },
      [0x40],
      ['1×2×3 ≤ 255', 9, 8, 7, 1, 2, 3],
    ],
    ['an alpha channel that says nothing', { ...two, type: 4 }, [5, 255, 6, 255], ['1×2×1 ≤ 255', 5, 6]],
    ['the same in colour', { width: 1, height: 1, type: 6 }, [1, 2, 3, 255], ['1×1×3 ≤ 255', 1, 2, 3]],
    [
      'the same of 16 bits',
      { width: 1, height: 1, type: 4, depth: 16 },
      [1, 0, 255, 255],
      ['1×1×1 ≤ 65535', 256],
    ],
    ['transparent pixels', { ...two, type: 4 }, [5, 255, 6, 254], 'png-transparent'],
    [
      'a transparent colour of the palette',
      { ...two, type: 3, chunks: { PLTE: [9, 8, 7, 1, 2, 3], tRNS: [0] } },
      [1, 0],
      'png-transparent',
    ],
    [
      'a transparent colour that does not occur',
      { ...two, type: 3, chunks: { PLTE: [9, 8, 7, 1, 2, 3], tRNS: [0] } },
      [1, 1],
      ['1×2×3 ≤ 255', 1, 2, 3, 1, 2, 3],
    ],
    ['a transparent grey', { ...two, chunks: { tRNS: [0, 6] } }, [5, 6], 'png-transparent'],
    [
      'a transparent grey that does not occur',
      { ...two, chunks: { tRNS: [0, 7] } },
      [5, 6],
      ['1×2×1 ≤ 255', 5, 6],
    ],
    [
      'a transparent grey of 4 bits',
      { ...two, depth: 4, chunks: { tRNS: [0, 6] } },
      [0x56],
      'png-transparent',
    ],
  ])('%s', (_, shape, bytes, expected) => {
    expect(read(shape, bytes)).toEqual(expected);
  });

  test('of rows that were filtered and interlaced by the encoder', () => {
    const data = Uint8Array.from({ length: 13 * 9 * 3 }, (_, i) => (7 * i * i + 3 * i) % 256);
    const bytes = encode({ width: 13, height: 9, channels: 3, depth: 8, data }, { interlace: 'Adam7' });
    const result = readPng(bytes, 'a.png');
    expect(result.ok && [...result.value.data]).toEqual([...data]);
  });
});

describe('what is no picture', () => {
  const whole = pngBytes(
    { width: 8, height: 8 },
    Array.from({ length: 64 }, (_, i) => (i * i) % 251),
  );
  const codeOf = (bytes: Uint8Array) => {
    const result = readPng(bytes, 'cats/1.png');
    return result.ok ? 'ok' : result.faults[0]!.code;
  };

  test('every truncation is named', () => {
    for (let length = 0; length < whole.length; length++)
      expect(codeOf(whole.slice(0, length)), String(length)).toBe('png-unreadable');
    expect(codeOf(whole)).toBe('ok');
  });

  test('so is every byte that was changed, but the signature’s', () => {
    for (let at = 0; at < whole.length; at++) {
      const changed = whole.slice();
      changed[at]! ^= 1;
      expect(codeOf(changed), String(at)).not.toBe('ok');
    }
  });

  test('a part of a larger buffer is read as such', () => {
    const buffer = new Uint8Array(whole.length + 20);
    buffer.set(whole, 7);
    expect(codeOf(buffer.subarray(7, 7 + whole.length))).toBe('ok');
  });

  test('a JPEG, a pointer of Git LFS, a picture without end', () => {
    expect(codeOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe('image-not-png');
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 856\n';
    expect(codeOf(new TextEncoder().encode(pointer))).toBe('file-lfs-pointer');
    expect(codeOf(pngBytes({ width: 100_000, height: 0 }, []))).toBe('png-unreadable');
    const huge = whole.slice();
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect(codeOf(huge)).toBe('folder-too-large');
  });
});
