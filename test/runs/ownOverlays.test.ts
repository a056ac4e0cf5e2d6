import { describe, expect, test } from 'vitest';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import { loadExperiment } from '../../src/experiment/load.ts';
import type { OwnOverlay } from '../../src/experiment/ownTheory/settings.ts';
import type { OverlayView } from '../../src/protocol/overlay.ts';
import { ownOverlays, type OverlaidVariant } from '../../src/runs/ownOverlays.ts';
import { noFiles } from '../experiment/reading.ts';

const [kind] = problemKinds;

const variant = (id: string, values: Readonly<Record<string, number>>, horizon = 10): OverlaidVariant => ({
  ...{ id, horizon, quantities: { values: new Map(Object.entries(values)), complete: true } },
});

const line = (more: Partial<OwnOverlay>): OwnOverlay => ({
  ...{ on: 'loss', label: 'my bound', kind: 'bound', expr: 'C*exp(-2*lambda*t)', with: { C: 0.5 } },
  ...more,
});

const scaleOf = (on: string) => (on === 'loss' ? 'log' : on === 'normZ1' ? 'linear' : undefined);

const drawn = (overlays: readonly OwnOverlay[], variants: readonly OverlaidVariant[]) =>
  ownOverlays(overlays, variants, scaleOf, kind);

function curveOf(overlay: OverlayView | undefined) {
  if (overlay?.shape.kind !== 'curve') throw new Error(`not drawn: ${overlay?.validity}`);
  return overlay.shape;
}

describe('a line of one’s own', () => {
  test('is the formula with each variant’s quantities, in log₁₀ where the series is', () => {
    const overlays = drawn([line({})], [variant('a', { lambda: 3 }), variant('b', { lambda: 5 }, 2)]);
    expect(overlays.map(({ id, variant: of, kind: promise, on }) => [id, of, promise, on])).toEqual([
      ['own:my bound', 'a', 'bound', 'loss'],
      ['own:my bound', 'b', 'bound', 'loss'],
    ]);
    for (const [overlay, lambda, end] of [
      [overlays[0], 3, 10],
      [overlays[1], 5, 2],
    ] as const) {
      const { t, value } = curveOf(overlay);
      expect(t[0]).toBe(0);
      expect(t.at(-1)).toBe(end);
      t.forEach((time, i) => {
        // a bound far below the axis is drawn at its foot
        const exact = Math.log10(0.5) - 2 * lambda * time * Math.LOG10E;
        expect(value[i]).toBeCloseTo(Math.max(-40, exact), 10);
      });
    }
    expect(overlays[0]?.formula).toBe('C·exp(−2·lambda·t) with C = 0.5');
    expect(overlays[0]?.validity).toBe('yours, over the whole run');
  });

  test('times ascend and are fine on both axes', () => {
    const { t } = curveOf(drawn([line({})], [variant('a', { lambda: 3 })])[0]);
    for (let i = 1; i < t.length; i++) expect(t[i]).toBeGreaterThan(t[i - 1]!);
    expect(t.filter(time => time > 0 && time < 1e-3).length).toBeGreaterThan(20);
    expect(t.filter(time => time > 5).length).toBeGreaterThan(100);
  });

  test('is one for all variants where it names no quantity', () => {
    const variants = [variant('a', {}, 4), variant('b', {}, 10)];
    const [only, ...others] = drawn([line({ expr: 'C/(1 + t)' })], variants);
    expect(others).toEqual([]);
    expect(only?.variant).toBeNull();
    expect(curveOf(only).t.at(-1)).toBe(10);
  });

  test('keeps its values on a linear axis', () => {
    const [overlay] = drawn([line({ on: 'normZ1', expr: '-t' })], [variant('a', {})]);
    expect(curveOf(overlay).value.at(-1)).toBe(-10);
  });

  test('has gaps where it has no value, and says where it has', () => {
    const [overlay] = drawn([line({ expr: 't < 5 ? nan : 1' })], [variant('a', {})]);
    const { t, value } = curveOf(overlay);
    t.forEach((time, i) => expect(Number.isNaN(value[i])).toBe(time < 5));
    expect(overlay?.validity).toMatch(/^yours, drawn from t = 5\S* to 10, where it has values$/);
  });

  test('has an id of its own, also where two are called the same', () => {
    const overlays = drawn([line({ expr: '1' }), line({ expr: '2' })], [variant('a', {})]);
    expect(overlays.map(({ id }) => id)).toEqual(['own:my bound', 'own:my bound 2']);
  });

  test.each([
    ['a quantity that the variant lacks', line({ expr: 'eta*t' }), {}, 'eta has no value for a flow'],
    ['a quantity of another version', line({ expr: 'zeta*t' }), {}, 'there is no quantity zeta'],
    [
      'a series without a chart',
      line({ on: 'rate', expr: '1' }),
      {},
      'no chart shows rate: lines are drawn over loss, alignment and normZ1',
    ],
    ['a series that is not there', line({ on: 'alignment', expr: '1' }), {}, 'alignment is not recorded'],
    ['a value that is nowhere positive', line({ expr: '-1' }), {}, 'no positive value up to t = 10'],
    [
      'a value that is nowhere finite',
      line({ on: 'normZ1', expr: '1/0' }),
      {},
      'no finite value up to t = 10',
    ],
    ['text that is no expression', line({ expr: '((' }), {}, 'the expression cannot be read'],
  ])('is withheld for %s', (_, overlay, values, reason) => {
    const [withheld] = drawn([overlay], [variant('a', values)]);
    expect(withheld?.shape).toEqual({ kind: 'withheld' });
    expect(withheld?.validity).toContain(reason);
  });

  test('is withheld where weights are not at hand, and says so', () => {
    const unknown = { ...variant('a', {}), quantities: { values: new Map(), complete: false } };
    expect(drawn([line({})], [unknown])[0]?.validity).toMatch(/^lambda is not known: the weights/);
  });

  test('of twenty thousand variants stays small', () => {
    const variants = Array.from({ length: 20_000 }, (_, i) => variant(String(i), { lambda: i + 1 }));
    const points = drawn([line({})], variants).reduce((sum, overlay) => sum + curveOf(overlay).t.length, 0);
    expect(points).toBeLessThan(600_000);
  });
});

