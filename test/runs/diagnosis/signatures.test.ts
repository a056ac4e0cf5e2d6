import { describe, expect, test } from 'vitest';
import { problemKind } from '../../../src/experiment/kinds/registry.ts';
import { diagnoseRun, diagnoseVariant } from '../../../src/runs/diagnosis/diagnose.ts';
import { evidenceOf } from '../../../src/runs/diagnosis/evidence.ts';
import { numericalFloor } from '../../../src/runs/diagnosis/numericalFloor.ts';
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

type Shown = Awaited<ReturnType<typeof shown>>[number];

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

  test('is seen at δ_w = 0.907 too, where adapter 2 makes it twenty times as fast', async () => {
    const text = paper(1.6)
      .replace('"imbalance":3', '"imbalance":1.05')
      .replace('"initScale":0.001', '"initScale":0.00001');
    const [tail] = (await shown(text, [0, 1, 2, 3])) as [Shown];
    expect(tail.found?.signature.key).toBe('slowTail');
    expect(tail.expected.tailRate).toBeGreaterThan(3);
  });
});

describe('a numerical floor', () => {
  test('is also a flow that drifts beyond its tolerance, and a finer one is proposed', async () => {
    const ran = async (tolerance: number, drift: number) => {
      const [{ resolved, expected, record }] = (await shown(
        experiment({ dynamics: { kind: 'gradientFlow', until: 2, tolerance } }),
      )) as [Shown];
      return numericalFloor.detect(
        evidenceOf(resolved, expected, { ...record, health: { ...record.health, drift } })!,
      );
    };
    const found = await ran(1e-6, 1e-4);
    expect(found?.why).toContain('has drifted by 10⁻⁴');
    expect(found?.remedy).toEqual({ path: 'dynamics.tolerance', value: 1e-9 });
    expect((await ran(1e-9, 1e-4))?.remedy).toBeUndefined();
    // within the tolerance, and below what counts as conserved whatever the tolerance
    expect(await ran(1e-6, 5e-7)).toBeNull();
    expect(await ran(1e-12, 5e-10)).toBeNull();
  });

  test('is not said of descent that drifts: it conserves nothing', async () => {
    const [{ resolved, expected, record }] = (await shown(
      experiment({ dynamics: { kind: 'gd', learningRate: 1e-3, steps: 500 } }),
    )) as [Shown];
    const drifting = { ...record, health: { ...record.health, drift: 1e-2 } };
    expect(numericalFloor.detect(evidenceOf(resolved, expected, drifting)!)).toBeNull();
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

  test.each([
    [0.8, null],
    [1.2, 'unstable'],
    [1.6, 'unstable'],
    [2.5, 'diverged'],
  ])('at %d of the predicted limit: %s', async (part, key) => {
    const [{ expected }] = (await shown(
      experiment({ dynamics: { kind: 'gd', learningRate: 1e-3, steps: 10 } }),
    )) as [Shown];
    const learningRate = part * expected.learningRateLimit!;
    const [ran] = (await shown(experiment({ dynamics: { kind: 'gd', learningRate, steps: 3000 } }))) as [
      Shown,
    ];
    const found = ran.found?.signature.key;
    if (key === null) expect(['unstable', 'diverged']).not.toContain(found);
    else expect(found).toBe(key);
    if (key !== 'unstable') return;
    // it oscillates and does not diverge
    expect(ran.record.status).toBe('done');
    expect(ran.record.health['lossRise']).toBeGreaterThan(1e-3);
    expect(Number(ran.found?.remedy?.value)).toBeLessThan(expected.learningRateLimit! / 5);
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
