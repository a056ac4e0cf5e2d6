import { engineRow, peersOf, type Comparison, type Row } from './comparison.ts';
import type { Time } from './batches.ts';
import { clockAt } from './machine.ts';
import type { Measurements } from './measure.ts';
import type { Yardstick } from './yardsticks.ts';

/** One goal: what was measured, and whether that is good enough. */
export interface Goal {
  readonly id: string;
  readonly what: string;
  readonly bar: string;
  /** Measured values as they are shown; why there is none where the goal could not be judged. */
  readonly value: string;
  /** null: not judged. */
  readonly passed: boolean | null;
}

/** The goals that what was measured can decide; the others say what they lack. */
export function goals(measured: Measurements): readonly Goal[] {
  const { comparisons } = measured;
  const by = (name: string): Comparison | undefined =>
    comparisons.find(comparison => comparison.problem === name);
  const any = (): boolean => true;
  const named = (part: string) => (row: Row) => row.contender.includes(part);
  const solve: Cost = row => ({ wall: row.wall, cpu: row.cpu });
  const whole: Cost = row => ({ wall: row.wall + row.setup.wall, cpu: row.cpu + row.setup.cpu });
  /** How many times the engine's time the fastest matching peer takes, on each problem. */
  const ahead = (
    names: readonly string[],
    bars: readonly number[],
    peers = any as (row: Row) => boolean,
    cost = solve,
  ) =>
    judge(names, (name, i) => {
      const comparison = by(name);
      return comparison ? ratio(comparison, peers, cost, bars[i] ?? bars[0]!) : undefined;
    });
  const list: readonly (readonly [string, string, string, Judged])[] = [
    ['G1', 'fastest peer over engine, 1e-6, weights that commute', '≥ 4.5', ahead(['P1', 'P2', 'P3'], [4.5])],
    ['G2', 'the same, weights that do not commute', '≥ 2.5', ahead(['P2u'], [2.5])],
    ['G3', 'stiff, 1e-3: CVODE BDF over engine', '≥ 4', ahead(['P4', 'P5'], [4], named('bdf'))],
    ['G4', 'ml-matrix + odex over engine', '≥ 200', ahead(['P1'], [200], named('odex'))],
    ['G5', 'PyTorch, steps of 1e-2, over engine', '≥ 100, 500', torch(by)],
    ['G6', 'sweep of 390 runs, scipy over engine, two processes', '≥ 10', sweep(measured)],
    ['G7', 'one gradient over the same products in BLAS', '≤ 2.7', yardsticks(measured.gradient, 2.7)],
    ['G8', 'a whole run, per gradient, over native code', '≤ 2.3', yardsticks(measured.method, 2.3)],
    ['G9', 'gradients to 1e-6', '≤ 850, 900, 1650', counts(by)],
    ['G10', 'time at n = 2000 over n = 200, r = 8', '≤ 12', growthOf(measured)],
    [
      'G11',
      'fastest peer over engine, import of dense weights included',
      '≥ 2',
      ahead(['P2', 'P3'], [2], any, whole),
    ],
    ['G12', 'first result of a fresh worker, P1’s shape', '≤ 25 ms', first(measured)],
    ['Figure 1', 'its 180 runs on two workers', '< 3 s', figure(measured)],
  ];
  return list.map(([id, what, bar, judged]) => ({ id, what, bar, ...judged }));
}

type Judged = Pick<Goal, 'value' | 'passed'>;
/** One number of a goal: as shown, and whether it is good enough. */
type Part = readonly [text: string, passed: boolean | null];
type Cost = (row: Row) => { readonly wall: number; readonly cpu: number };

const NOT_MEASURED = 'not measured';

function judge(names: readonly string[], part: (name: string, i: number) => Part | undefined): Judged {
  const found = names.map((name, i) => part(name, i));
  if (found.every(one => one === undefined)) return { value: NOT_MEASURED, passed: null };
  const value = names.map((name, i) => `${name} ${found[i]?.[0] ?? NOT_MEASURED}`).join(', ');
  const verdicts = found.map(one => one?.[1] ?? null);
  const passed = verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
  return { value, passed };
}

