import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_ELEMENTS } from '../../src/data/array.ts';
import { parseNpy } from '../../src/data/npy.ts';
import { npyBytes } from './npyBytes.ts';

const file = (name: string) => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));
const expected = { shape: [2, 3], data: Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) };

describe('arrays as NumPy writes them', () => {
  test.each(['c_f8.npy', 'fortran_f8.npy', 'c_f4.npy', 'half.npy'])('%s', name => {
    expect(parseNpy(file(name), name)).toEqual({ ok: true, value: expected });
  });

  test.each(['i1', 'u1', 'i2', 'u2', 'i4', 'u4', 'i8', 'u8'])('integers of type %s', type => {
    const name = `whole_${type}.npy`;
    const value = { shape: [2, 3], data: Float64Array.of(0, 1, 2, 3, 4, 100) };
    expect(parseNpy(file(name), name)).toEqual({ ok: true, value });
  });

  test('signs, truth values and every sort of half precision', () => {
    const dataOf = (name: string) => {
      const read = parseNpy(file(name), name);
      return read.ok ? [...read.value.data] : read.faults;
    };
    expect(dataOf('signed.npy')).toEqual([-1, 1, -128]);
    expect(dataOf('truth.npy')).toEqual([1, 0, 1]);
    expect(dataOf('halves.npy')).toEqual([1, -2.5, 65504, 2 ** -24, -(2 ** -15), Infinity, NaN, 0]);
  });

  test.each([
    ['c_f4.npy', Float32Array],
    ['half.npy', Float32Array],
    ['whole_i2.npy', Float32Array],
    ['whole_u1.npy', Uint8Array],
    ['truth.npy', Uint8Array],
    ['whole_i4.npy', Float64Array],
    ['c_f8.npy', Float64Array],
  ])('%s is kept as narrow as it is stored where that is asked for', (name, kind) => {
    const [narrow, wide] = [parseNpy(file(name), name, 'asStored'), parseNpy(file(name), name)];
    if (!narrow.ok || !wide.ok) throw new Error('not read');
    expect(narrow.value.data).toBeInstanceOf(kind);
    expect([...narrow.value.data]).toEqual([...wide.value.data]);
  });

  test('three dimensions in Fortran order come out in C order', () => {
    const cube = parseNpy(file('cube_fortran.npy'), 'cube');
    expect(cube.ok && [...cube.value.data]).toEqual(Array.from({ length: 24 }, (_, i) => i));
  });

  test('a single number has no dimensions', () => {
    expect(parseNpy(file('scalar.npy'), 's')).toEqual({
      ok: true,
      value: { shape: [], data: Float64Array.of(2.5) },
    });
  });
});

describe('everything else is a fault that names file and reason', () => {
  test.each([
    ['big_endian.npy', 'npy-dtype', 'big-endian'],
    ['complex.npy', 'npy-dtype', 'complex'],
    ['objects.npy', 'npy-dtype', 'Python objects'],
    ['structured.npy', 'npy-dtype', 'structured'],
    ['empty.npy', 'npy-empty', '0×3'],
    ['beyond.npy', 'integer-too-large', '2⁵³'],
  ])('%s', (name, code, reason) => {
    const result = parseNpy(file(name), `weights/${name}`);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.faults).toHaveLength(1);
    expect(result.faults[0]!.code).toBe(code);
    expect(result.faults[0]!.message).toContain(`weights/${name}`);
    expect(result.faults[0]!.message).toContain(reason);
    expect(result.faults[0]!.remedy).not.toBe('');
  });

  const codeOf = (bytes: Uint8Array) => {
    const result = parseNpy(bytes, 'x.npy');
    return result.ok ? 'ok' : result.faults[0]!.code;
  };
  const header = (shape: string) => `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;

  test('a shape whose product overflows is refused before anything is allocated', () => {
    expect(codeOf(npyBytes(header('(4294967296, 4294967296)'), new Uint8Array(16)))).toBe('npy-too-large');
    expect(codeOf(npyBytes(header(`(${'9'.repeat(400)}, 2)`), new Uint8Array(16)))).toBe('npy-too-large');
    expect(codeOf(npyBytes(header(`(${MAX_ELEMENTS + 1},)`), new Uint8Array(16)))).toBe('npy-too-large');
    expect(codeOf(npyBytes(header(`(${MAX_ELEMENTS},)`), new Uint8Array(16)))).toBe('npy-truncated');
  });

  test('wrong magic, unknown version, unreadable header', () => {
    expect(codeOf(Uint8Array.of(1, 2, 3))).toBe('npy-magic');
    expect(codeOf(npyBytes(header('(1,)'), new Uint8Array(8), 9))).toBe('npy-version');
    expect(codeOf(npyBytes('{}', new Uint8Array(8)))).toBe('npy-header');
    expect(codeOf(npyBytes(header('(-1,)'), new Uint8Array(8)))).toBe('npy-header');
    expect(codeOf(npyBytes(header('(1.5,)'), new Uint8Array(8)))).toBe('npy-header');
  });

  test('every truncation is a fault', () => {
    const whole = file('c_f8.npy');
    for (let length = 0; length < whole.length; length++) {
      const cut = parseNpy(whole.subarray(0, length), 'cut.npy');
      expect(cut.ok).toBe(false);
      if (!cut.ok) expect(cut.faults[0]!.code).toBe(length < 6 ? 'npy-magic' : 'npy-truncated');
    }
  });

  test('random damage never throws, and what is read has the length of its shape', () => {
    const whole = file('c_f8.npy');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), damage => {
        const bytes = whole.slice();
        for (const [at, value] of damage) bytes[at] = value;
        const result = parseNpy(bytes, 'x.npy');
        if (result.ok) expect(result.value.data.length).toBe(result.value.shape.reduce((a, b) => a * b, 1));
        else expect(result.faults[0]!.message).toContain('x.npy');
      }),
    );
  });
});

test('doubles round-trip bit for bit through both orders and formats 1 to 3', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(1, 2, 3),
      fc.boolean(),
      (numbers, version, fortran) => {
        const data = new Float64Array(numbers);
        const text = `{'descr': '<f8', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (1, ${data.length}), }`;
        const result = parseNpy(npyBytes(text, new Uint8Array(data.buffer), version), 'x.npy');
        expect(result).toEqual({ ok: true, value: { shape: [1, data.length], data } });
      },
    ),
  );
});
