import { expect, test } from 'vitest';
import { layerInitialisations } from '../../../../src/engine/problem/network/adapterSettings.ts';
import type {
  NetworkAdapterSettings,
  NetworkInit,
} from '../../../../src/engine/problem/network/adapterSettings.ts';
import { planNetwork } from '../../../../src/engine/problem/network/plan.ts';
import { startFaults } from '../../../../src/engine/problem/network/refusals.ts';
import { columnInfo, columnKeys, seriesOfColumn } from '../../../../src/engine/problem/network/series.ts';
import { withDefaults } from '../../../../src/experiment/defaults.ts';
import { plainSchema } from '../../../../src/experiment/schemaModel.ts';
import { input, ran } from './networkRun.ts';

test('a run begins at the pre-trained network and ends after its steps', () => {
  const run = ran(input());
  expect(run.columns.slice(0, 6)).toEqual([
    ...['t', 'loss', 'testLoss', 'trainAccuracy', 'testAccuracy', 'flowTime'],
  ]);
  const { ends } = run.outcome;
  expect(run.rows[0]![0]).toBe(0);
  expect(run.rows.at(-1)![0]).toBe(60);
  expect(run.outcome.reason).toBe('horizon');
  expect(run.first('loss')).toBe(ends!['initialLoss']);
  expect(run.first('testAccuracy')).toBe(ends!['initialTestAccuracy']);
  expect(ends!['pretrainedTestAccuracy']).toBeGreaterThan(0.8);
  expect(run.first('testAccuracy')).toBeLessThan(0.25);
  expect(run.last('loss')).toBeLessThan(0.5 * run.first('loss'));
  expect(run.last('flowTime')).toBe(ends!['flowTime']);
  // B = 0: there is no direction yet, and the factors are one-sided
  expect(run.first('alignmentIn.1')).toBeNaN();
  expect(run.first('imbalance.1')).toBe(1);
  const cosines = run.rows.map(row => 1 - row[run.columns.indexOf('alignmentIn.1')]!).filter(Number.isFinite);
  expect(ends!['peakCosine']).toBe(Math.max(...cosines));
});

test('a run is the same bits alone, after others, and in another order', () => {
  const alone = ran(input({ seed: 3 }));
  ran(input({ problem: { hidden: [9] }, seed: 1 }));
  const half = planNetwork(input({ seed: 2 }));
  if (!half.ok) throw new Error('not planned');
  const open = half.value.start();
  for (let k = 0; k < 30; k++) open.next();
  // with another run half way through, and the network known
  const again = ran(input({ seed: 3 }));
  expect(again.rows).toEqual(alone.rows);
  expect(ran(input({ seed: 4 })).rows).not.toEqual(alone.rows);
});

test('one draw is scaled by α, and the alignment rises as α falls', () => {
  const peaks = [1, 0.1, 0.01].map(initScale => ran(input({ adapter: { initScale } })));
  const norms = peaks.map(({ first }) => first('imbalance.1'));
  expect(norms).toEqual([1, 1, 1]);
  const cosines = peaks.map(({ outcome }) => outcome.ends!['peakCosine']!);
  expect(cosines[0]!).toBeLessThan(cosines[1]!);
  expect(cosines[1]!).toBeLessThan(cosines[2]!);
  expect(cosines[2]!).toBeGreaterThan(0.9);
});

/** An initialisation with the defaults of its settings. */
function complete({ settings, kind }: (typeof layerInitialisations)[number]): NetworkInit {
  return JSON.parse(JSON.stringify(withDefaults(plainSchema(settings), { kind }))) as NetworkInit;
}

const inits: readonly NetworkInit[] = [
  ...layerInitialisations.map(complete),
  { kind: 'spectral', from: 'gradient' },
  { kind: 'spectral', from: 'fullFineTuning' },
];

