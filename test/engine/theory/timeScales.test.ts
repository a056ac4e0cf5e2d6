import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { prepareProblem } from '../../../src/engine/problem/matrixFactorization/prepare.ts';
import { learningTime, learningTimeSpread, trigammaOfHalf } from '../../../src/engine/theory/escape.ts';
import { exponential } from '../../../src/engine/theory/exponential.ts';
import { spectralProduct, spectralResidual } from '../../../src/engine/theory/spectralClosedForm.ts';
import { plateauExponents } from '../../../src/engine/theory/plateau.ts';
import type { TimeScales } from '../../../src/engine/theory/timeScales.ts';
import { timeScales } from '../../../src/engine/theory/timeScales.ts';
import { caseProblem, filesOf, referenceCase } from '../problem/referenceCase.ts';
import { adapterOf, problemOf } from '../problem/settings.ts';
import type { EngineFiles } from '../../../src/engine/problem/arrays.ts';

function scales(problem: object, adapter: object, files: EngineFiles = {}): TimeScales {
  const prepared = prepareProblem(problemOf(problem), files);
  if (!prepared.ok) throw new Error(prepared.faults[0]!.message);
  return timeScales(prepared.value, adapterOf(adapter));
}

const paper = (imbalance: number, pair: string | number = 'top') => ({
  pretrained: { kind: 'gaussian', matrix: 'paper', imbalance },
  target: { kind: 'singularPair', pair },
});

describe('escape time', () => {
  it.each(['01_gf_text_A_random', '02_gf_figure_B_random'])('of %s is the one predicted there', name => {
    const reference = referenceCase(name);
    const { lam, a0, T_half_pred } = reference.params!;
    const found = scales(caseProblem, { rank: 3 }, filesOf(reference));
    expect(found.lambda).toBeCloseTo(lam, 10);
    const mode = { rate: found.lambda, end: found.lambda / found.sigmaW ** 2 };
    expect(learningTime(mode, a0 * a0)).toBeCloseTo(T_half_pred, 12);
    expect(found.deltaW).toBeCloseTo(1 / 1.05 ** 2, 12);
  });

  it('agrees with the closed form of case 12 as the start becomes small', () => {
    const url = new URL('../../reference/cases/12_scalar_closed_form.json', import.meta.url);
    const { rows } = JSON.parse(readFileSync(url, 'utf8')) as {
      rows: {
        sigmaW2: number;
        sigma: number;
        a: number;
        T50: number;
        T90: number;
        approx_T50: number;
        p_at: [number, number][];
      }[];
    };
    for (const { sigmaW2, sigma, a, T50, T90, approx_T50, p_at } of rows) {
      const mode = { rate: sigma * sigmaW2, end: sigma / sigmaW2 };
      expect(learningTime(mode, a * a)).toBeCloseTo(approx_T50, 12);
      expect(Math.abs(learningTime(mode, a * a, 0.9) - T90)).toBeLessThan(0.02 * a + 1e-9);
      const spectral = { sigma, sigmaW: sigmaW2, start: a };
      expect(Math.abs(spectralResidual(spectral, T50) / sigma - 0.5)).toBeLessThan(1e-8);
      for (const [t, p] of p_at)
        expect(Math.abs(spectralProduct(spectral, t) - p)).toBeLessThanOrEqual(1e-8 * p + 1e-18);
      // Far beyond T½ the signal falls as e^{−2λt}, to the last digit.
      const late = [2, 2.5].map(factor => spectralResidual(spectral, factor * T90));
      const rate = 2 * sigmaW2 * Math.sqrt(sigma ** 2 + (sigmaW2 * a * a) ** 2 / 4);
      expect(Math.log(late[0]! / late[1]!) / (0.5 * T90)).toBeCloseTo(rate, 1);
      expect(late[1]!).toBeGreaterThan(0);
    }
  });

  it('spreads as the logarithm of a χ² variable does', () => {
    expect(trigammaOfHalf(1)).toBeCloseTo(Math.PI ** 2 / 2, 14);
    expect(trigammaOfHalf(4)).toBeCloseTo(Math.PI ** 2 / 6 - 1, 14);
    expect(trigammaOfHalf(7)).toBeCloseTo(Math.PI ** 2 / 2 - 4 - 4 / 9 - 4 / 25, 13);
    expect(learningTimeSpread({ rate: 2, end: 1 }, 4)).toBeCloseTo(Math.sqrt(Math.PI ** 2 / 6 - 1) / 4, 14);
  });

  it('orders the modes of a target of rank 3 by σσ_W, at the times measured in docs/theory.md', () => {
    // c = 1.2, σ = (5, 3, 1.5), r = 4, α = 1e-4; the measured times belong to one draw, so compare the ratios of rates.
    const found = scales(
      {
        pretrained: { kind: 'spectrum', singularValues: [4, 3, 2], imbalance: 1.2 },
        target: {
          kind: 'singularPairs',
          pairs: [
            { pair: 3, strength: 5 },
            { pair: 1, strength: 3 },
            { pair: 2, strength: 1.5 },
          ],
        },
      },
      { initScale: 1e-4 },
    );
    const rates = [5 * Math.sqrt(2), 3 * Math.sqrt(4), 1.5 * Math.sqrt(3)].map(x => 1.2 * x);
    expect(found.modes.map(mode => mode.rate)).toEqual(rates.map(rate => expect.closeTo(rate, 12) as number));
    const times = found.modes.map(mode => mode.time!);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(found.horizon).toBeGreaterThan(times[2]!);
  });
});

