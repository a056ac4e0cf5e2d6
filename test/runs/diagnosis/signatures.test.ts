import { describe, expect, test } from 'vitest';
import { problemKind } from '../../../src/experiment/kinds/registry.ts';
import { diagnoseRun, diagnoseVariant } from '../../../src/runs/diagnosis/diagnose.ts';
import { load, presetText, runVariant } from './runVariants.ts';

/** What the first seed of every variant of an experiment shows. */
async function shown(text: string, seeds: readonly number[] = [0]) {
  const loaded = await load(text);
  expect(loaded.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return loaded.variants.map(({ resolved }, i) => {
    const expected = problemKind('matrixFactorization')!.expect(resolved, loaded.files);
    const records = seeds.map(seed => runVariant(loaded, i, seed));
    return { found: diagnoseVariant(resolved, expected, records), record: records[0]!, resolved, expected };
  });
}

const keys = async (text: string, seeds?: readonly number[]) =>
  (await shown(text, seeds)).map(({ found }) => found?.signature.key ?? null);

const small6 = { kind: 'gaussian', dims: { m: 6, h: 10, n: 6 } };
const experiment = (settings: object) =>
  JSON.stringify({ problem: { kind: 'matrixFactorization', pretrained: small6 }, ...settings });

describe('on the shipped presets nothing is said that is not so', () => {
  test.each([
    ['first-experiment', ['plateau', 'plateau', 'plateau']],
    ['figure-1', ['plateau', null, 'plateau', null, 'plateau', null]],
    ['optimisers', ['plateau', 'plateau', 'plateau', 'plateau', 'noAlignment', 'noAlignment']],
    ['rank-limit', ['rankLimited', 'rankLimited', 'plateau', 'plateau']],
    ['own-matrices', ['plateau', 'plateau', null]],
    ['precision', ['plateau', 'numericalFloor']],
  ])('%s', async (name, expected) => {
    expect(await keys(presetText(name))).toEqual(expected);
  });

  test('gradient descent of the paper: plateaus, and the stagnation floor under spectral starts', async () => {
    const loaded = await load(presetText('figure-1-gd'));
    const found = [4, 5].map(i => {
      const { resolved } = loaded.variants[i]!;
      const expected = problemKind('matrixFactorization')!.expect(resolved, loaded.files);
      return diagnoseRun(resolved, expected, runVariant(loaded, i))?.signature.key;
    });
    expect(found).toEqual(['plateau', 'numericalFloor']);
  });
});

describe('a stuck saddle', () => {
  test('outside the span of the weights λ = 0: no edit of a setting helps', async () => {
    const [only] = await shown(
      JSON.stringify({
        problem: {
          kind: 'matrixFactorization',
          pretrained: { kind: 'lowRank', dims: { m: 6, h: 10, n: 6 }, rank: 2 },
          target: { kind: 'singularPair', pair: 5 },
        },
        dynamics: { kind: 'gradientFlow', until: 3 },
      }),
    );
    expect(only?.found?.signature.key).toBe('stuckSaddle');
    expect(only?.found?.why).toContain('λ = 0');
    expect(only?.found?.remedy).toBeUndefined();
  });

  test('an initialisation that is orthogonal to the target, under descent too: another start helps', async () => {
    const settings = (dynamics: object) =>
      JSON.stringify({
        problem: {
          kind: 'matrixFactorization',
          pretrained: small6,
          target: { kind: 'singularPair', pair: 'bottom' },
        },
        adapter: { rank: 2, init: 'pissa' },
        dynamics,
      });
    for (const dynamics of [
      { kind: 'gradientFlow', until: 3 },
      { kind: 'gd', learningRate: 1e-3, steps: 500 },
    ]) {
      const [only] = await shown(settings(dynamics));
      expect(only?.found?.signature.key).toBe('stuckSaddle');
      expect(only?.found?.remedy).toEqual({ path: 'adapter.init', value: 'gaussian' });
    }
  });

  test('the same problem from a random start moves', async () => {
    expect(
      await keys(
        experiment({ adapter: { init: 'gaussian' }, dynamics: { kind: 'gradientFlow', until: 1e-3 } }),
      ),
    ).not.toContain('stuckSaddle');
  });
});

describe('before the escape', () => {
  test('a flow that ends too early is told to find its own end; a longer one shows something else', async () => {
    const [short, long] = await shown(
      experiment({ sweep: { 'dynamics.until': [0.05, 20] }, dynamics: { kind: 'gradientFlow', until: 1 } }),
    );
    expect(short?.found?.signature.key).toBe('notStarted');
    expect(short?.found?.remedy).toEqual({ path: 'dynamics.until', value: 'auto' });
    expect(long?.found?.signature.key).not.toBe('notStarted');
  });

  test('of descent the steps are counted, also with momentum', async () => {
    for (const momentum of [0, 0.9]) {
      const [short] = await shown(
        experiment({ dynamics: { kind: 'gd', learningRate: 1e-3, steps: 10, momentum } }),
      );
      expect(short?.found?.signature.key).toBe('notStarted');
      const steps = Number(short?.found?.remedy?.value);
      const dynamics = { kind: 'gd', learningRate: 1e-3, steps, momentum };
      const [long] = await shown(experiment({ dynamics }));
      expect(long?.record.events['escape']).toBeGreaterThan(0);
      expect(long?.found?.signature.key).not.toBe('notStarted');
    }
  });

  test('weight decay above the growth rate stalls; below it does not', async () => {
    const found = await shown(
      experiment({
        dynamics: { kind: 'gd', learningRate: 1e-2, steps: 3000 },
        sweep: { 'dynamics.weightDecay': [100, 0.01] },
      }),
    );
    expect(found.map(each => each.found?.signature.key ?? null)).toEqual(['stalled', null]);
    expect(found[0]?.found?.remedy).toEqual({ path: 'dynamics.weightDecay', value: 0 });
    expect(found[0]?.found?.why).toContain('zero is attracting');
  });
});

test('a large start stands still at a high loss, and a smaller one is proposed; a small start does not', async () => {
  const [large, small] = await shown(
    JSON.stringify({
      problem: {
        kind: 'matrixFactorization',
        pretrained: { ...small6, imbalance: 3 },
        target: {
          kind: 'singularPairs',
          pairs: [
            { pair: 1, strength: 5 },
            { pair: 2, strength: 0.2 },
          ],
        },
      },
      adapter: { init: { kind: 'gaussian', randomFactor: 'B' } },
      dynamics: { kind: 'gradientFlow', until: 4 },
      sweep: { 'adapter.initScale': [1, 0.01] },
    }),
  );
  expect(large?.found?.signature.key).toBe('highLoss');
  expect(large?.found?.remedy?.path).toBe('adapter.initScale');
  expect(Number(large?.found?.remedy?.value)).toBeLessThanOrEqual(0.01);
  expect(small?.found?.signature.key).not.toBe('highLoss');
});

describe('the slow tail', () => {
  const paper = (until: number) =>
    JSON.stringify({
      problem: {
        kind: 'matrixFactorization',
        pretrained: { kind: 'gaussian', matrix: 'paper', imbalance: 3 },
        target: { kind: 'singularPair', pair: 'top', strength: 5 },
      },
      adapter: { init: { kind: 'gaussian', randomFactor: 'B' }, initScale: 1e-3 },
      dynamics: { kind: 'gradientFlow', until },
    });

  test('is seen while it lasts, and its end is proposed', async () => {
    const [tail] = await shown(paper(4));
    expect(tail?.found?.signature.key).toBe('slowTail');
    const until = Number(tail?.found?.remedy?.value);
    expect(until).toBeGreaterThan(4);
    const [after] = await shown(paper(until));
    expect(after?.found?.signature.key).toBe('plateau');
  });
});

describe('steps that are too large', () => {
  test('diverge, with the limit and a smaller step; the smaller step converges', async () => {
    const dynamics = (learningRate: number) =>
      experiment({ dynamics: { kind: 'gd', learningRate, steps: 2000 } });
    const [wild] = await shown(dynamics(1));
    expect(wild?.found?.signature.key).toBe('diverged');
    expect(wild?.found?.why).toContain('above the predicted stability limit, 2/λ_max ≈ ');
    const [calm] = await shown(dynamics(Number(wild?.found?.remedy?.value)));
    expect(calm?.record.status).toBe('done');
    expect(calm?.found?.signature.key).not.toBe('unstable');
  });

  test('may oscillate without diverging', async () => {
    const limit = (await shown(experiment({})))[0]!.expected;
    const [first] = await shown(experiment({ dynamics: { kind: 'gd', learningRate: 1e-3, steps: 10 } }));
    const most = first!.expected.learningRateLimit!;
    expect(limit.learningRateLimit).toBeUndefined();
    const found = await shown(
      experiment({ dynamics: { kind: 'gd', learningRate: 1.2 * most, steps: 3000 } }),
    );
    const rise = found[0]!.record.health['lossRise']!;
    expect(found[0]?.found?.signature.key === 'unstable').toBe(
      rise > 1e-9 && found[0]!.record.status === 'done',
    );
  });

  test('momentum and Adam may rise', async () => {
    expect(
      await keys(experiment({ dynamics: { kind: 'gd', learningRate: 1e-2, steps: 500, momentum: 0.9 } })),
    ).not.toContain('unstable');
  });
});

test('a variant is said to show what at least half of its seeds show', async () => {
  const [middle] = await shown(presetText('spectral'), [0, 1]);
  // one of the two is past ρ = λ/100, the other is not
  expect(middle?.found).toMatchObject({ seeds: 1, ended: 2 });
  expect(diagnoseVariant(middle?.resolved, middle!.expected, [])).toBeNull();
});

test('a run that was cancelled, or failed in a worker, is not diagnosed', async () => {
  const [{ record, resolved, expected }] = (await shown(presetText('first-experiment'))) as [
    Awaited<ReturnType<typeof shown>>[number],
  ];
  expect(diagnoseRun(resolved, expected, record)?.signature.key).toBe('plateau');
  expect(diagnoseRun(resolved, expected, { ...record, status: 'cancelled' })).toBeNull();
  expect(diagnoseRun(resolved, expected, { ...record, status: 'failed' })).toBeNull();
});
