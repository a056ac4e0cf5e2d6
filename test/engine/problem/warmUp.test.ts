import { expect, test } from 'vitest';
import { warmUpBuild, warmUpSizes } from '../../../src/engine/problem/matrixFactorization/warmUp.ts';

test('warming up takes the way of weights that commute, in full size', () => {
  for (const size of warmUpSizes) {
    const built = warmUpBuild(size);
    if (!built.ok) throw new Error(built.faults[0]!.message);
    const { W1, W2, dims } = built.value;
    expect(W1.kind).toBe('diagonal');
    expect(W2.kind).toBe('diagonal');
    expect(dims).toEqual({ m: size, h: size, n: size });
  }
});
