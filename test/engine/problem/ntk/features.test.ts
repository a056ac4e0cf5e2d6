import { describe, expect, it } from 'vitest';
import { productOf } from '../../../../src/engine/problem/ntk/factors.ts';
import { DenseFeatures } from '../../../../src/engine/problem/ntk/features/dense.ts';
import { LayerFeatures } from '../../../../src/engine/problem/ntk/features/layer.ts';
import { inner, normals } from './tasks.ts';

const shape = { m: 4, n: 3, samples: 5, outputs: 2 };
const rank = 3;
const deltas = normals(10 * 4, 1);
const inputs = normals(5 * 3, 2);
const outer = new Float64Array(10 * 12);
for (let q = 0; q < 10; q++)
  for (let a = 0; a < 4; a++)
    for (let j = 0; j < 3; j++)
      outer[q * 12 + a * 3 + j] = deltas[q * 4 + a]! * inputs[Math.floor(q / 2) * 3 + j]!;
const layer = new LayerFeatures(shape, deltas, inputs);
const dense = new DenseFeatures(shape, outer);

const left = normals(7 * rank, 3);
const right = normals(7 * rank, 4);
const e = normals(10, 5);

function expectClose(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
}

it('a layer’s features are the outer products of its deltas and inputs', () => {
  const x = normals(12, 6);
  const [f, g] = [new Float64Array(10), new Float64Array(10)];
  layer.apply(x, f);
  dense.apply(x, g);
  expectClose(f, g);
  layer.applyFactors(left, right, rank, f);
  dense.applyFactors(left, right, rank, g);
  expectClose(f, g);
  const [s, t] = [new Float64Array(12), new Float64Array(12)];
  layer.adjoint(e, s);
  dense.adjoint(e, t);
  expectClose(s, t);
  const [p, q] = [normals(21, 7), normals(21, 7)];
  layer.addAdjointFactors(e, left, rank, p);
  dense.addAdjointFactors(e, left, rank, q);
  expectClose(p, q);
});

describe.each([
  ['dense', dense],
  ['layer', layer],
])('%s features', (_, features) => {
  it('of factors are those of their product', () => {
    const [f, g] = [new Float64Array(10), new Float64Array(10)];
    features.applyFactors(left, left, rank, f);
    features.apply(productOf(left, { m: 4, n: 3, rank }).data, g);
    expectClose(f, g);
  });

  it('have an adjoint: ⟨e, GX⟩ = ⟨Gᵀe, X⟩, also through the factors', () => {
    const x = normals(12, 8);
    const f = new Float64Array(10);
    const s = new Float64Array(12);
    features.apply(x, f);
    features.adjoint(e, s);
    expect(inner(e, f)).toBeCloseTo(inner(s, x), 12);
    const pulled = new Float64Array(21);
    features.addAdjointFactors(e, left, rank, pulled);
    // The derivative of ⟨e, G(uvᵀ)⟩ along a direction.
    const direction = normals(21, 9);
    const [along, across] = [new Float64Array(10), new Float64Array(10)];
    features.applyFactors(direction, left, rank, along);
    features.applyFactors(left, direction, rank, across);
    expect(inner(pulled, direction)).toBeCloseTo(inner(e, along) + inner(e, across), 12);
  });
});

it('data of the wrong length are a bug, not a result', () => {
  expect(() => new DenseFeatures(shape, new Float64Array(11))).toThrow(RangeError);
  expect(() => new LayerFeatures(shape, deltas, new Float64Array(11))).toThrow(RangeError);
});
