import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openArrays } from '../../src/data/arrays.ts';
import { npyFile } from '../../src/data/writeNpy.ts';
import { zipOf } from '../../src/data/writeZip.ts';

const header = (bytes: Uint8Array): string =>
  new TextDecoder('latin1').decode(bytes.subarray(10, 10 + (bytes[8]! | (bytes[9]! << 8))));

describe('arrays written for NumPy', () => {
  test('are the bytes that numpy.save writes', () => {
    const written = npyFile({ shape: [2, 3], entries: Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) });
    const saved = readFileSync(new URL('files/c_f8.npy', import.meta.url));
    expect(Buffer.from(written).equals(saved)).toBe(true);
  });

  test('read back as the same bits, whatever their shape', () => {
    const numbers = fc.oneof(fc.double(), fc.constantFrom(-0, NaN, Infinity, -Infinity, 5e-324));
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 1, maxLength: 40 }), fc.boolean(), (values, flat) => {
        const shape = flat ? [values.length] : [1, values.length, 1];
        const read = openArrays(npyFile({ shape, entries: Float64Array.from(values) }), 'a.npy');
        const array = read.ok ? read.value.read('data') : read;
        if (!array.ok) throw new Error(array.faults[0]!.message);
        expect(array.value.shape).toEqual(shape);
        expect([...array.value.data]).toEqual(values);
      }),
    );
  });

  test('the numbers begin at a multiple of 64', () => {
    for (const shape of [[], [1], [123_456, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]) {
      const bytes = npyFile({ shape, entries: Float64Array.of(1) });
      expect((10 + header(bytes).length) % 64).toBe(0);
      expect(header(bytes).endsWith('\n')).toBe(true);
    }
  });

  test('whole numbers are int64, texts UTF-32 of the longest', () => {
    const whole = npyFile({ shape: [2], entries: BigInt64Array.of(1n, -2n) });
    expect(header(whole)).toContain("'descr': '<i8', 'fortran_order': False, 'shape': (2,), }");
    expect([...whole.subarray(-8)]).toEqual([254, 255, 255, 255, 255, 255, 255, 255]);
    const texts = npyFile({ shape: [2], entries: ['α', 'ab𝛼'] });
    expect(header(texts)).toContain("'<U3'");
    expect(texts.length - 10 - header(texts).length).toBe(2 * 3 * 4);
    expect([...texts.subarray(-4)]).toEqual([0xfc, 0xd6, 0x01, 0x00]);
    expect(header(npyFile({ shape: [], entries: [''] }))).toContain("'<U1'");
  });
});

describe('archives written for NumPy', () => {
  const members = [
    { name: 'loss.npy', bytes: npyFile({ shape: [1], entries: Float64Array.of(0.1) }) },
    { name: 'α.npy', bytes: npyFile({ shape: [1], entries: Float64Array.of(2) }) },
  ];

  test('are zip files that others read', () => {
    const read = unzipSync(zipOf(members));
    expect(Object.keys(read)).toEqual(['loss.npy', 'α.npy']);
    for (const { name, bytes } of members) expect(Buffer.from(read[name]!).equals(bytes)).toBe(true);
  });

  test('and that we read, checksums included', () => {
    const opened = openArrays(zipOf(members), 'a.npz');
    expect(opened.ok && opened.value.names).toEqual(['loss', 'α']);
    expect(opened.ok && opened.value.read('α')).toEqual({
      ok: true,
      value: { shape: [1], data: Float64Array.of(2) },
    });
  });

  test('of nothing are empty archives', () => {
    expect(unzipSync(zipOf([]))).toEqual({});
  });
});
