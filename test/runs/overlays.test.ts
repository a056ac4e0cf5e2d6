import { describe, expect, it, test } from 'vitest';
import { nothingMeasured } from '../../src/experiment/kinds/nothingMeasured.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import { valueAt } from '../../src/charts/curveAt.ts';
import type { OverlayView } from '../../src/protocol/overlay.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import { problemKind } from '../../src/experiment/kinds/registry.ts';
import { FIGURES } from '../../src/experiment/paper/figures.ts';
import { theoryOf } from '../../src/runs/overlays.ts';
import { noFiles } from '../experiment/reading.ts';
import { finished } from '../webview/fixtures/views.ts';
import { simulatedView } from './simulated.ts';

type Shape<K extends OverlayView['shape']['kind']> = Extract<OverlayView['shape'], { kind: K }>;

/** The paper’s setting, with changes. */
function experiment(changes: {
  adapter?: object;
  pretrained?: object;
  target?: object;
  dynamics?: object;
  seeds?: number;
}) {
  return {
    problem: {
      kind: 'matrixFactorization',
      pretrained: { kind: 'gaussian', matrix: 'paper', imbalance: 1.05, ...changes.pretrained },
      target: changes.target ?? { kind: 'singularPair', pair: 'top', strength: 5 },
    },
    adapter: { rank: 4, init: { kind: 'gaussian', randomFactor: 'B' }, initScale: 1e-4, ...changes.adapter },
    dynamics: changes.dynamics ?? { kind: 'gradientFlow', until: 5 },
    seeds: changes.seeds ?? 6,
  };
}

function overlay(view: PanelView, id: string): OverlayView {
  const found = view.overlays.find(one => one.id === id);
  if (!found) throw new Error(`no ${id} among ${view.overlays.map(one => one.id).join(', ')}`);
  return found;
}

function shape<K extends OverlayView['shape']['kind']>(view: PanelView, id: string, kind: K): Shape<K> {
  const found = overlay(view, id);
  expect(found.shape.kind, `${id}: ${found.validity}`).toBe(kind);
  return found.shape as Shape<K>;
}

function simulated(view: PanelView, key: string, t: number): number {
  const curve = view.variants[0]!.curves[key]!;
  return valueAt(curve.t, curve.mean, t);
}

function predicted({ start, rate, from }: Shape<'slope'>, t: number): number {
  return start + rate * (t - from);
}

