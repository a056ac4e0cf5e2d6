import { expect, it } from 'vitest';
import { estimateRun } from '../../../../src/experiment/kinds/network/estimate.ts';
import { settingsOf } from '../../../../src/experiment/kinds/network/settings.ts';
import { loadExperiment } from '../../../../src/experiment/load.ts';
import { noFiles } from '../../reading.ts';

/** Megabytes that a worker is said to need for data of this shape, read from a folder. */
async function megabytes(
  shape: { features: number; train: number; test: number; width?: 4 | 8 },
  more: { data?: object; task?: string } = {},
): Promise<number> {
  const problem = { kind: 'network', hidden: [64], task: more.task ?? 'rotate', N: 2000 };
  const dynamics = { kind: 'adam', batch: 100, steps: 20 };
  const { variants } = await loadExperiment(JSON.stringify({ problem, dynamics }), noFiles);
  const settings = settingsOf(variants[0]!.resolved)!;
  const data = { kind: 'folder', path: 'data', testShare: 0.2, scaling: 'unit', ...more.data } as const;
  const sizes = {
    data: { classes: 10, width: 4, ...shape } as const,
    ...{ sizes: [shape.features, 64, 10], examples: 2000, counted: true, adapted: [0, 1] },
  };
  return estimateRun({ ...settings, problem: { ...settings.problem, data } }, sizes).bytes / 1e6;
}

const mnist = { features: 784, train: 60_000, test: 10_000 };

it('the memory of a worker is what it was measured to be', async () => {
  // what a second worker added to the most memory that the process took, on Linux
  for (const [shape, measured] of [
    [mnist, 314],
    [{ features: 3072, train: 50_000, test: 10_000 }, 990],
  ] as const) {
    const ratio = (await megabytes(shape)) / measured;
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  }
});

it('doubles, parted classes and means take more, and shifted labels less', async () => {
  const plain = await megabytes(mnist);
  expect(await megabytes({ ...mnist, width: 8 })).toBeGreaterThan(1.7 * plain);
  expect(await megabytes(mnist, { task: 'newClasses' })).toBeGreaterThan(plain + 180);
  expect(await megabytes(mnist, { data: { scaling: 'standardise' } })).toBeCloseTo(plain + 188.16, 6);
  expect(await megabytes(mnist, { task: 'relabel' })).toBeCloseTo(plain - 31.36, 6);
});
