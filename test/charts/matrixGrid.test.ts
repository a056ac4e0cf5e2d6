import { describe, expect, test } from 'vitest';
import { cividis } from '../../src/charts/cividis.ts';
import { matrixGrid, sampleAt } from '../../src/charts/model/matrixGrid.ts';
import type { MatrixView } from '../../src/protocol/directions.ts';

const matrix: MatrixView = {
  variant: 'v',
  size: 2,
  t: Float64Array.from([0, 1, 2]),
  mean: Float64Array.from([-40, -40, -40, -40, -3, -6, -20, Number.NaN, 0.5, -3, -4, -5]),
  sd: new Float64Array(12).fill(0.25),
};
const target = { sigma: [3.2], times: [null], withheld: 'not here' };
const grid = (sample: number, y: 'log' | 'linear' = 'log') => matrixGrid(matrix, sample, target, y, true);

describe('a matrix at a time', () => {
  test('is read at the sample nearest to the time, at the end where none is asked for', () => {
    expect([-1, 0.4, 0.6, 1.7, 9, null].map(time => sampleAt(matrix.t, time))).toEqual([0, 0, 1, 2, 2, 2]);
  });

  test('has exponents on a log scale, values on a linear one; zero is zero, undefined is none', () => {
    const texts = (of: ReturnType<typeof grid>) => of.cells.flat().map(cell => cell?.text ?? null);
    expect(texts(grid(0))).toEqual(['0', '0', '0', '0']);
    expect(texts(grid(1))).toEqual(['−3.0', '−6.0', '−20.0', null]);
    expect(texts(grid(2, 'linear'))).toEqual(['3.2', '0.001', '10⁻⁴', '10⁻⁵']);
  });

  test('a colour means the same at all times, over twelve decades at most', () => {
    expect(grid(2).cells[0]![0]!.fill).toBe(cividis(1).fill);
    expect(grid(1).cells[1]![0]!.fill).toBe(cividis(0).fill);
    expect(grid(1).cells[0]![0]!.fill).toBe(cividis((-3 + 11.5) / 12).fill);
    expect([grid(0).low, grid(0).high]).toEqual(['≤ 3 × 10⁻¹²', '3']);
    expect(grid(0, 'linear').low).toBe('0');
  });

  test('says what each entry is: inside the directions, outside, and what the diagonal is to become', () => {
    const words = grid(2)
      .cells.flat()
      .map(cell => cell!.words.split(' = ')[0]);
    expect(words).toEqual(['|u₁ᵀFv₁|', '‖u₁ᵀFV⊥‖', '‖U⊥ᵀFv₁‖', '‖U⊥ᵀFV⊥‖']);
    expect(grid(2).cells[0]![0]!.words).toBe('|u₁ᵀFv₁| = 3.16, log₁₀ 0.50 ± 0.25; target σ₁ = 3.2');
    expect(grid(2).rows).toEqual(['u₁', 'U⊥']);
    expect(grid(2).columns).toEqual(['v₁', 'V⊥']);
  });
});