test.each(inits)('starts as $kind', init => {
  const run = ran(input({ adapter: { init, scaling: 1.5 }, metrics: ['sv', 'subspaceAlignment'] }));
  const { initialLoss } = run.outcome.ends!;
  // those that change what the network computes at the start say so
  const moves = ['spectral', 'loraOne', 'both'].includes(init.kind);
  if (!moves) expect(run.first('loss') / initialLoss!).toBeCloseTo(1, 9);
  expect(run.last('loss')).toBeLessThan(run.first('loss'));
  if (init.kind === 'spectral' && init.from === 'gradient') {
    expect(run.first('alignmentIn.1')).toBeLessThan(1e-12);
    expect(run.first('subspaceAlignment.2')).toBeLessThan(1e-6);
    expect(run.first('overlapIn.2')).toBeCloseTo(1, 10);
  }
});

test('layers that are not adapted have no columns, and the rank stops at the smaller side', () => {
  const run = ran(input({ adapter: { layers: [2], rank: 16 }, metrics: ['sv'] }));
  expect(run.columns.filter(key => key.startsWith('alignmentIn'))).toEqual(['alignmentIn.1']);
  expect(run.columns.filter(key => key.startsWith('sv'))).toHaveLength(10);
  expect(run.last('sv1.1')).toBeGreaterThan(0);
});

test('full fine-tuning goes lower than rank 2, and has no factors', () => {
  const full = ran(input({ adapter: { method: 'full' }, metrics: ['normA', 'effectiveRank'] }));
  expect(full.columns).not.toContain('imbalance.1');
  expect(full.columns).not.toContain('normA.1');
  expect(full.last('loss')).toBeLessThan(ran(input()).last('loss'));
  // its first step is along the gradient itself
  expect(full.rows[1]![full.columns.indexOf('alignmentIn.1')]!).toBeLessThan(1e-12);
  expect(full.last('effectiveRank.1')).toBeGreaterThan(2);
});

test('every task shifts what it says', () => {
  const loss = (task: NonNullable<ReturnType<typeof input>['problem']['task']>) =>
    ran(input({ problem: { task }, dynamics: one })).first('testAccuracy');
  const one = {
    ...({ kind: 'adaptiveGd', firstStep: 0.05, steps: 1, learningRateRatio: 1 } as const),
    precision: 'float64',
  } as const;
  expect(loss({ kind: 'relabel', by: 3 })).toBeLessThan(0.1);
  expect(loss({ kind: 'flip' })).toBeGreaterThan(0.3);
  // outputs that have never been asked for
  expect(loss({ kind: 'newClasses' })).toBe(0);
  const { outcome } = ran(input({ problem: { task: { kind: 'newClasses' } }, dynamics: one }));
  expect(outcome.ends!['pretrainedTestAccuracy']).toBeGreaterThan(0.6);
});

test('the end says what is taken for what', () => {
  const { outcome, last } = ran(input());
  const { confusion, wrong, of, classes } = outcome.classification!;
  expect([of, classes.length, confusion.length]).toEqual(['test', 10, 100]);
  expect(confusion.reduce((sum, count) => sum + count, 0)).toBe(797);
  const right = classes.reduce((sum, _, k) => sum + confusion[11 * k]!, 0);
  expect(right / 797).toBeCloseTo(last('testAccuracy'), 12);
  expect(wrong.length).toBeGreaterThan(0);
});

test('there are clothes as well', () => {
  const { outcome } = ran(input({ problem: { data: { kind: 'fashion' }, task: { kind: 'flip' }, N: 200 } }));
  expect(outcome.ends!['pretrainedTestAccuracy']).toBeGreaterThan(0.7);
  expect(outcome.classification!.classes).toContain('ankle boot');
});

test('a rate that is too high diverges, and says at which step', () => {
  const run = ran(
    input({
      dynamics: {
        ...{ kind: 'gd', learningRate: 1e4, steps: 200, momentum: 0, nesterov: false, weightDecay: 0 },
        ...{ learningRateRatio: 1, precision: 'float64' },
      },
      problem: { loss: 'squared' },
    }),
  );
  expect(run.outcome.reason).toBe('diverged');
  const { step, loss } = run.outcome.divergence!;
  expect(step).toBeLessThan(200);
  expect(Number.isFinite(loss)).toBe(true);
  for (const row of run.rows) expect(Number.isFinite(row[1])).toBe(true);
});

