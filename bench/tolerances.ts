import { readFileSync, writeFileSync } from 'node:fs';
import { errorsOf, meets, referenceOf } from './accuracy.ts';
import { ask, type Contender } from './contender.ts';
import { problemFolder, type ProblemSpec } from './problems.ts';

const file = new URL('tolerances.json', import.meta.url);
const LADDER = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11];

/** Problem → contender → the loosest tolerance of the ladder that met the problem's target; null where none did. */
type Table = Record<string, Record<string, number | null>>;

/** The loosest tolerance with which a contender meets the problem's target, as last calibrated; null where none is known. */
export function toleranceFor(problem: string, contender: string): number | null {
  return (JSON.parse(readFileSync(file, 'utf8')) as Table)[problem]?.[contender] ?? null;
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
      let found: number | null = null;
      // Nobody meets a target with a tolerance a hundred times as loose.
      for (const tolerance of LADDER.filter(step => step < 50 * problem.target)) {
        const answer = ask(contender, { ...problem, repetitions: 0 }, folder, tolerance);
        if (typeof answer === 'string') {
          say(`${problem.name} ${contender.name} at ${tolerance}: ${answer}`);
          continue;
        }
        const errors = errorsOf(answer, reference);
        say(
          `${problem.name} ${contender.name} at ${tolerance}: ${answer.nfev} gradients, ` +
            `errors ${errors.loss.toExponential(1)} ${errors.align.toExponential(1)}`,
        );
        if (!meets(errors, problem.target)) continue;
        found = tolerance;
        break;
      }
      table[problem.name] = { ...table[problem.name], [contender.name]: found };
      writeFileSync(file, `${JSON.stringify(table, null, 2)}\n`);
    }
  }
}
