import { readFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openArrays } from '../../src/data/arrays.ts';

const file = (name: string) => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));

/** Code of the first fault on the way to an array, or `ok`. */
function outcome(bytes: Uint8Array, path: string, name = 'data'): string {
  const opened = openArrays(bytes, path);
  const result = opened.ok ? opened.value.read(name) : opened;
  return result.ok ? 'ok' : result.faults[0]!.code;
}

const images = {
  shape: [2, 3, 4],
  data: Uint8Array.from({ length: 24 }, (_, i) => (7 * i) % 256),
};

describe('IDX', () => {
  test.each(['images-idx3-ubyte', 'images-idx3-ubyte.gz'])('%s', name => {
    const opened = openArrays(file(name), name);
    expect(opened.ok && opened.value.names).toEqual(['data']);
    expect(opened.ok && opened.value.read('data', 'asStored')).toEqual({ ok: true, value: images });
  });

  test('numbers are big-endian', () => {
    const opened = openArrays(file('floats-idx2'), 'floats-idx2');
    const value = { shape: [2, 3], data: Float64Array.of(0, 0.25, 0.5, 0.75, 1, 1.25) };
    expect(opened.ok && opened.value.read('data')).toEqual({ ok: true, value });
  });

  test('every truncation is a fault', () => {
    const whole = file('images-idx3-ubyte');
    for (let length = 4; length < whole.length; length++)
      expect(outcome(whole.subarray(0, length), 'cut')).toBe('idx-truncated');
  });

  test('no examples, too many', () => {
    expect(outcome(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 0), 'x')).toBe('npy-empty');
    expect(outcome(Uint8Array.of(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255), 'x')).toBe(
      'npy-too-large',
    );
  });
});

describe('gzip', () => {
  test('what is packed may be any of the other formats', () => {
    expect(outcome(gzipSync(file('c_f8.npy')), 'w.npy.gz')).toBe('ok');
    expect(outcome(gzipSync(file('stored.npz'), { filename: 'stored.npz' }), 'w.gz', 'W1')).toBe('ok');
  });

  test('every truncation is named', () => {
    const whole = file('images-idx3-ubyte.gz');
    for (let length = 3; length < whole.length; length++)
      expect(['gzip-truncated', 'gzip-corrupt']).toContain(outcome(whole.subarray(0, length), 'x.gz'));
    expect(outcome(whole.subarray(0, whole.length - 20), 'x.gz')).toBe('gzip-truncated');
  });

  test('a changed byte is found by the checksum', () => {
    const noise = Uint8Array.from({ length: 400 }, (_, i) => (i * i * 31 + i) % 251);
    const bytes = gzipSync(noise, { level: 0 });
    bytes[60]! ^= 1;
    expect(outcome(bytes, 'x.gz')).toBe('gzip-corrupt');
  });
});

describe('binary batches of CIFAR-10', () => {
  const batch = (labels: readonly number[]) =>
    Uint8Array.from(labels.flatMap(label => [label, ...Array.from({ length: 3072 }, (_, i) => i % 256)]));

  test('images and labels', () => {
    const opened = openArrays(batch([3, 9]), 'data_batch_1.bin');
    const read = (name: string) => (opened.ok ? opened.value.read(name, 'asStored') : opened);
    const labels = { shape: [2], data: Uint8Array.of(3, 9) };
    expect(opened.ok && opened.value.names).toEqual(['images', 'labels']);
    expect(read('labels')).toEqual({ ok: true, value: labels });
    const pixels = read('images');
    expect(pixels.ok && pixels.value.shape).toEqual([2, 3, 32, 32]);
    expect(pixels.ok && [...pixels.value.data.subarray(3070, 3074)]).toEqual([254, 255, 0, 1]);
  });

  test('an airplane first does not make an IDX file of it', () => {
    expect(outcome(batch([0]).fill(0, 0, 2).fill(8, 2, 3), 'test_batch.bin', 'labels')).toBe('ok');
  });

  test('other sizes and labels are refused', () => {
    expect(outcome(batch([1]).subarray(1), 'test_batch.bin')).toBe('cifar-size');
    expect(outcome(batch([10]), 'test_batch.bin')).toBe('cifar-label');
  });
});

test('a Git LFS pointer says so, whatever it stands for', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 80000000\n';
  const opened = openArrays(new TextEncoder().encode(pointer), 'features.npz');
  expect(opened.ok).toBe(false);
  if (opened.ok) return;
  expect(opened.faults[0]!.code).toBe('file-lfs-pointer');
  expect(opened.faults[0]!.message).toContain('80000000');
});