describe('the quantities of theory.md', () => {
  const of = async (more: object) => {
    const text = JSON.stringify({ problem: 'matrixFactorization', ...more });
    const { variants, files } = await loadExperiment(text, noFiles);
    return kind.quantitiesOf(variants[0]!.resolved, files).values;
  };

  test('agree with one another in the aligned rank-one case', async () => {
    const values = await of({ adapter: { scaling: 2 } });
    const q = (name: string) => values.get(name) ?? Number.NaN;
    expect(q('mu1')).toBeCloseTo(q('sigma') * q('sigmaW2'), 10);
    expect(q('nu1')).toBeCloseTo(q('sigma') * q('sigmaW1'), 10);
    expect(q('lambda')).toBeCloseTo(2 * q('mu1'), 10);
    expect(q('deltaW')).toBeCloseTo(1 / 1.05 ** 2, 10);
    expect(q('deltaW')).toBeCloseTo(q('sigmaW1') / q('sigmaW2'), 10);
    expect(q('L0')).toBeCloseTo(12.5, 10);
    expect([q('m'), q('h'), q('n'), q('r'), q('s'), q('c'), q('alpha')]).toEqual([
      10, 100, 10, 4, 2, 1.05, 1e-3,
    ]);
    expect(q('T1')).toBeLessThan(q('Tescape'));
    expect(q('T')).toBeGreaterThan(q('Tescape'));
    expect(values.has('eta')).toBe(false);
  });

  test('every one has a value somewhere, and is defined by one line', async () => {
    const all = new Set<string>();
    for (const more of [{}, { dynamics: 'gd' }]) for (const name of (await of(more)).keys()) all.add(name);
    expect([...all].sort()).toEqual(kind.quantities.map(({ name }) => name).sort());
    expect(new Set(kind.quantities.map(({ name }) => name)).size).toBe(kind.quantities.length);
  });
});
