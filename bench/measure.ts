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

/**
 * Measures the asked parts, one after the other. `say` hears what is being measured; `keep` gets everything so far after each
 * part, so that a run that is cut short is not lost.
 */
export async function measure(
  asked: ReadonlySet<string>,
  rounds: number,
  cache: string,
  tools: Toolchain,
  say: (line: string) => void,
  keep: (measured: Measurements) => void,
): Promise<Measurements> {
  const everyone = contenders(tools);
  let measured: Measurements = { machine: machine(), rounds, comparisons: [] };
  const add = (more: Partial<Measurements>): void => {
    measured = { ...measured, ...more };
    keep(measured);
  };
  for (const problem of problems.filter(({ name }) => asked.has(name))) {
    say(`${problem.name} …`);
    const comparison = compare(everyone, problem, rounds, cache);
    add({ comparisons: [...measured.comparisons, comparison] });
  }
  const rest: Record<OtherPart, () => Partial<Measurements> | Promise<Partial<Measurements>>> = {
    gradient: () => ({ gradient: gradientYardsticks(tools.blas, rounds) }),
    method: () => ({ method: methodYardsticks(tools.native, rounds) }),
    growth: () => ({ growth: growth() }),
    first: async () => ({ first: await firstResults(Math.max(5, rounds)) }),
    figure: () => ({ figure: figureTime(rounds) }),
    sweep: async () => ({ sweep: await sweepTimes(cache, tools.scipy, rounds) }),
  };
  if (asked.has('first') || asked.has('figure') || asked.has('sweep')) bundle();
  for (const part of otherParts) {
    if (!asked.has(part)) continue;
    say(`${part} …`);
    add(await rest[part]());
  }
  return measured;
}