describe('theory beside simulation', () => {
  test('B random: T½, alignment and floor, signal rate', async () => {
    const view = await simulatedView(
      experiment({ pretrained: { imbalance: 2 }, adapter: { initScale: 1e-5 } }),
    );
    const { lambda, events } = view.variants[0]!;
    const escape = shape(view, 'escape', 'time');
    // six draws: the mean within three standard errors
    expect(Math.abs(escape.t - events['escape']!.mean)).toBeLessThan((3 * escape.sd) / Math.sqrt(6));
    const slope = shape(view, 'alignment-slope', 'slope');
    expect(slope.rate * Math.LN10).toBeCloseTo(-2 * lambda, 9);
    // its level is −log₁₀‖a₀‖² of the draws, whose sd is that of 2λT½
    const error = (3 * 2 * lambda * escape.sd) / Math.LN10 / Math.sqrt(6);
    for (const share of [0.2, 0.5, 0.8]) {
      const t = slope.from + share * (slope.to - slope.from);
      expect(Math.abs(predicted(slope, t) - simulated(view, 'alignment', t))).toBeLessThan(error);
    }
    const floor = shape(view, 'alignment-floor', 'level');
    expect(Math.abs(floor.value - simulated(view, 'alignment', 5))).toBeLessThan(0.1);
    expect(overlay(view, 'signal-slope').label).toBe('slope −4λ');
    const fit = shape(view, 'measured-rate', 'slope');
    expect(fit.rate / shape(view, 'signal-slope', 'slope').rate).toBeCloseTo(1, 1);
    expect(overlay(view, 'measured-rate').kind).toBe('fit');
  });

  test('where both adapters learn, the rate is the general one, and the fit says −4λ would be wrong', async () => {
    const view = await simulatedView(experiment({}));
    expect(overlay(view, 'signal-slope').label).toBe('slope −5.5λ');
    const fit = shape(view, 'measured-rate', 'slope').rate * Math.LN10;
    const { lambda } = view.variants[0]!;
    expect(fit / (-5.5 * lambda)).toBeGreaterThan(0.9);
    expect(fit / (-4 * lambda)).toBeGreaterThan(1.2);
    expect(overlay(view, 'measured-rate').validity).toMatch(
      /Predicted: −5\.5\dλ\. They agree within \d+ %\./,
    );
    const bound = shape(view, 'bound-slope', 'slope');
    expect(overlay(view, 'bound-slope').kind).toBe('bound');
    for (const t of [bound.from + 0.1, 2, 5])
      expect(simulated(view, 'loss', t)).toBeLessThan(predicted(bound, t));
  });

  test('A random: the slow tail; no level where theory has only an exponent', async () => {
    const view = await simulatedView(
      experiment({
        pretrained: { imbalance: 2 },
        adapter: { init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 1e-3 },
        dynamics: { kind: 'gradientFlow', until: 20 },
      }),
    );
    const tail = shape(view, 'tail-slope', 'slope');
    for (const t of [8, 12, 16])
      expect(Math.abs(predicted(tail, t) - simulated(view, 'loss', t))).toBeLessThan(0.2);
    expect(overlay(view, 'alignment-floor').validity).toContain('the exponent 3.5 in α');
    expect(overlay(view, 'plateau').validity).toContain('here 7, so a ten times smaller α');
    shape(view, 'plateau', 'withheld');
    expect(shape(view, 'plateau-end', 'time').t).toBeGreaterThan(20);
  });

  test('spectral start: the exact solution lies on the mean of the simulation', async () => {
    const times = Array.from({ length: 81 }, (_, i) => i / 40);
    const view = await simulatedView(
      experiment({
        adapter: { init: { kind: 'spectral' } },
        dynamics: { kind: 'gradientFlow', times, tolerance: 1e-10 },
      }),
    );
    // below these rounding of the simulated state shows in the sixth digit: of E, and of an angle of 10⁻⁷
    for (const [id, key, least] of [
      ['spectral-loss', 'loss', -11],
      ['spectral-alignment', 'alignment', -14],
    ] as const) {
      const exact = shape(view, id, 'curve');
      const curve = view.variants[0]!.curves[key]!;
      let compared = 0;
      exact.t.forEach((t, i) => {
        const at = curve.t.findIndex(sample => Math.abs(sample - t) < 1e-9);
        if (at < 0 || curve.mean[at]! < least) return;
        compared++;
        expect(Math.abs(exact.value[i]! - curve.mean[at]!)).toBeLessThan(1e-6);
      });
      expect(compared).toBeGreaterThan(5);
    }
    const bound = shape(view, 'bound-slope', 'slope');
    expect(simulated(view, 'loss', 1.5)).toBeLessThan(predicted(bound, 1.5));
  });

  test('several directions: a time for each, the alignment at −2(μ₁ − μ₂)', async () => {
    const view = await simulatedView(
      experiment({
        pretrained: { imbalance: 2 },
        target: {
          kind: 'singularPairs',
          pairs: [
            { pair: 1, strength: 5 },
            { pair: 2, strength: 3 },
          ],
        },
        seeds: 1,
      }),
      false,
    );
    expect(shape(view, 'escape-2', 'time').t).toBeGreaterThan(shape(view, 'escape', 'time').t);
    expect(overlay(view, 'alignment-slope').label).toBe('slope −2(μ₁ − μ₂)');
    expect(overlay(view, 'signal-slope').validity).toContain('each falls at −4λᵢ');
    expect(overlay(view, 'bound-slope').shape.kind).toBe('withheld');
  });
});

