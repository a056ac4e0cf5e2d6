import { errorsOf, meets, referenceOf, type Errors } from './accuracy.ts';
import { ask, ENGINE, type Answer, type Contender } from './contender.ts';
import { loadNow } from './machine.ts';
import { median } from './median.ts';
import { problemFolder, type ProblemSpec } from './problems.ts';
import { toleranceFor } from './tolerances.ts';

/** A contender's result on one problem: medians over the rounds. */
export interface Row {
  readonly contender: string;
  readonly tolerance: number | null;
  readonly gradients: number;
  readonly errors: Errors;
  /** Whether it reached the target; only such rows count as peers. */
  readonly accurate: boolean;
  readonly wall: number;
  readonly cpu: number;
  /** Seconds before the first step: dense weights to what the method works with. */
  readonly setup: { readonly wall: number; readonly cpu: number };
  readonly cold: number | null;
  readonly extrapolated: boolean;
}

export interface Comparison {
  readonly problem: string;
  readonly target: number;
  /** Largest load while it was made. */
  readonly load: number;
  readonly rows: readonly Row[];
  /** Contenders that did not answer, and why. */
  readonly absent: readonly { readonly contender: string; readonly why: string }[];
}

/**
 * Runs all contenders on one problem to its target, taking turns: in every round each runs once, so that what the machine
 * does besides hits all alike.
 */
export function compare(
  everyone: readonly Contender[],
  problem: ProblemSpec,
  rounds: number,
  cache: string,
): Comparison {
  const folder = problemFolder(cache, problem);
  const reference = referenceOf(everyone[0]!, problem, folder);
  const answers = new Map<Contender, Answer[]>();
  const absent: { contender: string; why: string }[] = [];
  const taking = everyone.flatMap(contender => {
    if (!contender.problems.includes(problem.name)) return [];
    const tolerance = contender.fixedStep ? 0 : toleranceFor(problem.name, contender.name);
    if (tolerance === null) {
      const why = contender.tool.there ? 'no tolerance is known to reach the target' : contender.tool.install;
      absent.push({ contender: contender.name, why });
      return [];
    }
    answers.set(contender, []);
    return [{ contender, tolerance }];
  });
  let load = loadNow();
  for (let round = 0; round < rounds; round++) {
    for (const { contender, tolerance } of taking) {
      // Gradient descent is far behind, and its time does not vary: once is enough.
      if (contender.fixedStep && round > 0) continue;
      if (absent.some(other => other.contender === contender.name)) continue;
      const answer = ask(contender, problem, folder, tolerance);
      if (typeof answer === 'string') absent.push({ contender: contender.name, why: answer });
      else answers.get(contender)!.push(answer);
      load = Math.max(load, loadNow());
    }
  }
  const rows = taking.flatMap(({ contender, tolerance }) => {
    const given = answers.get(contender)!;
    const last = given[given.length - 1];
    if (last === undefined) return [];
    const errors = errorsOf(last, reference);
    const of = (pick: (answer: Answer) => number): number => median(given.map(pick));
    return [
      {
        contender: contender.name,
        tolerance: contender.fixedStep ? null : tolerance,
        gradients: last.nfev,
        errors,
        accurate: meets(errors, problem.target),
        wall: of(answer => answer.solve_s),
        cpu: of(answer => answer.cpu_s),
        setup: { wall: of(answer => answer.setup_s ?? 0), cpu: of(answer => answer.setup_cpu_s ?? 0) },
        cold: last.cold_s === undefined ? null : of(answer => answer.cold_s ?? 0),
        extrapolated: last.extrapolated ?? false,
      },
    ];
  });
  return { problem: problem.name, target: problem.target, load, rows, absent };
}

/** The engine's row. */
export function engineRow({ rows, problem }: Comparison): Row {
  const found = rows.find(row => row.contender === ENGINE);
  if (!found) throw new Error(`the engine did not run on ${problem}`);
  return found;
}

/** The rows of the peers that reached the target. */
export function peersOf({ rows }: Comparison): readonly Row[] {
  return rows.filter(row => row.contender !== ENGINE && row.accurate);
}