describe('time scales of the paper', () => {
  it('have δ_w = 1/c² and λ = σσ_W2', () => {
    const found = scales(paper(2), { initScale: 1e-5 });
    expect(found.deltaW).toBeCloseTo(0.25, 12);
    expect(found.lambda).toBeCloseTo(5 * 2 * Math.sqrt(5.550993979699564), 10);
    expect(found.leader).toBe(1);
    expect(found.guaranteedRate).toBeCloseTo((0.75 * found.lambda) / 32, 12);
    // Figure 1's case: escape near t = 0.8 to 1 at α = 1e-5 and c = 1.05.
    expect(scales(paper(1.05), { initScale: 1e-5 }).escape!.time).toBeGreaterThan(0.8);
    expect(scales(paper(1.05), { initScale: 1e-5 }).escape!.time).toBeLessThan(1.1);
  });

  it('see a slow tail behind the top direction and none so slow behind the bottom one', () => {
    const top = scales(paper(1.05), {});
    const end = 5 / top.sigmaW;
    expect(top.tailRate).toBeCloseTo(end * 1.05 ** 2 * 0.0912, 2);
    const bottom = scales(paper(1.05, 'bottom'), {});
    expect(bottom.tailRate!).toBeGreaterThan(10 * top.tailRate!);
    expect(scales(paper(1.05), { init: { kind: 'spectral' } }).tailRate).toBeUndefined();
  });

  it('exchange the roles of the adapters where δ_w > 1', () => {
    const small = scales(paper(2), {});
    const large = scales(paper(0.5), {});
    expect(large.leader).toBe(2);
    expect(large.deltaW).toBeCloseTo(4, 12);
    expect(large.lambda).toBeCloseTo(small.lambda, 12);
    expect(large.escape!.time).toBeCloseTo(small.escape!.time, 12);
    expect(large.guaranteedRate).toBeUndefined();
  });

  it('turn s into speed: s at α is 1 at √s·α, s times as fast', () => {
    const scaled = scales(paper(2), { initScale: 1e-4, scaling: 4 });
    const plain = scales(paper(2), { initScale: 2e-4 });
    expect(scaled.lambda).toBeCloseTo(4 * plain.lambda, 10);
    expect(scaled.escape!.time).toBeCloseTo(plain.escape!.time / 4, 12);
    expect(scaled.horizon).toBeCloseTo(plain.horizon / 4, 12);
    expect(scaled.learningRateLimit).toBeCloseTo(plain.learningRateLimit! / 4, 12);
  });

  it('estimate the curvature as docs/theory.md does', () => {
    const found = scales(paper(1.05), {});
    const W2 = 1.05 * Math.sqrt(5.550993979699564);
    expect(found.curvature).toBeCloseTo(1.5 * Math.max(2 * 5 * W2, (5 / W2) * W2 ** 2), 10);
  });

  it('predict nothing for recipes that take their start from the weights', () => {
    const found = scales(paper(2), { init: { kind: 'pissa' } });
    expect(found.escape).toBeUndefined();
    expect(Number.isFinite(found.horizon)).toBe(true);
  });

  it('stay finite where the target lies outside the span of the weights', () => {
    const found = scales(
      {
        pretrained: { kind: 'lowRank', rank: 2 },
        target: { kind: 'singularPair', pair: 5 },
      },
      {},
    );
    expect(found.lambda).toBe(0);
    expect(found.horizon).toBeGreaterThan(0);
    expect(Number.isFinite(found.horizon)).toBe(true);
  });
});

describe('exponential', () => {
  it('agrees with the platform to rounding, over the whole range', () => {
    for (const x of [-740, -300.3, -20, -1, -1e-9, 0, 1e-300, 0.3466, 1, 10.5, 300, 709])
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(x < -708 ? 1e-2 : 1e-14);
    expect(exponential(-1e4)).toBe(0);
    expect(exponential(1e4)).toBe(Infinity);
  });
});

describe('plateau exponents', () => {
  it('are those of docs/theory.md, and 4 where the asymptotic regime is out of reach', () => {
    expect(plateauExponents(0.25, 'A')).toEqual({ loss: 7, alignment: 3.5, normZ2: 0.75, asymptotic: true });
    expect(plateauExponents(0.25, 'B')).toEqual({ loss: 5.5, alignment: 2, normZ2: 0.75, asymptotic: true });
    expect(plateauExponents(0.907, 'A').loss).toBe(4);
    expect(plateauExponents(1, 'B').loss).toBe(4);
  });
});
