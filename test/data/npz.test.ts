import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openArrays } from '../../src/data/arrays.ts';

const file = (name: string) => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));
const a = { shape: [2, 3], data: Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) };
const transposed = { shape: [3, 2], data: Float64Array.of(0, 0.75, 0.25, 1, 0.5, 1.25) };

/** Code of the first fault on the way to an array, or `ok`. */
function outcome(bytes: Uint8Array, name: string): { code: string; message: string } {
  const opened = openArrays(bytes, 'w.npz');
  const result = opened.ok ? opened.value.read(name) : opened;
  if (result.ok) return { code: 'ok', message: '' };
  return { code: result.faults[0]!.code, message: result.faults[0]!.message };
}

describe('archives as NumPy writes them', () => {
  test('stored', () => {
    const opened = openArrays(file('stored.npz'), 'w.npz');
    expect(opened.ok && opened.value.names).toEqual(['W1', 'W2', 'f4', 'i8']);
    if (!opened.ok) return;
    expect(opened.value.read('W1')).toEqual({ ok: true, value: a });
    expect(opened.value.read('W2')).toEqual({ ok: true, value: transposed });
    expect(opened.value.read('f4')).toEqual({ ok: true, value: a });
    expect(opened.value.read('i8')).toEqual({
      ok: true,
      value: { shape: [3], data: Float64Array.of(0, 1, 2) },
    });
  });

  test('deflated', () => {
    const opened = openArrays(file('deflated.npz'), 'w.npz');
    expect(opened.ok && opened.value.read('W2')).toEqual({ ok: true, value: transposed });
  });

  test('a bare .npy gives its array for any name', () => {
    const opened = openArrays(file('c_f8.npy'), 'w.npy');
    expect(opened.ok && opened.value.names).toEqual(['data']);
    expect(opened.ok && opened.value.read('whatever')).toEqual({ ok: true, value: a });
  });
});

describe('faults name file, array and reason', () => {
  test('an array of another type spoils only itself', () => {
    const mixed = zipSync({ 'c.npy': file('complex.npy'), 'W1.npy': file('c_f8.npy') }, { level: 0 });
    const { code, message } = outcome(mixed, 'c');
    expect(code).toBe('npy-dtype');
    expect(message).toBe('w.npz, array c: complex numbers (<c16) cannot be read, only real ones');
    expect(outcome(mixed, 'W1').code).toBe('ok');
  });

  test('a missing array comes with the names that are there', () => {
    const { code, message } = outcome(file('stored.npz'), 'Y');
    expect(code).toBe('array-missing');
    expect(message).toBe('w.npz: there is no array Y; the file has W1, W2, f4, i8');
  });

  test.each([
    [new Uint8Array(0), 'file-empty'],
    [new TextEncoder().encode('hello'), 'file-format'],
    [new TextEncoder().encode('\u0089HDF\r\n'), 'file-format'],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'zip-truncated'],
    [Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18)), 'npz-empty'],
  ])('%#', (bytes, code) => {
    expect(outcome(bytes, 'W1').code).toBe(code);
  });

  test('every truncation is a fault', () => {
    for (const name of ['stored.npz', 'deflated.npz']) {
      const whole = file(name);
      for (let length = 0; length < whole.length; length++) {
        expect(outcome(whole.subarray(0, length), 'W1').code).not.toBe('ok');
      }
    }
  });

  test('a changed byte of the numbers is noticed by the checksum', () => {
    const whole = file('stored.npz');
    const at = whole.findIndex(
      (_, i) => i > 128 && whole[i] === 0xf4 && whole[i - 1] === 0x00 && whole[i + 1] === 0x3f,
    );
    expect(at).toBeGreaterThan(0);
    const bytes = whole.slice();
    bytes[at] = 0xf5;
    const codes = ['W1', 'W2', 'f4'].map(name => outcome(bytes, name).code);
    expect(codes).toContain('zip-corrupt');
  });

  test('zip64, encrypted and otherwise packed members are refused', () => {
    const whole = file('stored.npz');
    const view = new DataView(whole.buffer);
    const end = whole.length - 22;
    const entry = view.getUint32(end + 16, true);
    const changed = (at: number, ...values: number[]) => {
      const bytes = whole.slice();
      bytes.set(values, at);
      return outcome(bytes, 'W1');
    };
    expect(changed(end + 10, 0xff, 0xff).code).toBe('zip64');
    expect(changed(entry + 24, 0xff, 0xff, 0xff, 0xff).code).toBe('zip64');
    expect(changed(entry + 8, 1).code).toBe('zip-encrypted');
    expect(changed(entry + 10, 12).code).toBe('zip-method');
    expect(changed(entry + 24, 0xff, 0xff, 0xff, 0x7f).code).toBe('npy-too-large');
  });

  test('random damage never throws', () => {
    for (const name of ['stored.npz', 'deflated.npz']) {
      const whole = file(name);
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), damage => {
          const bytes = whole.slice();
          for (const [at, value] of damage) bytes[at] = value;
          const opened = openArrays(bytes, 'w.npz');
          if (opened.ok) opened.value.names.forEach(array => opened.value.read(array));
        }),
        { numRuns: 200 },
      );
    }
  });
});
