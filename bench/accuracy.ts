import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, type Answer, type Contender } from './contender.ts';
import type { ProblemSpec } from './problems.ts';

/** The true trajectory at the sample times. */
export interface Reference {
  readonly loss: readonly number[];
  readonly align: readonly number[];
}

/** Largest errors over all samples: of the loss, relative; of the alignment, absolute. */
export interface Errors {
  readonly loss: number;
  readonly align: number;
}

const REFERENCE_TOLERANCE = 1e-11;

/**
 * The engine at a tolerance of 1e-11, kept beside the problem. The peers, which share no code with it, approach the same
 * trajectory as their tolerances are tightened: each of their errors is measured against it.
 */
export function referenceOf(engine: Contender, problem: ProblemSpec, folder: string): Reference {
  const file = join(folder, 'reference.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Reference;
  const answer = ask(engine, { ...problem, repetitions: 0 }, folder, REFERENCE_TOLERANCE);
  if (typeof answer === 'string') throw new Error(`no reference for ${problem.name}: ${answer}`);
  const { loss, align } = answer;
  writeFileSync(file, JSON.stringify({ loss, align }));
  return { loss, align };
}

/** Losses below this part of the first one count as that: a floor for the relative error. */
const FLOOR = 1e-8;

export function errorsOf(answer: Answer, reference: Reference): Errors {
  const errors = { loss: 0, align: 0 };
  const floor = FLOOR * reference.loss[0]!;
  if (answer.loss.length !== reference.loss.length) return { loss: NaN, align: NaN };
  reference.loss.forEach((loss, i) => {
    errors.loss = Math.max(errors.loss, Math.abs(answer.loss[i]! - loss) / (loss + floor));
    errors.align = Math.max(errors.align, Math.abs(answer.align[i]! - reference.align[i]!));
  });
  return errors;
}

export function meets(errors: Errors, target: number): boolean {
  return errors.loss <= target && errors.align <= target;
}
