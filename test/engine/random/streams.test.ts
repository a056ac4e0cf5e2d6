import { describe, expect, it } from 'vitest';
import { orthonormalityError } from '../../../src/engine/linalg/products.ts';
import { svd } from '../../../src/engine/linalg/svd.ts';
import { chi, gaussianSingularValues } from '../../../src/engine/random/gaussianSpectrum.ts';
import { gaussianMatrix, haarFrame, haarOrthogonal } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import { xoshiro128 } from '../../../src/engine/random/xoshiro128.ts';

describe('streams', () => {
  it('run on xoshiro128**', () => {
    // First outputs of the authors' C code from the state (1, 2, 3, 4).
    const next = xoshiro128([1, 2, 3, 4]);
    expect([next(), next(), next(), next()]).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('have golden values: stored runs depend on them', () => {
    const first = (stream: ReturnType<typeof randomStream>) => [
      stream.bits(),
      stream.bits(),
      stream.uniform(),
      stream.normal(),
      stream.normal(),
    ];
    expect(first(randomStream('pretrained', 0))).toEqual([
      1010927055, 1853701733, 0.5340471464553938, 0.5134119742625788, -0.8480658303890974,
    ]);
    expect(first(randomStream('adapter1', 0))).toEqual([
      1832423535, 2671891271, 0.1091502279877502, 1.2029521723509502, 1.1144343039133868,
    ]);
    expect(first(randomStream('adapter1', 1))).toEqual([
      2370658099, 2957471639, 0.6872177701817379, -0.15635255560000139, 0.9000207108532287,
    ]);
    // Seeds beyond 32 bits are seeds of their own.
    expect(first(randomStream('optimiser', 2 ** 40 + 7))).toEqual([
      311349045, 281944236, 0.027945240360358836, 0.14317297942218304, -0.9801837258974277,
    ]);
    expect(Array.from(gaussianSingularValues(randomStream('pretrained', 0), 4, 3))).toEqual([
      2.6012222058607875, 1.456641405931898, 0.23695297895248296,
    ]);
  });

  it('are standard normal to the fourth moment, and uncorrelated between names', () => {
    const a = randomStream('adapter1', 5);
    const b = randomStream('adapter2', 5);
    const count = 200_000;
    let mean = 0;
    let second = 0;
    let fourth = 0;
    let cross = 0;
    for (let i = 0; i < count; i++) {
      const x = a.normal();
      mean += x / count;
      second += (x * x) / count;
      fourth += (x * x * x * x) / count;
      cross += (x * b.normal()) / count;
    }
    // Four standard errors each.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs(second - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
    expect(Math.abs(cross)).toBeLessThan(4 / Math.sqrt(count));
  });
});

describe('random matrices', () => {
  it('from the Haar measure are orthogonal, and not biased by the signs of QR', () => {
    const stream = randomStream('bases', 1);
    expect(orthonormalityError(haarOrthogonal(stream, 60))).toBeLessThan(1e-13);
    expect(orthonormalityError(haarFrame(stream, 40, 3))).toBeLessThan(1e-14);
    // Entries of a Haar matrix have mean 0 and variance 1/n; without the sign rule the first entry would be one-sided.
    const count = 2000;
    let mean = 0;
    let square = 0;
    for (let i = 0; i < count; i++) {
      const entry = haarOrthogonal(stream, 3).data[0]!;
      mean += entry / count;
      square += (entry * entry) / count;
    }
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(3 * count));
    expect(Math.abs(square - 1 / 3)).toBeLessThan(0.03);
  });

  it('χ has the mean square of its degrees of freedom', () => {
    const stream = randomStream('pretrained', 3);
    for (const k of [1, 2, 5]) {
      let square = 0;
      const count = 20_000;
      for (let i = 0; i < count; i++) square += chi(stream, k) ** 2 / count;
      expect(Math.abs(square - k)).toBeLessThan(4 * Math.sqrt((2 * k) / count));
    }
  });

  it('Gaussian singular values have the law of those of a Gaussian matrix', () => {
    const count = 1500;
    const direct = new Float64Array(3);
    const formed = new Float64Array(3);
    for (let i = 0; i < count; i++) {
      gaussianSingularValues(randomStream('pretrained', i), 5, 3).forEach((s, j) => {
        direct[j] = direct[j]! + s / count;
      });
      svd(gaussianMatrix(randomStream('bases', i), 5, 3)).values.forEach((s, j) => {
        formed[j] = formed[j]! + s / count;
      });
    }
    // The spread of each singular value is about 0.5, so that the means differ by about 0.02.
    direct.forEach((mean, j) => expect(Math.abs(mean - formed[j]!)).toBeLessThan(0.07));
    // And exactly: the sum of their squares is χ² with mn degrees of freedom.
    const one = gaussianSingularValues(randomStream('pretrained', 1), 300, 200);
    expect(one).toHaveLength(200);
    expect(one.reduce((sum, s) => sum + s * s, 0) / 60_000).toBeCloseTo(1, 1);
    for (let i = 1; i < one.length; i++) expect(one[i]!).toBeLessThanOrEqual(one[i - 1]!);
  });
});
