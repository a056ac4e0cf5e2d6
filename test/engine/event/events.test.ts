import { describe, expect, test } from 'vitest';
import { runFlow } from '../dynamics/runs.ts';
import { randomSystem } from '../dynamics/systems.ts';

/** First crossing of 1 by a sampled ratio, by linear interpolation of its logarithm. */
function sampledCrossing(t: readonly number[], ratio: readonly number[]): number {
  const i = ratio.findIndex(value => value >= 1);
  const [low, high] = [Math.log(ratio[i - 1]!), Math.log(ratio[i]!)];
  return t[i - 1]! + ((t[i]! - t[i - 1]!) * -low) / (high - low);
}

describe('events of a flow, against dense sampling', () => {
  const system = randomSystem({ seed: 3, alpha: 1e-4 });
  const finished = runFlow(system, 40, {
    samples: 8_001,
    metrics: ['learned', 'perturbation'],
    initScale: 1e-4,
    tolerance: 1e-8,
  });
  const { events } = finished.outcome;
  const t = finished.column('t');
  const { mu } = system.probes;

  test('escape: half of the target’s top singular value is learned', () => {
    const expected = sampledCrossing(
      t,
      finished.column('learned.1').map(fraction => 2 * fraction),
    );
    expect(Math.abs(events['escape']! - expected)).toBeLessThan(1e-4);
  });

  test('crossing: noise overtakes signal', () => {
    const signal = finished.column('signal');
    const expected = sampledCrossing(
      t,
      finished.column('noise').map((noise, i) => noise / signal[i]!),
    );
    expect(Math.abs(events['crossing']! - expected)).toBeLessThan(1e-3);
  });

  test('early alignment ends when the perturbation reaches α', () => {
    const second = finished.column('perturbationD2');
    const ratio = finished.column('perturbationD1').map((first, i) => Math.max(first, second[i]!) / 1e-4);
    expect(Math.abs(events['earlyAlignmentEnd']! - sampledCrossing(t, ratio))).toBeLessThan(1e-3);
  });

  test('plateau: slow, and below a hundredth of the start', () => {
    const loss = finished.column('loss');
    const rate = finished.column('rate');
    const ratio = loss.map((value, i) => Math.min((0.01 * loss[0]!) / value, (0.01 * mu) / rate[i]!));
    expect(Math.abs(events['plateau']! - sampledCrossing(t, ratio))).toBeLessThan(0.02);
  });

  test('they come in the order of the phases', () => {
    expect(events['earlyAlignmentEnd']!).toBeLessThan(events['escape']!);
    expect(events['escape']!).toBeLessThan(events['crossing']!);
    expect(events['crossing']!).toBeLessThan(events['plateau']!);
  });

  test('do not depend on the samples', () => {
    const few = runFlow(system, 40, { samples: 3, initScale: 1e-4, tolerance: 1e-8 }).outcome.events;
    for (const key of ['escape', 'crossing', 'earlyAlignmentEnd']) {
      expect(Math.abs(few[key]! - events[key]!)).toBeLessThan(1e-6);
    }
  });
});

test('an event that has not happened is not reported', () => {
  const { events } = runFlow(randomSystem({ seed: 3, alpha: 1e-6 }), 0.5).outcome;
  expect(events).not.toHaveProperty('escape');
  expect(events).not.toHaveProperty('plateau');
});

test('an event whose condition holds at the start has time 0', () => {
  const { events } = runFlow(randomSystem({ seed: 3, alpha: 1e-3, random: 'both' }), 1, {
    initScale: 1e-12,
  }).outcome;
  expect(events['earlyAlignmentEnd']).toBe(0);
});
