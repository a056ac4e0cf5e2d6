import { bundle, figureTime, sweepTimes, type SweepTimes, type Time } from './batches.ts';
import { compare, type Comparison } from './comparison.ts';
import { contenders } from './contender.ts';
import { firstResults, type FirstResult } from './firstResult.ts';
import { growth, type GrowthPoint } from './growth.ts';
import { machine, type Machine } from './machine.ts';
import { problems } from './problems.ts';
import type { Toolchain } from './toolchain.ts';
import { gradientYardsticks, methodYardsticks, type Yardstick } from './yardsticks.ts';

/** Everything that was measured; a part that was not asked for is absent. */
export interface Measurements {
  readonly machine: Machine;
  readonly rounds: number;
  readonly comparisons: readonly Comparison[];
  readonly gradient?: readonly Yardstick[];
  readonly method?: readonly Yardstick[];
  readonly growth?: { readonly n: readonly GrowthPoint[]; readonly r: readonly GrowthPoint[] };
  readonly first?: FirstResult;
  readonly figure?: Time;
  readonly sweep?: SweepTimes;
}

const otherParts = ['gradient', 'method', 'growth', 'first', 'figure', 'sweep'] as const;
type OtherPart = (typeof otherParts)[number];

/** What can be measured by itself: the problems, and the rest. */
export const parts: readonly string[] = [...problems.map(({ name }) => name), ...otherParts];

/** Measures the asked parts, one after the other; `say` hears what is being measured. */
export async function measure(
  asked: ReadonlySet<string>,
  rounds: number,
  cache: string,
  tools: Toolchain,
  say: (line: string) => void,
): Promise<Measurements> {
  const everyone = contenders(tools);
  const comparisons: Comparison[] = [];
  for (const problem of problems.filter(({ name }) => asked.has(name))) {
    say(`${problem.name} …`);
    comparisons.push(compare(everyone, problem, rounds, cache));
  }
  const wants = (part: OtherPart): boolean => {
    if (asked.has(part)) say(`${part} …`);
    return asked.has(part);
  };
  const measured: { -readonly [key in keyof Measurements]: Measurements[key] } = {
    machine: machine(),
    rounds,
    comparisons,
  };
  if (wants('gradient')) measured.gradient = gradientYardsticks(tools.blas, rounds);
  if (wants('method')) measured.method = methodYardsticks(tools.native, rounds);
  if (wants('growth')) measured.growth = growth();
  if (asked.has('first') || asked.has('figure') || asked.has('sweep')) bundle();
  if (wants('first')) measured.first = await firstResults(Math.max(5, rounds));
  if (wants('figure')) measured.figure = figureTime(rounds);
  if (wants('sweep')) measured.sweep = sweepTimes(cache, tools.scipy, rounds);
  return measured;
}
