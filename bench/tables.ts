import type { Comparison, Row } from './comparison.ts';
import { ENGINE } from './contender.ts';
import type { Goal } from './goals.ts';
import type { GrowthPoint } from './growth.ts';
import { clockAt } from './machine.ts';
import type { Measurements } from './measure.ts';

/** Everything as Markdown tables, which read well in a terminal too. */
export function tables(measured: Measurements, judged: readonly Goal[]): string {
  const { machine, comparisons, growth, rounds } = measured;
  const head = `${machine.processor}, ${machine.cores} cores, Node ${machine.node}, ${machine.date}; medians of ${rounds} rounds`;
  const pieces = [head, ...comparisons.map(comparisonTable)];
  if (growth) pieces.push(growthTable('n', growth.n), growthTable('r', growth.r));
  return [...pieces, goalTable(judged)].join('\n\n');
}

function comparisonTable(comparison: Comparison): string {
  const { problem, target, rows, absent, load } = comparison;
  const engine = rows.find(({ contender }) => contender === ENGINE);
  const clock = clockAt(load);
  const lines = rows.map(row => [
    row.contender,
    row.tolerance === null ? '–' : row.tolerance.toExponential(0),
    String(row.gradients),
    row.extrapolated ? 'extrapolated' : `${row.errors.loss.toExponential(1)}${row.accurate ? '' : ' misses'}`,
    seconds(row.setup[clock]),
    seconds(row[clock]),
    engine ? times(row, engine, clock) : '–',
  ]);
  const title = `${problem} to ${target.toExponential(0)}, seconds of ${clock === 'wall' ? 'wall clock' : 'CPU'} (load ${load.toFixed(1)})`;
  const table = layOut(
    ['contender', 'tolerance', 'gradients', 'error', 'set-up', 'solve', '× engine'],
    lines,
  );
  const missing = absent.map(({ contender, why }) => `Not there: ${contender} – ${why}.`);
  return [title, '', table, ...missing].join('\n');
}

function times(row: Row, engine: Row, clock: 'wall' | 'cpu'): string {
  const ratio = row[clock] / engine[clock];
  return ratio < 100 ? ratio.toFixed(1) : ratio.toFixed(0);
}

function growthTable(along: 'n' | 'r', points: readonly GrowthPoint[]): string {
  const fixed = along === 'n' ? 'r = 8' : 'n = 500';
  const lines = points.map(point => [
    String(along === 'n' ? point.size : point.rank),
    String(point.gradients),
    seconds(point.setup),
    seconds(point.cpu),
    ((1e6 * point.cpu) / point.gradients).toPrecision(3),
  ]);
  return [
    `Growth with ${along}, ${fixed}, to t = 50 at the default tolerance, CPU seconds`,
    '',
    layOut([along, 'gradients', 'set-up', 'run', 'µs a gradient'], lines),
  ].join('\n');
}

function goalTable(judged: readonly Goal[]): string {
  const verdict = ({ passed }: Goal): string => (passed === null ? '–' : passed ? 'pass' : 'FAIL');
  const lines = judged.map(goal => [goal.id, goal.what, goal.bar, goal.value, verdict(goal)]);
  return layOut(['goal', 'what', 'bar', 'measured', 'verdict'], lines);
}

function seconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function layOut(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((text, i) => Math.max(text.length, ...lines.map(line => line[i]!.length)));
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((text, i) => text.padEnd(widths[i]!)).join(' | ')} |`;
  return [row(head), `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`, ...lines.map(row)].join(
    '\n',
  );
}