describe('the loss that is predicted before anything runs', () => {
  const modes = (strengths: readonly number[]) => ({
    pretrained: { imbalance: 1.2 },
    target: { kind: 'singularPairs', pairs: strengths.map((strength, i) => ({ pair: i + 1, strength })) },
  });

  test.each([
    ['B random', {}],
    ['A random', { adapter: { init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 1e-3 } }],
    ['spectral', { adapter: { init: 'spectral' } }],
    ['three directions, the first two', { ...modes([5, 3, 1.5]), adapter: { rank: 4, initScale: 1e-4 } }],
    ['both factors of the weights alike', { pretrained: { imbalance: 1.001 } }],
    ['descent', { dynamics: { kind: 'gd', learningRate: 1e-3, steps: 5000 } }],
  ])('is where the simulation is: %s', async (_, changes) => {
    const course = shape(await simulatedView(experiment(changes), false), 'course', 'curve');
    const view = await simulatedView(experiment(changes));
    const { loss } = view.variants[0]!.curves;
    // from where noise takes over the prediction is of the signal alone; the third direction comes late (theory.md)
    const { crossing } = view.variants[0]!.events;
    const until = 'target' in changes ? 1.5 : 0.85 * (crossing?.mean ?? Infinity);
    let compared = 0;
    course.t.forEach((t, i) => {
      if (t > until) return;
      const difference = Math.abs(course.value[i]! - valueAt(loss!.t, loss!.mean, t));
      // it is one draw among six: within twice their spread
      expect(difference, `t = ${t}`).toBeLessThan(0.02 + 2 * valueAt(loss!.t, loss!.sd, t));
      compared += 1;
    });
    expect(compared).toBeGreaterThan(90);
    expect(course.value[0]).toBeCloseTo(loss!.mean[0]!, 6);
  });

  test('of a spectral start ends where numbers round: descent stays there, the flow has nothing more to do', async () => {
    const spectral = { adapter: { init: 'spectral' } };
    const flow = shape(await simulatedView(experiment(spectral), false), 'course', 'curve');
    expect(flow.value.at(-1)).toBeCloseTo(Math.log10(25e-30), 9);
    expect(flow.t.at(-1)).toBeLessThan(2.5);
    const descent = { ...spectral, dynamics: { kind: 'gd', learningRate: 1e-3, steps: 5000 } };
    const view = await simulatedView(experiment(descent), false);
    const gd = shape(view, 'course', 'curve');
    expect(gd.t.at(-1)).toBe(view.horizon);
    expect(gd.value.at(-1)).toBeCloseTo(shape(view, 'stagnation-floor', 'level').value, 9);
  });

  test('gives way to the curves, once there are some', async () => {
    const view = await simulatedView(experiment({ seeds: 1 }));
    expect(view.overlays.map(({ id }) => id)).not.toContain('course');
  });

  test.each([
    [{ dynamics: { kind: 'adam', learningRate: 1e-3 } }, /^Adam does not follow/],
    [{ adapter: { initScale: 0.5 } }, /are not small/],
    [{ ...modes([5, 3, 1.5]), adapter: { rank: 2 } }, /^It is known for aligned targets of a rank up to r/],
    [{ adapter: { init: 'pissa' } }, /no formula gives its size/],
  ])('is withheld where theory has none: %j', async (changes, reason) => {
    const course = overlay(await simulatedView(experiment(changes), false), 'course');
    expect(course).toMatchObject({
      shape: { kind: 'withheld' },
      validity: expect.stringMatching(reason) as string,
    });
  });
});

