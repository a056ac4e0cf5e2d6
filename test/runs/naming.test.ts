import { describe, expect, it } from 'vitest';
import { labelTexts, nameVariants, shortFieldNames } from '../../src/runs/naming.ts';

const figureOne = [1e-3, 1e-4, 1e-5].flatMap(scale =>
  ['gaussian', 'spectral'].map(init => ({
    label: { 'adapter.initScale': scale, 'adapter.init': init },
  })),
);

describe('variants are named by what differs', () => {
  it('names the grid of Figure 1', () => {
    const names = nameVariants(figureOne, [0, 1, 2]);
    expect(names.fields).toEqual(['initScale', 'init']);
    expect(names.variants.map(variant => variant.name)).toEqual([
      '10⁻³ gaussian',
      '10⁻³ spectral',
      '10⁻⁴ gaussian',
      '10⁻⁴ spectral',
      '10⁻⁵ gaussian',
      '10⁻⁵ spectral',
    ]);
    expect(names.variants.map(variant => [variant.colour, variant.dash])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
    ]);
  });

  it('two numbers bear the names of their settings', () => {
    const grid = [1, 2].map(rank => ({ label: { 'adapter.rank': rank, 'adapter.initScale': 0.01 * rank } }));
    expect(nameVariants(grid, [0]).variants.map(({ name }) => name)).toEqual([
      'rank 1, initScale 0.01',
      'rank 2, initScale 0.02',
    ]);
  });

  it('leaves out what is the same everywhere, and gives every variant its own id', () => {
    const names = nameVariants(
      [
        { label: { 'adapter.rank': 4, 'dynamics.learningRate': 0.01 } },
        { label: { 'adapter.rank': 4, 'dynamics.learningRate': 0.12 } },
      ],
      [0],
    );
    expect(names.fields).toEqual(['learningRate']);
    expect(new Set(names.variants.map(variant => variant.id)).size).toBe(2);
  });

  it('gives the same settings the same id in whatever order they are written', () => {
    const one = nameVariants([{ label: { a: 1, b: { kind: 'x', c: 2 } } }], [0]);
    const two = nameVariants([{ label: { b: { c: 2, kind: 'x' }, a: 1 } }], [0]);
    expect(one.variants[0]?.id).toBe(two.variants[0]?.id);
  });

  it('names the only variant by its seeds', () => {
    expect(nameVariants([{ label: {} }], [3]).variants[0]?.name).toBe('seed 3');
    expect(nameVariants([{ label: {} }], [0, 1]).variants[0]?.name).toBe('mean of 2 seeds');
  });

  it('puts names from the file first and drops what they decide', () => {
    const names = nameVariants(
      [
        { name: 'Adam', label: { dynamics: { kind: 'adam' }, 'adapter.rank': 2 } },
        { name: 'Adam', label: { dynamics: { kind: 'adam' }, 'adapter.rank': 4 } },
        { name: 'flow', label: { 'adapter.rank': 2 } },
        { name: 'flow', label: { 'adapter.rank': 4 } },
      ],
      [0],
    );
    expect(names.fields).toEqual(['variant', 'rank']);
    expect(names.variants.map(variant => variant.name)).toEqual(['Adam 2', 'Adam 4', 'flow 2', 'flow 4']);
  });

  it('keeps third fields and seventh colours apart by dash', () => {
    const three = [0, 1].flatMap(a => [0, 1].flatMap(b => [0, 1].map(c => ({ label: { a, b, c } }))));
    const looks = nameVariants(three, [0]).variants.map(variant => `${variant.colour} ${variant.dash}`);
    expect(new Set(looks).size).toBe(8);
    const many = Array.from({ length: 8 }, (_, a) => ({ label: { a } }));
    const manyLooks = nameVariants(many, [0]).variants.map(variant => `${variant.colour} ${variant.dash}`);
    expect(new Set(manyLooks).size).toBe(8);
  });
});

describe('labels', () => {
  it('keeps a column of powers of ten in one style', () => {
    expect(labelTexts([1e-2, 1e-3])).toEqual(['10⁻²', '10⁻³']);
    expect(labelTexts([0.01, 0.03])).toEqual(['0.01', '0.03']);
    expect(labelTexts([1, 10, 100])).toEqual(['1', '10', '100']);
  });

  it('tells objects of one kind apart by their settings', () => {
    expect(labelTexts(['spectral', { kind: 'gaussian', randomFactor: 'B' }])).toEqual([
      'spectral',
      'gaussian',
    ]);
    expect(
      labelTexts([
        { kind: 'gaussian', randomFactor: 'A' },
        { kind: 'gaussian', randomFactor: 'B' },
      ]),
    ).toEqual(['gaussian randomFactor A', 'gaussian randomFactor B']);
  });

  it('lengthens field names only where they clash', () => {
    expect(shortFieldNames(['problem.pretrained.kind', 'problem.target.kind', 'adapter.rank'])).toEqual([
      'pretrained.kind',
      'target.kind',
      'rank',
    ]);
  });
});