function ratio(comparison: Comparison, matches: (row: Row) => boolean, cost: Cost, bar: number): Part {
  const engine = engineRow(comparison);
  if (!engine.accurate) return ['the engine missed the target', false];
  const peers = peersOf(comparison).filter(matches);
  if (peers.length === 0) {
    const why = comparison.absent.map(({ contender, why }) => `${contender}: ${why}`).join('; ');
    return [`no peer to compare with${why ? ` (${why})` : ''}`, null];
  }
  const clock = clockAt(comparison.load);
  const fastest = peers.reduce((best, row) => (cost(row)[clock] < cost(best)[clock] ? row : best));
  const times = cost(fastest)[clock] / cost(engine)[clock];
  return [`${times.toFixed(times < 20 ? 1 : 0)} (${fastest.contender})`, times >= bar];
}

/** Gradient descent reaches no target: its time is compared as it is. */
function torch(by: (name: string) => Comparison | undefined): Judged {
  const bars = [100, 500];
  return judge(['P1', 'P3'], (name, i) => {
    const comparison = by(name);
    if (!comparison) return undefined;
    const row = comparison.rows.find(({ contender }) => contender.startsWith('torch'));
    const absent = comparison.absent.find(({ contender }) => contender.startsWith('torch'));
    if (!row) return [absent?.why ?? NOT_MEASURED, null];
    const clock = clockAt(comparison.load);
    const times = row[clock] / engineRow(comparison)[clock];
    return [`${times.toFixed(0)}${row.extrapolated ? ' (extrapolated)' : ''}`, times >= bars[i]!];
  });
}

function counts(by: (name: string) => Comparison | undefined): Judged {
  const bars = [850, 900, 1650];
  return judge(['P1', 'P2', 'P3'], (name, i) => {
    const comparison = by(name);
    if (!comparison) return undefined;
    const { gradients, accurate } = engineRow(comparison);
    return [String(gradients), accurate && gradients <= bars[i]!];
  });
}

function yardsticks(list: readonly Yardstick[] | undefined, bar: number): Judged {
  if (!list) return { value: NOT_MEASURED, passed: null };
  const names = list.map(({ name }) => name);
  return judge(names, (_, i) => {
    const { engine, native, wider, whole } = list[i]!;
    if (typeof native === 'string') return [native, null];
    const more = wider === undefined ? '' : ` (${(engine / wider).toFixed(2)} with AVX-512)`;
    const all = whole === undefined ? '' : ` (${(whole / native).toFixed(2)} with all curves)`;
    return [`${(engine / native).toFixed(2)}${more}${all}`, engine / native <= bar];
  });
}

function growthOf({ growth }: Measurements): Judged {
  if (!growth) return { value: NOT_MEASURED, passed: null };
  const cpu = (size: number): number => growth.n.find(point => point.size === size)!.cpu;
  const times = cpu(2000) / cpu(200);
  return { value: times.toFixed(1), passed: times <= 12 };
}

function sweep({ sweep }: Measurements): Judged {
  if (!sweep) return { value: NOT_MEASURED, passed: null };
  const { bare, engine, program, scipy } = sweep;
  if (typeof scipy === 'string') return { value: scipy, passed: null };
  const clock = clockAt(Math.max(bare.load, scipy.load), 2);
  const ahead = (time: Time): number => scipy[clock] / time[clock];
  const more = `${ahead(engine).toFixed(1)} with all curves, ${ahead(program).toFixed(1)} with the start of the program`;
  return { value: `${ahead(bare).toFixed(1)} (${more})`, passed: ahead(bare) >= 10 };
}

function figure({ figure }: Measurements): Judged {
  if (!figure) return { value: NOT_MEASURED, passed: null };
  const { wall, cpu } = figure;
  return { value: `${wall.toFixed(2)} s (${cpu.toFixed(2)} s CPU)`, passed: wall < 3 };
}

function first({ first }: Measurements): Judged {
  if (!first) return { value: NOT_MEASURED, passed: null };
  const { warmed, withThread } = first;
  return {
    value: `${warmed.toFixed(1)} ms (${withThread.toFixed(0)} ms with the start of its thread)`,
    passed: warmed <= 25,
  };
}
