import { describe, expect, test } from 'vitest';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import { drive } from '../reference/drive.ts';
import { runFlow, runSystem } from './runs.ts';
import { randomSystem, withScaling } from './systems.ts';

const system = randomSystem({ seed: 3, alpha: 1e-3 });

describe('samples of a flow', () => {
  test('explicit times are met exactly, and agree with a dense run', () => {
    const times = [0, 0.1234567, 1 / 3, 2, 2.0000001, 7.5];
    const finished = runSystem(system, { kind: 'gradientFlow', until: 'auto', times, tolerance: 1e-11 });
    expect(finished.column('t')).toEqual(times);
    const first = runSystem(system, {
      kind: 'gradientFlow',
      until: 'auto',
      times: [1 / 3],
      tolerance: 1e-11,
    });
    expect(first.column('loss')[0]! / finished.column('loss')[2]!).toBeCloseTo(1, 9);
  });

  test('a count gives evenly spaced samples with both ends', () => {
    const t = runFlow(system, 4, { samples: 5 }).column('t');
    expect(t).toEqual([0, 1, 2, 3, 4]);
  });

  test('the automatic grid starts at 0, ends at the horizon, and does not depend on the adapters', () => {
    const auto = (seed: number) =>
      runSystem(
        randomSystem({ seed: 3, alpha: seed }),
        { kind: 'gradientFlow', until: 30, tolerance: 1e-4 },
        { horizon: 30, predictedEscape: 3 },
      ).column('t');
    const t = auto(1e-3);
    expect(t[0]).toBe(0);
    expect(t.at(-1)).toBe(30);
    expect(auto(2e-3)).toEqual(t);
  });

  test('the columns are those announced', () => {
    const run = planSimulation({
      system,
      dynamics: { kind: 'gradientFlow', until: 2, samples: 3, tolerance: 1e-6 },
      horizon: 2,
      mayStopEarly: false,
      metrics: ['svF', 'loss', 'noiseBlocks'],
      seed: 0,
      makeKernel: chooseKernel(),
    });
    expect(run.columns.slice(0, 3)).toEqual(['t', 'loss', 'alignment']);
    expect(run.columns.filter(key => key.startsWith('svF.'))).toHaveLength(4);
    expect(new Set(run.columns).size).toBe(run.columns.length);
    for (const row of drive(run).rows) expect(row).toHaveLength(run.columns.length);
  });
});

describe('the end of a flow', () => {
  test('a number is run to its end, however small the loss has become', () => {
    const finished = runFlow(randomSystem({ seed: 3, alpha: 0.5 }), 3_000, { samples: 7 });
    expect(finished.outcome.reason).toBe('horizon');
    expect(finished.column('loss').at(-1)).toBeLessThan(1e-25);
  });

  test('"auto" stops at 1e-30 of the target', () => {
    const spectral = randomSystem({ m: 2, h: 2, n: 2, rank: 2, seed: 3, alpha: 0.5 });
    const finished = runFlow(spectral, 5_000, { samples: 501, mayStopEarly: true });
    expect(finished.outcome.reason).toBe('reached 1e-30');
    expect(finished.rows.length).toBeLessThan(501);
    const size2 = spectral.target.strengths.reduce((sum, s) => sum + s * s, 0);
    const loss = finished.column('loss');
    expect(loss.at(-1)).toBeLessThan(1e-30 * size2);
    expect(loss.at(-2)).toBeGreaterThanOrEqual(1e-30 * size2);
  });

  test('"auto" stops on a plateau that outlasts the horizon, and the loss is then what it would have been', () => {
    const plateau = randomSystem({ seed: 4, alpha: 1e-4, rank: 2 });
    const early = runFlow(plateau, 1e4, { samples: 2001, mayStopEarly: true, initScale: 1e-4 });
    expect(early.outcome.reason).toBe('nothing more will happen before t_end');
    const full = runFlow(plateau, 1e4, { samples: 2 });
    expect(Math.abs(Math.log10(early.column('loss').at(-1)! / full.column('loss').at(-1)!))).toBeLessThan(
      0.1,
    );
  });

  test('"auto" with a plateau between two modes does not stop on it', () => {
    const twoModes = randomSystem({ seed: 11, alpha: 1e-6, targets: 2 });
    const finished = runFlow(twoModes, 400, { samples: 801, mayStopEarly: true, initScale: 1e-6 });
    const full = runFlow(twoModes, 400, { samples: 2 });
    expect(finished.column('loss').at(-1)! / full.column('loss').at(-1)!).toBeLessThan(1.5);
  });

  test('numbers that leave the range end the run with the last finite state', () => {
    const huge = withScaling(system, 1e160, 1e-3);
    const finished = runFlow(huge, 1);
    expect(finished.outcome.reason).toBe('diverged');
    expect(finished.outcome.divergence?.remedy).toMatch(/Scale/);
  });
});

test('a run hands back control every few milliseconds of work', () => {
  const finished = runFlow(randomSystem({ m: 30, h: 40, n: 30, rank: 4, seed: 1 }), 100, { samples: 2 });
  expect(finished.progress).toBeGreaterThan(10);
});
