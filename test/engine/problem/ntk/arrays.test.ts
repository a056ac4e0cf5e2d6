import { describe, expect, it } from 'vitest';
import type { FileArray, StoredArray } from '../../../../src/engine/problem/arrays.ts';
import { arraysTask } from '../../../../src/engine/problem/ntk/sources/arrays.ts';
import type { LossName } from '../../../../src/engine/problem/ntk/loss/contract.ts';
import { normals } from './tasks.ts';

const array = (shape: readonly number[], data?: readonly number[]): FileArray => ({
  shape,
  data: data
    ? Float64Array.from(data)
    : normals(
        shape.reduce((product, length) => product * length, 1),
        1,
      ),
});

function read(arrays: Readonly<Record<string, StoredArray>>, loss: LossName = 'squared', f0?: string) {
  const source = { kind: 'file', path: 'g.npz', G: 'G', y: 'y', ...(f0 !== undefined && { f0 }) } as const;
  return arraysTask(source, loss, { 'g.npz': arrays });
}

const codes = (result: ReturnType<typeof read>): readonly string[] =>
  result.ok ? [] : result.faults.map(({ code }) => code);

describe('a user’s own features', () => {
  it('come as N×m×n or N×K×m×n, with y and f₀ to match', () => {
    const one = read({ G: array([5, 3, 2]), y: array([5]), f: array([5, 1]) }, 'squared', 'f');
    expect(one.ok && one.value.features).toMatchObject({ m: 3, n: 2, samples: 5, outputs: 1 });
    const three = read({ G: array([5, 3, 4, 2]), y: array([5, 3]) });
    expect(three.ok && three.value.features).toMatchObject({ m: 4, n: 2, samples: 5, outputs: 3 });
    expect(three.ok && three.value.initial).toEqual(new Float64Array(15));
  });

  it('take labels for cross entropy as numbers or one-hot', () => {
    const labels = [2, 0, 1, 2, 0];
    const hot = labels.flatMap(label => [0, 1, 2].map(k => (k === label ? 1 : 0)));
    const G = array([5, 3, 4, 2]);
    for (const y of [array([5], labels), array([5, 3], hot)]) {
      const task = read({ G, y }, 'crossEntropy');
      expect(task.ok && Array.from(task.value.targets)).toEqual(labels);
    }
    const bytes = { shape: [5], data: Uint8Array.from(labels) };
    const task = read({ G, y: bytes }, 'crossEntropy');
    expect(task.ok && task.value.targets).toEqual(Float64Array.from(labels));
    for (const y of [
      [0, 1, 1],
      [-1, 1, 1],
    ]) {
      const task = read({ G: array([3, 2, 2]), y: array([3], y) }, 'crossEntropy');
      expect(task.ok && Array.from(task.value.targets)).toEqual([-1, 1, 1]);
    }
  });

  it('are refused with a reason where they do not fit', () => {
    const G = array([5, 3, 2]);
    expect(codes(read({ G: array([5, 3]), y: array([5]) }))).toEqual(['features-shape']);
    expect(codes(read({ G, y: array([4]) }))).toEqual(['features-mismatch']);
    expect(codes(read({ G, y: array([5, 2]) }))).toEqual(['features-mismatch']);
    expect(codes(read({ G, y: array([5]), f: array([6]) }, 'squared', 'f'))).toEqual(['features-mismatch']);
    expect(codes(read({ G, y: array([5], [0, 1, 2, 0, 1]) }, 'crossEntropy'))).toEqual([
      'label-out-of-range',
    ]);
    expect(codes(read({ G, y: array([5], [0, 1, -1, 0, 1]) }, 'crossEntropy'))).toEqual([
      'label-out-of-range',
    ]);
    const many = array([2, 3, 2, 2]);
    expect(codes(read({ G: many, y: array([2], [0, 3]) }, 'crossEntropy'))).toEqual(['label-out-of-range']);
    expect(codes(read({ G: many, y: array([2], [0, 0.5]) }, 'crossEntropy'))).toEqual(['label-out-of-range']);
    expect(codes(read({ G: many, y: array([2, 3], [1, 0, 0, 1, 1, 0]) }, 'crossEntropy'))).toEqual([
      'label-out-of-range',
    ]);
    expect(codes(read({ G: array([2, 2, 1], [1, NaN, 3, 4]), y: array([2]) }))).toEqual(['entry-not-finite']);
    expect(codes(read({ y: array([2]) }))).toEqual(['array-missing']);
  });

  it('say where a bad entry is', () => {
    const found = read({ G: array([2, 2, 2], [1, 2, 3, 4, 5, 6, Infinity, 8]), y: array([2]) });
    expect(found.ok ? '' : found.faults[0]!.message).toBe('Array “G” of “g.npz” holds Infinity at [1, 1, 0]');
  });
});