describe('both adapters', () => {
  test.each(FIGURES.map(figure => [figure.id, figure] as const))(
    'the stagnation floor is where descent stopped in the paper’s setting: %s',
    async (_, { imbalance, pair, steps, scales }) => {
      const [{ alpha, spectral }] = scales as [(typeof scales)[number]];
      const view = await simulatedView(
        experiment({
          pretrained: { imbalance },
          target: { kind: 'singularPair', pair, strength: 5 },
          adapter: { init: 'spectral', initScale: alpha },
          dynamics: { kind: 'gd', learningRate: 1e-4, steps },
        }),
        false,
      );
      // a quarter of a decade, as measured in all six rows
      expect(Math.abs(shape(view, 'stagnation-floor', 'level').value - spectral[0])).toBeLessThan(0.25);
    },
  );

  test('T½ of the bottom direction is that of the simulation, wherever it is said', async () => {
    const bottom = {
      target: { kind: 'singularPair', pair: 'bottom', strength: 5 },
      dynamics: { kind: 'gradientFlow', until: 12 },
    };
    const view = await simulatedView(experiment({ ...bottom, adapter: { initScale: 1e-4 }, seeds: 20 }));
    const { t } = shape(view, 'escape', 'time');
    const { mean, sd } = view.variants[0]!.events['escape']!;
    expect(Math.abs(t - mean)).toBeLessThan((3 * sd) / Math.sqrt(20));
    // T_f, with adapter 1 alone, is later by 0.9
    expect(Math.abs(t - mean)).toBeLessThan(0.3);
    const loaded = await loadExperiment(
      JSON.stringify(experiment({ ...bottom, adapter: { initScale: 1e-4 } })),
      noFiles,
    );
    const { resolved } = loaded.variants[0]!;
    const kind = problemKind('matrixFactorization')!;
    for (const time of [
      kind.derive(resolved, {}).escape?.time,
      kind.expect(resolved, {}).events['escape']?.time,
      kind.quantitiesOf(resolved, {}).values.get('Tescape'),
    ])
      expect(time).toBeCloseTo(t, 12);
  });

  test('the slow tail falls at the rate of both, not of adapter 1 alone', async () => {
    const view = await simulatedView(
      experiment({ dynamics: { kind: 'gradientFlow', until: 2 }, adapter: { initScale: 1e-5 }, seeds: 10 }),
    );
    const { rate } = shape(view, 'tail-slope', 'slope');
    const slope = simulated(view, 'loss', 2) - simulated(view, 'loss', 1.7);
    const measured = slope / 0.3;
    expect(measured / rate).toBeGreaterThan(0.5);
    expect(measured / rate).toBeLessThan(2);
    // (σ/σ_W2)σ²_W2,min, with adapter 1 alone, is twenty times slower
    expect(rate * Math.LN10).toBeLessThan(-4);
  });
});

