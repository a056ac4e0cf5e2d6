import { describe, expect, test } from 'vitest';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { layoutOf, packFactors } from '../../../src/engine/kernel/layout.ts';
import { jacobiSvd } from '../../../src/engine/linalg/jacobiSvd.ts';
import { zeros, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import { besides, columns, multiply, plus, scaled, transpose } from '../../../src/engine/linalg/products.ts';
import { TrajectoryPoint } from '../../../src/engine/metric/point.ts';
import { Recorder, columnKeys } from '../../../src/engine/metric/recorder.ts';
import { chooseMetrics, metrics } from '../../../src/engine/metric/registry.ts';
import { smallSingularValues } from '../../../src/engine/metric/smallSingularValues.ts';
import { symmetricEigen } from '../../../src/engine/metric/symmetricEigen.ts';
import { thinTriangle } from '../../../src/engine/metric/thinTriangle.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import type { System } from '../../../src/engine/system.ts';
import { randomSystem, systemOf, withScaling } from '../dynamics/systems.ts';

const everything = metrics.map(metric => metric.info.key);

/** All metrics at a system's initial factors. */
function valuesAt(system: System): (key: string) => number {
  const layout = layoutOf(system.dims, system.rank1, system.rank2);
  const state = new Float64Array(layout.length);
  packFactors(layout, system.initial, state);
  const kernel = chooseKernel()(system);
  const y = kernel.allocate();
  kernel.write(y, system.initial);
  const point = new TrajectoryPoint(system);
  point.moveTo(0, state, {
    loss: () => kernel.loss(y),
    squaredGradient: () => 1,
    residualParts: parts => kernel.residualParts(y, parts),
  });
  const row = new Recorder(point, everything, false).row(point, 0);
  const keys = columnKeys(chooseMetrics(everything), point, false);
  return key => row[keys.indexOf(key)]!;
}

function matrixOf(factor: System['W2']): Matrix {
  if (factor.kind !== 'dense') throw new Error('not dense');
  return factor.matrix;
}

/** F formed entry by entry. */
function denseMap(system: System): Matrix {
  const { scaling: s, initial } = system;
  const M1 = plus(matrixOf(system.W1), multiply(initial.B1, initial.A1), s);
  const M2 = plus(matrixOf(system.W2), multiply(initial.B2, initial.A2), s);
  return plus(multiply(M2, M1), multiply(matrixOf(system.W2), matrixOf(system.W1)), -1);
}

describe.each([1, 0.5, 3])('metrics against dense matrices, scaling %s', scaling => {
  const system = withScaling(randomSystem({ random: 'both', alpha: 0.5, targets: 3, seed: 4 }), scaling, 1);
  const value = valuesAt(system);
  const F = denseMap(system);
  const { A1, B1, A2, B2 } = system.initial;

  test('singular values of F and effective rank', () => {
    const expected = jacobiSvd(F).values;
    for (let i = 0; i < 4; i++) expect(value(`svF.${i + 1}`) / expected[i]!).toBeCloseTo(1, 11);
    const sum = expected.reduce((total, s) => total + s, 0);
    const squares = expected.reduce((total, s) => total + s * s, 0);
    expect(value('effectiveRank')).toBeCloseTo((sum * sum) / squares, 10);
  });

  test('learned fractions', () => {
    const { left, right, strengths } = system.target;
    for (let l = 0; l < 3; l++) {
      let sum = 0;
      for (let i = 0; i < F.rows; i++) {
        for (let j = 0; j < F.cols; j++) {
          sum += left.data[i * left.cols + l]! * F.data[i * F.cols + j]! * right.data[j * right.cols + l]!;
        }
      }
      expect(value(`learned.${l + 1}`)).toBeCloseTo(sum / strengths[l]!, 10);
    }
  });

  test('the map in the target’s bases, and what lies outside them', () => {
    const first = [0, 1, 2];
    const left = columns(system.target.left, first);
    const right = columns(system.target.right, first);
    const strengths = system.target.strengths.slice(0, 3);
    const of = valuesAt({ ...system, target: { ...system.target, left, right, strengths } });
    const inside = (matrix: Matrix, basis: Matrix) => multiply(basis, multiply(transpose(basis), matrix));
    const outside = (matrix: Matrix, basis: Matrix) => plus(matrix, inside(matrix, basis), -1);
    const size = (matrix: Matrix) => Math.sqrt(matrix.data.reduce((sum, x) => sum + x * x, 0));
    for (let i = 0; i < 3; i++) {
      const u = columns(left, [i]);
      const rowOfF = multiply(transpose(F), u);
      for (let j = 0; j < 3; j++) {
        const entry = multiply(transpose(u), multiply(F, columns(right, [j]))).data[0]!;
        expect(of(`uFv.${i + 1}.${j + 1}`)).toBeCloseTo(Math.abs(entry), 10);
      }
      expect(of(`uFv.${i + 1}.4`)).toBeCloseTo(size(outside(rowOfF, right)), 10);
      expect(of(`uFv.4.${i + 1}`)).toBeCloseTo(size(outside(multiply(F, columns(right, [i])), left)), 10);
    }
    const rest = outside(transpose(outside(F, left)), right);
    expect(of('uFv.4.4')).toBeCloseTo(size(rest), 10);
    const all = Array.from({ length: 16 }, (_, at) => of(`uFv.${Math.floor(at / 4) + 1}.${(at % 4) + 1}`));
    expect(Math.hypot(...all)).toBeCloseTo(size(F), 10);
  });

  test('loss, its parts and the noise blocks', () => {
    const E = plus(system.target.dense!, F, -1);
    const loss = 0.5 * E.data.reduce((sum, x) => sum + x * x, 0);
    expect(value('loss') / loss).toBeCloseTo(1, 11);
    expect((value('signal') + value('noise')) / loss).toBeCloseTo(1, 11);
    const blocks = value('noiseColumn') ** 2 + value('noiseRow') ** 2 + value('noiseBulk') ** 2;
    expect((0.5 * blocks) / value('noise')).toBeCloseTo(1, 11);
  });

  test('norms and ratios', () => {
    const Z1 = transpose(besides([transpose(B1), A1]));
    const Z2 = transpose(besides([transpose(B2), A2]));
    const squared = (matrix: Matrix) => matrix.data.reduce((sum, x) => sum + x * x, 0);
    expect(value('normZ1') / jacobiSvd(Z1).values[0]!).toBeCloseTo(1, 12);
    expect(value('normZ2') / jacobiSvd(Z2).values[0]!).toBeCloseTo(1, 12);
    expect(value('normRatio') ** 2 / (squared(Z1) / squared(Z2))).toBeCloseTo(1, 12);
    expect(value('factorImbalance')).toBeCloseTo((squared(A1) - squared(B1)) / squared(Z1), 12);
    expect(value('factorImbalance2')).toBeCloseTo((squared(A2) - squared(B2)) / squared(Z2), 12);
  });
});

/** A system whose adapter 1 spans γ₁ up to a tilt, and whose target has rank k. */
function tilted(tilt: number): System {
  const base = randomSystem({ seed: 4, rank: 2, targets: 2 });
  const { gamma1 } = base.probes;
  const other = jacobiSvd(multiply(transpose(matrixOf(base.W2)), base.target.dense!));
  const A1 = zeros(2, 6);
  const B1 = zeros(7, 2);
  for (let j = 0; j < 6; j++) {
    A1.data[j] = gamma1.y[j]! + tilt * other.V.data[j * other.V.cols + 1]!;
    A1.data[6 + j] = 0.1 * other.V.data[j * other.V.cols + 1]!;
  }
  for (let i = 0; i < 7; i++) {
    B1.data[2 * i] = gamma1.x[i]! + tilt * other.U.data[i * other.U.cols + 1]!;
    B1.data[2 * i + 1] = 0.1 * other.U.data[i * other.U.cols + 1]!;
  }
  const initial = { ...base.initial, A1, B1 };
  return systemOf(matrixOf(base.W2), matrixOf(base.W1), base.target.dense!, initial);
}

describe('alignment', () => {
  test('keeps its digits where the two directions almost coincide', () => {
    // Z = (1 + tilt·…)γ: the top singular vector of Z is tilted by tilt·1/(1 − 0.01) to first order.
    for (const tilt of [1e-3, 1e-6]) {
      const value = valuesAt(tilted(tilt))('alignment');
      expect(value / (0.5 * (tilt / (1 - 0.01)) ** 2)).toBeCloseTo(1, 2);
    }
  });

  test('is zero for the subspace when both target directions are spanned', () => {
    const value = valuesAt(tilted(0.3));
    expect(value('subspaceAlignment')).toBeLessThan(1e-14);
    expect(value('alignment')).toBeGreaterThan(0.01);
    expect(value('subspaceAlignment2')).toBeGreaterThan(0.1);
    expect(value('subspaceAlignment2')).toBeLessThanOrEqual(1);
  });

  test('is undefined for a zero adapter', () => {
    const value = valuesAt(randomSystem({ alpha: 0 }));
    expect(value('alignment')).toBeNaN();
    expect(value('subspaceAlignment')).toBeNaN();
    expect(value('drift')).toBe(0);
  });
});

describe('small linear algebra', () => {
  const random = randomStream('bases', 7);

  test('Jacobi eigenvalues rebuild the matrix', () => {
    for (const size of [1, 2, 5, 9]) {
      const G = gaussianMatrix(random, size, size);
      const A = multiply(G, transpose(G));
      const work = A.data.slice();
      const V = new Float64Array(size * size);
      symmetricEigen(size, work, V);
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          let sum = 0;
          for (let k = 0; k < size; k++) sum += V[i * size + k]! * work[k * size + k]! * V[j * size + k]!;
          expect(sum).toBeCloseTo(A.data[i * size + j]!, 10);
        }
      }
    }
  });

  test('the triangle of a thin QR has the same Gram matrix, also with fewer rows than columns', () => {
    for (const [length, count] of [
      [9, 4],
      [3, 5],
    ] as const) {
      const X = gaussianMatrix(random, count, length);
      const R = new Float64Array(count * count);
      thinTriangle(X.data.slice(), count, length, length, R);
      const gram = multiply(X, transpose(X));
      const again = multiply(transpose({ rows: count, cols: count, data: R }), {
        rows: count,
        cols: count,
        data: R,
      });
      again.data.forEach((x, i) => expect(x).toBeCloseTo(gram.data[i]!, 10));
    }
  });

  test('tiny singular values keep their digits', () => {
    const M = scaled(gaussianMatrix(random, 3, 3), 1);
    for (let j = 0; j < 3; j++) M.data[6 + j] = 1e-12 * M.data[6 + j]!;
    const values = new Float64Array(3);
    smallSingularValues(3, M.data.slice(), values);
    const [a, b, c, d, e, f, g, h, i] = M.data;
    const determinant = Math.abs(
      a! * (e! * i! - f! * h!) - b! * (d! * i! - f! * g!) + c! * (d! * h! - e! * g!),
    );
    expect((values[0]! * values[1]! * values[2]!) / determinant).toBeCloseTo(1, 10);
  });
});
