import { describe, expect, it, test } from 'vitest';
import { prepareProblem } from '../../../src/engine/problem/matrixFactorization/prepare.ts';
import { signalEnd, signalFlow, type SignalMode } from '../../../src/engine/theory/signalFlow.ts';
import { spectralResidual } from '../../../src/engine/theory/spectralClosedForm.ts';
import { spectralStart } from '../../../src/engine/theory/spectralStart.ts';
import { runFlow } from '../dynamics/runs.ts';
import { adapterOf, built, problemOf } from '../problem/settings.ts';
import { readCase } from '../reference/caseSystem.ts';

const mode: SignalMode = { sigma: 5, sigmaW2: 2.4, sigmaW1: 2.2, start1: 1e-6, start2: 1e-6 };

describe('one direction, two adapters', () => {
  it('is the closed form where the second one is off', () => {
    const { rows } = readCase<{
      rows: { sigmaW2: number; sigma: number; a: number; T50: number; T90: number }[];
    }>('12_scalar_closed_form');
    for (const { sigmaW2, sigma, a, T50, T90 } of rows) {
      // σ_W1 = 0 lets nothing pull on adapter 2
      const alone = { sigma, sigmaW2, sigmaW1: 0, start1: a * a, start2: 0 };
      const times = [0.3 * T50, T50, T90, 3 * T90];
      signalFlow(alone, times).forEach(({ residual }, i) => {
        const exact = spectralResidual({ sigma, sigmaW: sigmaW2, start: a }, times[i]!);
        expect(Math.abs(residual / exact - 1)).toBeLessThan(1e-8);
      });
      expect(signalEnd(alone)!.half / T50).toBeCloseTo(1, 8);
      // −4λ for the loss
      expect(signalEnd(alone)!.rate / (2 * sigma * sigmaW2)).toBeCloseTo(1, 1);
    }
  });

  it('conserves what it must: e is what p₁ and p₂ leave of σ, and both adapters are treated alike', () => {
    const swapped = { ...mode, sigmaW2: mode.sigmaW1, sigmaW1: mode.sigmaW2 };
    const [a] = signalFlow(mode, [0.8]);
    const [b] = signalFlow(swapped, [0.8]);
    expect(a!.residual).toBeCloseTo(b!.residual, 12);
    expect(signalFlow(mode, [0])[0]).toEqual({ residual: 5, angle1: 0, decay: 0 });
  });

  it('does not depend on where it is asked', () => {
    const coarse = signalFlow(mode, [1.2])[0]!;
    const fine = signalFlow(
      mode,
      Array.from({ length: 121 }, (_, i) => i / 100),
    )[120]!;
    expect(fine.residual / coarse.residual).toBeCloseTo(1, 8);
  });

  it('ends faster than −4λ where both adapters share the work, and never where nothing starts', () => {
    const lambda = mode.sigma * mode.sigmaW2;
    expect(signalEnd(mode)!.rate).toBeGreaterThan(2.02 * lambda);
    expect(signalEnd({ ...mode, sigmaW1: 0.24 })!.rate).toBeCloseTo(2 * lambda, 1);
    expect(signalEnd({ ...mode, start1: 0, start2: 0 })).toBeNull();
    // sizes beyond doubles are given up, not followed for ever
    for (const start of [Infinity, Number.NaN])
      expect(signalEnd({ ...mode, start1: start, start2: start })).toBeNull();
    expect(signalEnd({ ...mode, start1: 1e-300, start2: 1e-300 })!.half).toBeGreaterThan(0);
  });

  it('falls as its end says', () => {
    const { rate, delay, half } = signalEnd(mode)!;
    const late = half + 0.6;
    const [point] = signalFlow(mode, [late]);
    expect(point!.decay).toBeCloseTo(rate * (late - delay), 6);
  });
});

describe('the spectral start', () => {
  const problem = {
    pretrained: { kind: 'gaussian', dims: { m: 6, h: 9, n: 7 }, imbalance: 1.05, seed: 4 },
    target: {
      kind: 'singularPairs',
      pairs: [
        { pair: 1, strength: 5 },
        { pair: 3, strength: 2 },
      ],
    },
  };

  test.each([
    { initScale: 1e-2, scaling: 1 },
    { initScale: 0.3, scaling: 2 },
  ])('agrees with the engine to 1e-8: α = $initScale, s = $scaling', ({ initScale, scaling }) => {
    const adapter = { rank: 3, init: { kind: 'spectral' }, initScale, scaling };
    const seed = 2;
    const run = runFlow(built(problem, adapter, { seed }), 4, { tolerance: 1e-12, samples: 41 });
    const prepared = prepareProblem(problemOf(problem), {});
    if (!prepared.ok) throw new Error(prepared.faults[0]!.message);
    const { modes } = spectralStart(prepared.value, adapterOf(adapter), seed)!;
    const t = run.column('t');
    const courses = modes.map(each =>
      signalFlow(
        each,
        t.map(time => scaling * time),
      ),
    );
    const loss = run.column('loss');
    loss.forEach((simulated, i) => {
      const exact = courses.reduce((sum, course) => sum + 0.5 * course[i]!.residual ** 2, 0);
      // deeper, the engine's own rounding of E shows
      if (simulated > 1e-12 * loss[0]!) expect(Math.abs(exact / simulated - 1)).toBeLessThan(1e-8);
      expect(Math.abs(exact - simulated)).toBeLessThan(1e-8 * loss[0]!);
    });
    // a test that sees the fall, not only the start
    expect(loss.at(-1)!).toBeLessThan(1e-6 * loss[0]!);
  });
});
