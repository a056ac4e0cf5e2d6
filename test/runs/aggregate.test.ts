import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_FLOOR, VariantAggregate, plotted, statistic } from '../../src/runs/aggregate.ts';

const series = [
  { key: 'loss', scale: 'log' },
  { key: 'norm', scale: 'linear' },
] as const;
const columns = ['t', 'loss', 'norm'];

function rows(times: readonly number[], loss: (t: number) => number, norm = (t: number) => t): Float64Array {
  return Float64Array.from(times.flatMap(t => [t, loss(t), norm(t)]));
}

describe('aggregate over seeds', () => {
  it('has the mean and the standard deviation of log₁₀ on log scales, of the values on linear ones', () => {
    const aggregate = new VariantAggregate(series);
    [1e-2, 1e-4, 1e-6].forEach((loss, seed) => {
      aggregate.add(
        seed,
        columns,
        rows(
          [0, 1],
          () => loss,
          () => seed,
        ),
      );
    });
    const loss = aggregate.curve('loss');
    expect([...(loss?.mean ?? [])]).toEqual([-4, -4]);
    expect([...(loss?.sd ?? [])]).toEqual([2, 2]);
    expect([...(loss?.count ?? [])]).toEqual([3, 3]);
    expect([...(aggregate.curve('norm')?.mean ?? [])]).toEqual([1, 1]);
  });

  it('does not care in which pieces and in which order of seeds the rows arrive', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-12, max: 10, noNaN: true }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        (levels, choices) => {
          const times = [0, 0.5, 1, 1.5];
          const whole = new VariantAggregate(series);
          levels.forEach((level, seed) =>
            whole.add(
              seed,
              columns,
              rows(times, t => level / (1 + t)),
            ),
          );
          const pieces = new VariantAggregate(series);
          const waiting = levels.map((level, seed) => ({
            seed,
            rest: times.map(t => rows([t], () => level / (1 + t))),
          }));
          for (let i = 0; waiting.some(({ rest }) => rest.length > 0); i += 1) {
            const open = waiting.filter(({ rest }) => rest.length > 0);
            const next = open[(choices[i] ?? 0) % open.length]!;
            pieces.add(next.seed, columns, next.rest.shift()!);
          }
          const a = whole.curve('loss')!;
          const b = pieces.curve('loss')!;
          expect([...b.t]).toEqual([...a.t]);
          expect([...b.count]).toEqual([...a.count]);
          a.mean.forEach((mean, i) => expect(b.mean[i]).toBeCloseTo(mean, 9));
          a.sd.forEach((sd, i) => expect(b.sd[i]).toBeCloseTo(sd, 9));
        },
      ),
    );
  });

  it('counts per point while seeds are at different progress', () => {
    const aggregate = new VariantAggregate(series);
    aggregate.add(
      0,
      columns,
      rows([0, 1, 2], () => 1),
    );
    aggregate.add(
      1,
      columns,
      rows([0], () => 100),
    );
    const curve = aggregate.curve('loss')!;
    expect([...curve.count]).toEqual([2, 1, 1]);
    expect([...curve.mean]).toEqual([1, 0, 0]);
    expect(curve.sd[1]).toBe(0);
  });

  it('aggregates at common grid times only: the off-grid end of a run that stopped early is left out', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const aggregate = new VariantAggregate(series);
      const runs = [rows([0, 1, 1.37], () => 1), rows([0, 1, 2, 3], () => 1), rows([0, 1, 2, 3], () => 1)];
      for (const seed of order) aggregate.add(seed, columns, runs[seed]!);
      expect([...aggregate.curve('loss')!.t]).toEqual([0, 1, 2, 3]);
      expect([...aggregate.curve('loss')!.count]).toEqual([3, 3, 2, 2]);
    }
  });

  it('leaves undefined values out and puts exact zeros at the floor', () => {
    const aggregate = new VariantAggregate(series);
    aggregate.add(
      0,
      columns,
      rows([0, 1], t => (t === 0 ? Number.NaN : 0)),
    );
    aggregate.add(
      1,
      columns,
      rows([0, 1], t => (t === 0 ? 1 : Infinity)),
    );
    const curve = aggregate.curve('loss')!;
    expect([...curve.count]).toEqual([1, 1]);
    expect([...curve.mean]).toEqual([0, LOG_FLOOR]);
    expect(aggregate.curve('unknown')).toBeNull();
  });

  it('a run at rest counts with its last row at all later times, whichever way round they end', () => {
    const orders = [
      [0, 1],
      [1, 0],
    ] as const;
    const curves = orders.map(order => {
      const aggregate = new VariantAggregate(series);
      const samples = [rows([0, 1], () => 1e-4), rows([0, 1, 2, 3], () => 1e-2)];
      for (const seed of order) {
        aggregate.add(seed, columns, samples[seed]!);
        aggregate.rest(seed, columns, samples[seed]!);
      }
      return aggregate.curve('loss')!;
    });
    for (const curve of curves) {
      expect([...curve.t]).toEqual([0, 1, 2, 3]);
      expect([...curve.mean]).toEqual([-3, -3, -3, -3]);
      expect([...curve.count]).toEqual([2, 2, 2, 2]);
    }
  });

  it('grows past its first capacity', () => {
    const aggregate = new VariantAggregate(series);
    const times = Array.from({ length: 1000 }, (_, i) => i);
    aggregate.add(
      0,
      columns,
      rows(times, () => 1, Math.sqrt),
    );
    const curve = aggregate.curve('norm')!;
    expect(curve.t.length).toBe(1000);
    expect(curve.mean[999]).toBe(Math.sqrt(999));
  });
});

describe('single numbers', () => {
  it('plots log₁₀ or the value', () => {
    expect(plotted(1e-8, { scale: 'log' })).toBe(-8);
    expect(plotted(-1, { scale: 'log' })).toBeNaN();
    expect(plotted(-1, { scale: 'linear' })).toBe(-1);
    expect(plotted(1e-300, { scale: 'log' })).toBe(LOG_FLOOR);
  });

  it('takes what cannot be told from nothing for the least that can', () => {
    const gap = { scale: 'log', resolution: 1e-12 } as const;
    for (const value of [0, 1e-15, -1e-15]) expect(plotted(value, gap)).toBe(-12);
    expect(plotted(1e-3, gap)).toBe(-3);
    expect(plotted(Number.NaN, gap)).toBeNaN();
  });

  it('takes statistics of what is defined', () => {
    expect(statistic([1, 3, Number.NaN])).toEqual({ mean: 2, sd: Math.SQRT2 });
    expect(statistic([5])).toEqual({ mean: 5, sd: 0 });
    expect(statistic([])).toBeNull();
  });
});

describe('curves of all series', () => {
  it('are the same until rows are added, thinned to what was asked for', () => {
    const aggregate = new VariantAggregate([{ key: 'loss', scale: 'log' }]);
    const rows = (from: number) => Float64Array.from({ length: 200 }, (_, i) => (i % 2 ? 1 : from + i / 2));
    aggregate.add(0, ['t', 'loss'], rows(0));
    const first = aggregate.curves(['loss'], 20);
    expect(first['loss']!.t.length).toBeLessThanOrEqual(20);
    expect(aggregate.curves(['loss'], 20)).toBe(first);
    expect(aggregate.curves(['loss'], 500)['loss']!.t).toHaveLength(100);
    aggregate.add(0, ['t', 'loss'], rows(100));
    expect(aggregate.curves(['loss'], 500)['loss']!.t).toHaveLength(200);
  });
});
