import { describe, expect, test } from 'vitest';
import type { LoadedReference } from '../../src/experiment/ownTheory/references.ts';
import type { ScaleOf } from '../../src/runs/ownOverlays.ts';
import { referenceOverlays as overlaysOver, type ComparedVariant } from '../../src/runs/referenceOverlays.ts';

const grid = Float64Array.from({ length: 101 }, (_, i) => i / 10);

/** A variant whose loss is 10^(−rate·t). */
function decaying(id: string, rate: number, learningRate: number | null = null): ComparedVariant {
  const mean = grid.map(t => -rate * t);
  const loss = { t: grid, mean, sd: grid.map(() => 0), count: new Uint16Array(grid.length).fill(1) };
  return { id, name: id, learningRate, curves: { loss } };
}

function table(time: readonly number[], loss: readonly number[], clock: 't' | 'step' = 't'): LoadedReference {
  const curves = [{ on: 'loss', value: Float64Array.from(loss) }];
  return { label: 'torch.csv', path: 'data/torch.csv', clock, time: Float64Array.from(time), curves };
}

const referenceOverlays = (
  references: readonly LoadedReference[],
  variants: readonly ComparedVariant[],
  scaleOf: ScaleOf,
) => overlaysOver(references, variants, scaleOf, ['loss', 'alignment']);

const log = () => 'log' as const;
const linear = () => 'linear' as const;

function only(overlays: ReturnType<typeof referenceOverlays>) {
  expect(overlays).toHaveLength(1);
  return overlays[0]!;
}

describe('a curve from elsewhere', () => {
  const times = [0, 1, 2, 5];

  test('is drawn in log₁₀, with the gap at common times', () => {
    const off = times.map((t, i) => 10 ** (-2 * t + (i === 2 ? 3e-7 : 1e-8)));
    const overlay = only(referenceOverlays([table(times, off)], [decaying('a', 2)], log));
    expect(overlay).toMatchObject({
      ...{ id: 'reference:torch.csv', variant: null, on: 'loss', kind: 'reference' },
      ...{ label: 'torch.csv, gap 3 × 10⁻⁷', formula: 'loss of data/torch.csv' },
      validity: 'largest difference in log₁₀ at 4 common times',
    });
    if (overlay.shape.kind !== 'curve') throw new Error('not drawn');
    expect([...overlay.shape.t]).toEqual(times);
    expect(overlay.shape.value[3]).toBeCloseTo(-10, 6);
  });

  test('is compared with the nearest of several variants, which is named', () => {
    const variants = [decaying('a', 1), decaying('b', 2), decaying('c', 3)];
    const values = times.map(t => 10 ** (-2 * t + 0.01));
    expect(only(referenceOverlays([table(times, values)], variants, log)).label).toBe(
      'torch.csv, gap 0.01 from b',
    );
  });

  test('at times of its own is compared between our samples, and says so', () => {
    const own = [0.05, 0.15, 0.25];
    const overlay = only(
      referenceOverlays(
        [
          table(
            own,
            own.map(t => 10 ** (-2 * t - 0.5)),
          ),
        ],
        [decaying('a', 2)],
        log,
      ),
    );
    expect(overlay.label).toBe('torch.csv, gap 0.5');
    expect(overlay.validity).toContain('at 3 times between our samples');
  });

  test('on a linear axis has a relative gap', () => {
    const values = times.map(t => -2 * t + (t === 5 ? 0.2 : 0));
    const overlay = only(referenceOverlays([table(times, values)], [decaying('a', 2)], linear));
    // the largest of ours is 20
    expect(overlay.label).toBe('torch.csv, gap 0.01');
  });

  test('that counts steps is placed by the learning rate', () => {
    const steps = table([0, 10, 20], [1, 1e-2, 1e-4], 'step');
    const one = only(referenceOverlays([steps], [decaying('a', 2, 0.1), decaying('flow', 2)], log));
    expect(one.variant).toBeNull();
    if (one.shape.kind !== 'curve') throw new Error('not drawn');
    expect([...one.shape.t]).toEqual([0, 1, 2]);
    const two = referenceOverlays([steps], [decaying('a', 2, 0.1), decaying('b', 2, 0.2)], log);
    expect(two.map(({ variant }) => variant)).toEqual(['a', 'b']);
    expect(only(referenceOverlays([steps], [decaying('flow', 2)], log)).shape.kind).toBe('withheld');
  });

  test('over a series without a chart is withheld, and still says its gap', () => {
    const ours = decaying('a', 2);
    const series = { ...ours, curves: { rate: ours.curves['loss']! } };
    const theirs = {
      ...table(
        times,
        times.map(t => 10 ** (-2 * t + 0.5)),
      ),
    };
    const rate = { ...theirs, curves: theirs.curves.map(curve => ({ ...curve, on: 'rate' })) };
    expect(only(referenceOverlays([rate], [series], log))).toMatchObject({
      ...{ label: 'torch.csv, gap 0.5', shape: { kind: 'withheld' } },
      validity: 'no chart shows rate; largest difference in log₁₀ at 4 common times',
    });
  });

  test('before ours has begun has no gap, and is drawn', () => {
    const empty: ComparedVariant = { id: 'a', name: '', learningRate: null, curves: {} };
    const overlay = only(referenceOverlays([table(times, [1, 1, 1, 1])], [empty], log));
    expect(overlay.label).toBe('torch.csv');
    expect(overlay.shape.kind).toBe('curve');
  });

  test('leaves gaps where it has no value; values that are not positive have none', () => {
    const overlay = only(referenceOverlays([table(times, [1, Number.NaN, -1, 0])], [decaying('a', 2)], log));
    if (overlay.shape.kind !== 'curve') throw new Error('not drawn');
    expect([...overlay.shape.value]).toEqual([0, Number.NaN, Number.NaN, -40]);
  });

  test('is withheld over a series that is not recorded', () => {
    const overlay = only(referenceOverlays([table(times, [1, 1, 1, 1])], [], () => undefined));
    expect(overlay.shape.kind).toBe('withheld');
    expect(overlay.validity).toBe('loss is not recorded');
  });

  test('two tables of one name are two', () => {
    const overlays = referenceOverlays([table([0], [1]), table([0], [2])], [decaying('a', 2)], log);
    expect(overlays.map(({ id }) => id)).toEqual(['reference:torch.csv', 'reference:torch.csv 2']);
  });
});