test('what cannot start is refused with its reason', () => {
  const refused = (adapter: Partial<NetworkAdapterSettings>) => {
    const planned = planNetwork(input({ adapter }));
    return planned.ok ? [] : planned.faults.map(({ code, path }) => [code, path.join('.')]);
  };
  const loraGa = { kind: 'loraGa', direction: 'ArB2r', scale: 'stable', stableGamma: 16 } as const;
  expect(refused({ layers: [4] })).toEqual([['layer-missing', 'adapter.layers']]);
  expect(refused({ rank: 6, init: loraGa })).toEqual([['rank-too-large', 'adapter.rank']]);
  expect(refused({ rank: 3, init: { kind: 'orthogonal' } })).toEqual([['rank-odd', 'adapter.rank']]);
  expect(refused({})).toEqual([]);
});

test('every column can be explained, and belongs to a series', () => {
  const { columns } = ran(
    input({ metrics: ['sv', 'normA', 'normB', 'overlapOut', 'effectiveRank', 'subspaceAlignment'] }),
  );
  for (const column of columns.slice(1)) {
    expect(seriesOfColumn(column), column).toBeDefined();
    expect(columnInfo(column)?.key).toBe(column);
    const first = column.replaceAll(/\d+/g, '1');
    expect(columnKeys).toContain(first);
  }
  expect(columnInfo('t')?.label).toBe('Step');
  for (const wrong of ['alignmentIn', 'loss.1', 'sv1', 'sv.1', 'nothing'])
    expect(seriesOfColumn(wrong)).toBeUndefined();
});

test('a narrow layer says what it is about, and what helps', () => {
  const fault = (adapter: Partial<NetworkAdapterSettings>, sizes: readonly number[]) => {
    const settings = { method: 'lora', rank: 4, init: { kind: 'orthogonal' }, ...adapter } as const;
    const data = { features: 8, classes: 8, train: 1, test: 1, width: 8 } as const;
    const known = { data, sizes, examples: 1, counted: true, adapted: [0] };
    return startFaults(settings, known)[0];
  };
  const loraGa = { kind: 'loraGa', direction: 'ArB2r', scale: 'stable', stableGamma: 16 } as const;
  expect(fault({}, [8, 3])?.message).toContain('Rank 4, of which it gets 3, is odd');
  expect(fault({}, [8, 3])?.remedy).toContain('Set "rank" to 2,');
  expect(fault({}, [8, 1])?.remedy).toContain('Leave this layer out of "layers"');
  expect(fault({ rank: 3 }, [8, 8])?.remedy).toContain('Set "rank" to an even number');
  expect(fault({ init: loraGa }, [8, 6])?.remedy).toContain('at most 3');
  expect(fault({ init: loraGa }, [8, 1])?.remedy).toContain('Leave this layer out of "layers"');
});

test('progress never goes back, with directions of full fine-tuning neither', () => {
  const init = { kind: 'spectral', from: 'fullFineTuning' } as const;
  // a seed of its own, so that nothing is known before
  const pretraining = { epochs: 20, batch: 50, learningRate: 2e-3, seed: 77 };
  const planned = planNetwork(
    input({ problem: { pretraining, hidden: [64], N: 1000 }, adapter: { init, rank: 1 } }),
  );
  if (!planned.ok) throw new Error('not planned');
  const fractions: number[] = [];
  const simulation = planned.value.start();
  for (let step = simulation.next(); step.done !== true; step = simulation.next())
    if (step.value.kind === 'progress') fractions.push(step.value.fraction);
  expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
  expect(fractions.filter(fraction => fraction > 0.1 && fraction < 0.2).length).toBeGreaterThan(5);
});

test('columns are of the first adapted layer, whichever that is', () => {
  expect(columnInfo('normBA.1')?.label).toBe('Norm of the change, adapted layer 1');
  expect(columnInfo('sv2.1')?.label).toBe('Singular values of the change, adapted layer 2 (1)');
});
