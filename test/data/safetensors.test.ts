import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openArrays } from '../../src/data/arrays.ts';

const whole = new Uint8Array(readFileSync(new URL('files/some.safetensors', import.meta.url)));
const numbers = [0, 0.25, 0.5, 0.75, 1, 1.25];

/** A file with this header and so many zeros behind it. */
function fileOf(header: unknown, length = 24): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

function outcome(bytes: Uint8Array, name = 'W'): string {
  const opened = openArrays(bytes, 'w.safetensors');
  const result = opened.ok ? opened.value.read(name) : opened;
  return result.ok ? 'ok' : result.faults[0]!.code;
}

const tensor = (dtype: string, shape: readonly number[], offsets: readonly number[]) => ({
  W: { dtype, shape, data_offsets: offsets },
});

describe('as the library writes them', () => {
  const opened = openArrays(whole, 'some.safetensors');
  const dataOf = (name: string) => {
    const read = opened.ok ? opened.value.read(name, 'asStored') : opened;
    return read.ok ? read.value : read.faults;
  };

  test('its tensors without its metadata', () => {
    const names = opened.ok ? [...opened.value.names].sort() : [];
    expect(names).toEqual(['bf16', 'f16', 'f32', 'f64', 'i64', 'truth', 'u8']);
  });

  test('numbers of every precision', () => {
    expect(dataOf('f64')).toEqual({ shape: [2, 3], data: Float64Array.from(numbers) });
    for (const name of ['f32', 'f16', 'bf16'])
      expect(dataOf(name)).toEqual({ shape: [2, 3], data: Float32Array.from(numbers) });
    expect(dataOf('i64')).toEqual({ shape: [3], data: Float64Array.of(0, 1, 2) });
    expect(dataOf('u8')).toEqual({ shape: [3], data: Uint8Array.of(0, 1, 2) });
    expect(dataOf('truth')).toEqual({ shape: [2], data: Uint8Array.of(1, 0) });
  });
});

describe('faults', () => {
  test.each([
    ['fits', tensor('F64', [3], [0, 24]), 'ok'],
    ['too few bytes for its shape', tensor('F64', [2], [0, 24]), 'safetensors-size'],
    ['beyond the end', tensor('F64', [4], [0, 32]), 'safetensors-truncated'],
    ['a type that is not read', tensor('F8_E4M3', [24], [0, 24]), 'safetensors-dtype'],
    ['no shape', { W: { dtype: 'F64', data_offsets: [0, 24] } }, 'safetensors-header'],
    ['offsets backwards', tensor('F64', [3], [24, 0]), 'safetensors-header'],
    ['no entries', tensor('F64', [0], [0, 0]), 'npy-empty'],
    ['another name', { X: { dtype: 'F64', shape: [3], data_offsets: [0, 24] } }, 'array-missing'],
    ['no tensor', { __metadata__: { format: 'pt' } }, 'safetensors-empty'],
    ['broken JSON', '{"W":', 'safetensors-header'],
  ])('%s', (_, header, code) => {
    expect(outcome(fileOf(header))).toBe(code);
  });

  test('every truncation of a file is a fault', () => {
    for (let length = 9; length < whole.length; length++)
      expect(outcome(whole.subarray(0, length), 'f64')).toBe('safetensors-truncated');
  });

  test('random damage never throws', () => {
    const files = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(files, damage => {
        const bytes = whole.slice();
        for (const [at, value] of damage) bytes[at] = value;
        const opened = openArrays(bytes, 'x.safetensors');
        if (!opened.ok) return;
        for (const name of opened.value.names) {
          const read = opened.value.read(name);
          if (read.ok) expect(read.value.data.length).toBe(read.value.shape.reduce((a, b) => a * b, 1));
        }
      }),
    );
  });
});
