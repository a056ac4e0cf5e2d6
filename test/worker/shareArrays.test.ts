import { expect, it } from 'vitest';
import { shareArrays } from '../../src/worker/shareArrays.ts';

it('numbers go to shared memory as they are stored, once', () => {
  const data = [Float64Array.of(1, 2), Float32Array.of(0.5), Uint8Array.of(7, 9, 255)];
  const files = {
    'w.npz': Object.fromEntries(data.map((each, i) => [`W${i}`, { shape: [each.length], data: each }])),
  };
  const shared = shareArrays(files);
  expect(shared).toEqual(files);
  for (const [i, each] of data.entries()) {
    const array = shared['w.npz']![`W${i}`]!;
    expect(array.data.constructor).toBe(each.constructor);
    expect(array.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
  const again = shareArrays(shared);
  expect(again['w.npz']!['W0']!.data).toBe(shared['w.npz']!['W0']!.data);
});
