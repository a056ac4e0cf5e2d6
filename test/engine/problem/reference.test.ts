import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { fromRows } from '../../../src/engine/linalg/matrix.ts';
import { frobeniusNorm, plus } from '../../../src/engine/linalg/products.ts';
import { paperMatrix } from '../../../src/engine/problem/matrixFactorization/paperMatrix.ts';
import { readFileSync } from 'node:fs';
import type { Factors } from '../../../src/engine/system.ts';
import { plainModel } from './plainModel.ts';
import { caseAdapter, caseProblem, filesOf, referenceCase } from './referenceCase.ts';
import { built } from './settings.ts';

type Rows = readonly (readonly number[])[];

const blocks = ['A1', 'B1', 'A2', 'B2'] as const;

function distance(a: Matrix, b: Matrix): number {
  return frobeniusNorm(plus(a, b, -1));
}

describe('reference cases through files', () => {
  it.each(['13_unit_gradients', '14_stuck_saddle'])('%s has the gradients and the loss given there', name => {
    const reference = referenceCase(name);
    const files = filesOf(reference);
    const plain = built(caseProblem, caseAdapter(reference), { files, reduce: false });
    const model = plainModel(plain);
    const gradient: Factors = model.gradient(plain.initial);
    const expected = reference['neg_grad'] as Readonly<Record<(typeof blocks)[number], Rows>>;
    for (const block of blocks)
      expect(distance(gradient[block], scaledBack(expected[block]))).toBeLessThan(1e-12);
    const loss = (reference['loss'] as number | undefined) ?? (reference['metrics'] as { loss: number }).loss;
    expect(model.loss(plain.initial) / loss).toBeCloseTo(1, 12);
    // The reduced system has gradients of the same size.
    const reduced = built(caseProblem, caseAdapter(reference), { files });
    const inside = plainModel(reduced).gradient(reduced.initial);
    for (const block of blocks)
      expect(frobeniusNorm(inside[block])).toBeCloseTo(frobeniusNorm(gradient[block]), 10);
  });

  it('14 is stuck: the target’s direction exists, and the adapters do not see it', () => {
    const reference = referenceCase('14_stuck_saddle');
    const { probes, initial } = built(caseProblem, caseAdapter(reference), { files: filesOf(reference) });
    expect(probes.aligned).toBe(true);
    expect(probes.mu).toBeCloseTo(Math.SQRT2, 14);
    const along = initial.A1.data.reduce((sum, a, i) => sum + a * probes.gamma1.y[i]!, 0);
    expect(along).toBe(0);
  });

  it('takes Y_ft as well as the difference', () => {
    const reference = referenceCase('01_gf_text_A_random');
    const files = filesOf(reference);
    const asTarget = { ...caseProblem, target: { kind: 'file', path: 'case.npz', name: 'Yft' } };
    const options = { files, reduce: false };
    const difference = built(caseProblem, caseAdapter(reference), options).target;
    const target = built(asTarget, caseAdapter(reference), options).target;
    expect(distance(target.dense!, difference.dense!)).toBeLessThan(1e-14);
    // Rounding of Y_ft − W₂W₁ is not taken for further directions of the target.
    expect(target.strengths).toHaveLength(1);
  });

  it('reads single .npy files by their own paths', () => {
    const reference = referenceCase('01_gf_text_A_random');
    const arrays = filesOf(reference)['case.npz']!;
    const alone = (name: string) => ({ data: arrays[name]! });
    const files = {
      'first.npy': alone('W1'),
      'second.npy': alone('W2'),
      'delta.NPY': alone('D'),
      ...Object.fromEntries(blocks.map(name => [`${name}.npy`, alone(name)])),
    };
    const problem = {
      pretrained: { kind: 'file', w1: 'first.npy', w2: 'second.npy' },
      target: { kind: 'file', path: 'delta.NPY', quantity: 'difference' },
    };
    const init = { kind: 'file', a1: 'A1.npy', b1: 'B1.npy', a2: 'A2.npy', b2: 'B2.npy' };
    const separate = built(problem, { rank: 3, init }, { files });
    const together = built(caseProblem, caseAdapter(reference), { files: filesOf(reference) });
    expect(separate).toEqual(together);
  });
});

describe('the paper’s weights', () => {
  it('are the stored Y_pre', () => {
    const url = new URL('../../reference/fig_targets.json', import.meta.url);
    const { Ypre, spectrum } = JSON.parse(readFileSync(url, 'utf8')) as { Ypre: Rows; spectrum: number[] };
    expect(paperMatrix).toEqual(fromRows(Ypre));
    const system = built({ pretrained: { kind: 'gaussian', matrix: 'paper', imbalance: 2 } }, {});
    if (system.W2.kind !== 'diagonal' || system.W1.kind !== 'diagonal') throw new Error('not diagonal');
    system.W2.values.forEach((s2, i) => {
      const s1 = (system.W1 as { values: Float64Array }).values[i]!;
      expect(s2 * s1).toBeCloseTo(spectrum[i]!, 12);
      expect(s1 / s2).toBeCloseTo(0.25, 12);
    });
    expect(plainModel(system).loss(system.initial)).toBe(12.5);
  });

  it('multiply to Y_pre in the user’s own coordinates', () => {
    const plain = built({ pretrained: { kind: 'gaussian', matrix: 'paper' } }, {}, { reduce: false });
    if (plain.W2.kind !== 'dense' || plain.W1.kind !== 'dense') throw new Error('not dense');
    const product = fromRows(
      Array.from({ length: 10 }, (_, i) =>
        Array.from({ length: 10 }, (_unused, j) => {
          let sum = 0;
          for (let l = 0; l < 100; l++)
            sum +=
              (plain.W2 as { matrix: Matrix }).matrix.data[i * 100 + l]! *
              (plain.W1 as { matrix: Matrix }).matrix.data[l * 10 + j]!;
          return sum;
        }),
      ),
    );
    expect(distance(product, paperMatrix)).toBeLessThan(1e-13);
  });
});

/** The gradient is minus what the reference lists. */
function scaledBack(rows: Rows): Matrix {
  return fromRows(rows.map(row => row.map(value => (value === 0 ? 0 : -value))));
}
