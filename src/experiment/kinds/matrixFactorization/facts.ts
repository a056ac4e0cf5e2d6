import type { Result } from '../../../engine/fault.ts';
import { prepareProblem, type PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import { timeScales, type TimeScales } from '../../../engine/theory/timeScales.ts';
import type { LoadedFiles } from '../contract.ts';
import { dimsOf } from './dims.ts';
import type { Settings } from './settings.ts';

/** Multiplications that singular values may cost while somebody types: about 50 ms. */
const AFFORDABLE = 3e7;

/** Prepared problems by their settings, for as long as the files they read are held. */
const prepared = new WeakMap<LoadedFiles, Map<string, Result<PreparedProblem>>>();

/** Weights, target and singular structure, computed once for all variants and seeds that share them. */
export function preparedOf({ problem }: Settings, files: LoadedFiles): Result<PreparedProblem> {
  const known = prepared.get(files) ?? new Map<string, Result<PreparedProblem>>();
  prepared.set(files, known);
  // Structure-checked settings are plain data: their JSON is their identity.
  const key = JSON.stringify(problem);
  const found = known.get(key) ?? prepareProblem(problem, files);
  known.set(key, found);
  return found;
}

/** Predictions by the problem and the adapter they are for. */
const predicted = new WeakMap<PreparedProblem, Map<string, TimeScales>>();

/** Predictions for a variant, computed once for all seeds. */
export function scalesOf({ adapter }: Pick<Settings, 'adapter'>, problem: PreparedProblem): TimeScales {
  const known = predicted.get(problem) ?? new Map<string, TimeScales>();
  predicted.set(problem, known);
  const key = JSON.stringify(adapter);
  const found = known.get(key) ?? timeScales(problem, adapter);
  known.set(key, found);
  return found;
}

/** The prepared problem where it is cheap enough for an editor; null where it would make one wait. */
export function affordablePrepared(settings: Settings, files: LoadedFiles): Result<PreparedProblem> | null {
  const dims = dimsOf(settings, files);
  if (dims === null) return null;
  return preparationCost(settings, dims) <= AFFORDABLE ? preparedOf(settings, files) : null;
}

/** Multiplications of the singular-value decompositions that a problem needs. */
export function preparationCost({ problem }: Settings, dims: { m: number; h: number; n: number }): number {
  const { m, h, n } = dims;
  const { pretrained, target } = problem;
  const dense = (rows: number, cols: number) => 10 * rows * cols * Math.min(rows, cols);
  const ofTarget = target.kind === 'file' ? dense(m, n) : 0;
  if (pretrained.kind === 'file') return ofTarget + dense(m, h) + dense(h, n);
  // Gaussian singular values come from a bidiagonal matrix, prescribed ones from the file.
  const ofWeights = pretrained.kind === 'spectrum' ? 0 : 30 * Math.min(m, n) ** 2;
  const low = pretrained.kind === 'lowRank' ? dense(pretrained.rank, pretrained.rank) : ofWeights;
  return low + (target.kind === 'file' ? ofTarget + 5 * (m ** 3 + h ** 3 + n ** 3) : 0);
}
