import { readFileSync, writeFileSync } from 'node:fs';
import { errorsOf, meets, referenceOf } from './accuracy.ts';
import { ask, type Contender } from './contender.ts';
import { problemFolder, type ProblemSpec } from './problems.ts';

/** Accuracies that are compared at. */
export const targets = [1e-3, 1e-6] as const;
export type Target = (typeof targets)[number];

const file = new URL('tolerances.json', import.meta.url);
const LADDER = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11];

/** Problem → contender → the loosest tolerance that met 1e-3, and 1e-6; null where none did. */
type Table = Record<string, Record<string, readonly [number | null, number | null]>>;

/** The loosest tolerance of the ladder with which a contender meets the target, as last calibrated. */
export function toleranceFor(problem: string, contender: string, target: Target): number | null {
  const found = (JSON.parse(readFileSync(file, 'utf8')) as Table)[problem]?.[contender];
  return found?.[targets.indexOf(target)] ?? null;
}

/** Finds every contender's tolerances anew and keeps them in tolerances.json. */
export function calibrate(
  contenders: readonly Contender[],
  problems: readonly ProblemSpec[],
  cache: string,
  say: (line: string) => void,
): void {
  const table = JSON.parse(readFileSync(file, 'utf8')) as Table;
  const engine = contenders[0]!;
  for (const problem of problems) {
    const folder = problemFolder(cache, problem);
    const reference = referenceOf(engine, problem, folder);
    for (const contender of contenders) {
      if (contender.fixedStep || !contender.tool.there || !contender.problems.includes(problem.name))
        continue;
      const found: (number | null)[] = [null, null];
      for (const tolerance of LADDER) {
        const answer = ask(contender, { ...problem, repetitions: 0 }, folder, tolerance);
        if (typeof answer === 'string') {
          say(`${problem.name} ${contender.name} at ${tolerance}: ${answer}`);
          continue;
        }
        const errors = errorsOf(answer, reference);
        targets.forEach((target, i) => {
          if (meets(errors, target)) found[i] ??= tolerance;
        });
        say(
          `${problem.name} ${contender.name} at ${tolerance}: ${answer.nfev} gradients, ` +
            `errors ${errors.loss.toExponential(1)} ${errors.align.toExponential(1)}`,
        );
        if (found[1] !== null) break;
      }
      table[problem.name] = { ...table[problem.name], [contender.name]: [found[0]!, found[1]!] };
      writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
    }
  }
}
