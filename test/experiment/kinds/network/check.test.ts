import { expect, test } from 'vitest';
import { ofClasses } from '../../../../src/engine/dataset/shifts.ts';
import { shippedData } from '../../../../src/engine/dataset/shipped.ts';
import { sizesOf } from '../../../../src/engine/problem/network/shape.ts';
import { loadExperiment } from '../../../../src/experiment/load.ts';
import { noFiles } from '../../reading.ts';

const data = (kind: 'digits' | 'fashion', task: 'newClasses' | 'invert', N: number) => ({
  data: { kind },
  hidden: [8],
  task: { kind: task },
  N,
  pretraining: { epochs: 1, batch: 1, learningRate: 1, seed: 0 },
});

test('how many have the new classes is said to be about half, and not to be known', () => {
  const sizes = (...args: Parameters<typeof data>) => {
    const found = sizesOf(data(...args), { layers: 'all' }, {});
    return found.ok ? [found.value.examples, found.value.counted] : [];
  };
  expect(sizes('fashion', 'newClasses', 2000)).toEqual([1000, false]);
  expect(sizes('fashion', 'newClasses', 256)).toEqual([256, true]);
  expect(sizes('fashion', 'invert', 5000)).toEqual([2000, true]);
});

test('four fifths of the half there always are', () => {
  for (const seed of [0, 1, 2, 3, 4]) {
    const digits = shippedData.digits(seed);
    expect(ofClasses(digits, 5, 10).train.count).toBeGreaterThan(400);
  }
  expect(ofClasses(shippedData.fashion(0), 5, 10).train.count).toBeGreaterThan(800);
});

test('no number is offered that only the packed data knows', async () => {
  const said = async (task: string, N: number) => {
    const problem = { kind: 'network', data: 'fashion', task, N };
    const { issues } = await loadExperiment(JSON.stringify({ problem }), noFiles);
    const found = issues.find(({ code }) => code === 'fewer-examples');
    return [found?.message, found?.fix?.title];
  };
  const [about, none] = await said('newClasses', 1500);
  expect(about).toContain('there are about 1000 examples');
  expect(none).toBeUndefined();
  const [exact, fix] = await said('invert', 2500);
  expect(exact).toContain('there are 2000 examples');
  expect(fix).toContain('2000');
});

test('a network that no worker has room for is refused, with what helps', async () => {
  const problem = { kind: 'network', hidden: [4096, 4096, 4096, 4096, 4096] };
  const { issues } = await loadExperiment(JSON.stringify({ problem }), noFiles);
  const found = issues.find(({ code }) => code === 'memory-exceeded');
  expect(found?.severity).toBe('error');
  expect(found?.message).toMatch(/^a run of the network 64-4096-.*-10 on 256 examples would take 3\.\d+ GB/);
  expect(found?.remedy).toContain('"hidden"');
});