describe('what breaks an assumption withholds the line, and says why', () => {
  const gd = { kind: 'gd', learningRate: 1e-3, steps: 2000 };
  it.each([
    ['Adam', { dynamics: { kind: 'adam' } }, 'escape', 'Adam does not follow the gradient flow'],
    ['weight decay', { dynamics: { ...gd, weightDecay: 0.1 } }, 'signal-slope', 'Weight decay'],
    ['noise', { dynamics: { ...gd, gradientNoise: 0.1 } }, 'stagnation-floor', 'some 10·η·σₙ²'],
    ['masks', { dynamics: { ...gd, maskProbability: 0.5 } }, 'alignment-slope', 'Masked entries'],
    ['LoRA+', { dynamics: { ...gd, learningRateRatio: 4 } }, 'alignment-slope', 'different learning rates'],
    ['large steps', { dynamics: { ...gd, learningRate: 0.02 } }, 'signal-slope', 'do not follow the flow'],
    ['a large start', { adapter: { initScale: 0.1 } }, 'alignment-slope', 'not small'],
    ['PiSSA', { adapter: { init: { kind: 'pissa' } } }, 'escape', 'follows from the weights'],
    ['δ_w > 1', { pretrained: { imbalance: 0.5 } }, 'bound-slope', 'needs δ_w < 1'],
    ['δ_w = 1', { pretrained: { imbalance: 1 } }, 'bound-slope', 'The flow itself behaves well'],
    [
      'a tilted target',
      { target: { kind: 'randomDirection', pair: 1, angle: 30, strength: 5 } },
      'signal-slope',
      'share no singular bases',
    ],
  ])('%s', async (_, changes, id, reason) => {
    const view = await simulatedView(experiment(changes), false);
    const found = overlay(view, id);
    expect(found.shape.kind).toBe('withheld');
    expect(found.validity).toContain(reason);
  });

  it('a tilted target keeps the generalised alignment slope', async () => {
    const target = { kind: 'randomDirection', pair: 1, angle: 30, strength: 5 };
    const view = await simulatedView(experiment({ target }), false);
    expect(overlay(view, 'alignment-slope')).toMatchObject({ label: 'slope −2μ₁', shape: { kind: 'slope' } });
    expect(overlay(view, 'alignment-slope').validity).toContain('generalised direction');
  });

  it('momentum runs through the flow faster: t = ηk at 1/(1 − μ) times the rates', async () => {
    const slow = await simulatedView(
      experiment({ dynamics: { ...gd, learningRate: 1e-4, steps: 50_000 } }),
      false,
    );
    const fast = await simulatedView(
      experiment({ dynamics: { ...gd, learningRate: 1e-4, steps: 50_000, momentum: 0.5 } }),
      false,
    );
    const [a, b] = [slow, fast].map(view => shape(view, 'escape', 'time').t);
    expect(b! / a!).toBeCloseTo(0.5, 12);
  });

  it('descent has a floor where its steps are lost, the flow has not', async () => {
    const view = await simulatedView(
      experiment({ dynamics: { ...gd, learningRate: 1e-4, steps: 50_000 } }),
      false,
    );
    // 10⁻²⁶: the machine precision of the paper’s figures
    expect(shape(view, 'stagnation-floor', 'level').value).toBeCloseTo(-25.5, 0);
    expect(overlay(view, 'learning-rate-limit').validity).toMatch(/2\/λ_max ≈ 0\.0539/);
    const flow = await simulatedView(experiment({}), false);
    expect(flow.overlays.map(({ id }) => id)).not.toContain('stagnation-floor');
  });
});

test('the pictures’ theory is computed by the product', async () => {
  const view = finished();
  const { variants } = await loadExperiment(
    JSON.stringify({
      ...experiment({ dynamics: { kind: 'gd', learningRate: 1e-4, steps: 50_000 } }),
      seeds: 30,
      sweep: {
        'adapter.initScale': [1e-3, 1e-4, 1e-5],
        'adapter.init': [{ kind: 'gaussian', randomFactor: 'B' }, { kind: 'spectral' }],
      },
    }),
    noFiles,
  );
  const seeds = Array.from({ length: 30 }, (_, i) => i);
  const { horizon } = view;
  const overlays = variants.map((variant, i) => {
    const { curves, events } = view.variants[i]!;
    return theoryOf(variant, {})({ ...nothingMeasured, curves, events, seeds, ended: true, horizon });
  });
  const foreseen = variants.map(variant =>
    theoryOf(variant, {})({ ...nothingMeasured, seeds, horizon }).filter(({ on }) => on === 'loss'),
  );
  const short = (_: string, value: unknown) => {
    if (value instanceof Float64Array) return Array.from(value, entry => Number(entry.toPrecision(6)));
    return typeof value === 'number' ? Number(value.toPrecision(9)) : value;
  };
  const text = (of: unknown) =>
    `${JSON.stringify(of, short, 1).replace(/\[\s+(-?[\d.e-]+,?\s+)+\]/g, list => list.replace(/\s+/g, ' '))}\n`;
  await expect(text(overlays)).toMatchFileSnapshot('../webview/fixtures/overlays.json');
  await expect(text(foreseen)).toMatchFileSnapshot('../webview/fixtures/foreseen.json');
});
