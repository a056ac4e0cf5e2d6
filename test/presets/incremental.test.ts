import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseKernel } from '../../src/engine/kernel/choose.ts';
import { planSimulation } from '../../src/engine/simulate.ts';
import { denseSystem } from '../engine/reference/caseSystem.ts';
import { drive } from '../engine/reference/drive.ts';
import { load, runAll } from './shipped.ts';

const draw = JSON.parse(readFileSync(new URL('../reference/incremental.json', import.meta.url), 'utf8')) as {
  singularValues: number[];
  A1: number[][];
  A2: number[][];
};

const C = 1.2;
const STRENGTHS = [5, 3, 1.5];

function diagonal(values: readonly number[], rows: number, columns: number): number[][] {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_unused, j) => (i === j ? (values[i] ?? 0) : 0)),
  );
}

test('the preset has the settings of the reference draw', async () => {
  const { variants } = await load('incremental');
  expect(variants[1]!.resolved).toMatchObject({
    problem: {
      pretrained: { matrix: 'paper', imbalance: C },
      target: { pairs: STRENGTHS.map((strength, i) => ({ pair: i + 1, strength })) },
    },
    adapter: { rank: 4, initScale: 1e-4, init: { randomFactor: 'A' } },
  });
});

test('the reference draw learns its modes at 0.708, 1.180 and 2.441', () => {
  const roots = draw.singularValues.map(Math.sqrt);
  const run = drive(
    planSimulation({
      system: denseSystem({
        W2: diagonal(
          roots.map(root => C * root),
          10,
          100,
        ),
        W1: diagonal(
          roots.map(root => root / C),
          100,
          10,
        ),
        D: diagonal(STRENGTHS, 10, 10),
        A1: draw.A1,
        B1: diagonal([], 100, 4),
        A2: draw.A2,
        B2: diagonal([], 10, 4),
      }),
      dynamics: { kind: 'gradientFlow', until: 4, samples: 801, tolerance: 1e-6 },
      horizon: 4,
      mayStopEarly: false,
      initScale: 1e-4,
      metrics: ['learned'],
      seed: 0,
      makeKernel: chooseKernel(),
    }),
  );
  const t = run.column('t');
  const times = [1, 2, 3].map(i => t[run.column(`learned.${i}`).findIndex(part => part >= 0.5)]!);
  for (const [i, time] of [0.708, 1.18, 2.441].entries())
    expect(Math.abs(times[i]! - time)).toBeLessThan(0.1);
});

test('every draw learns the modes in the order of σσ_W2', async () => {
  for (const ran of (await runAll('incremental', 'seeds=5'))[1]!) {
    const [first, second, third] = [1, 2, 3].map(i => ran.timeOf(`learned.${i}`, 0.5));
    expect(first!).toBeLessThan(second!);
    expect(second!).toBeLessThan(third!);
  }
});
