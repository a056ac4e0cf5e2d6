import type { Result } from '../../fault.ts';
import type { Alignment } from '../../reduction/alignment.ts';
import { alignmentOf } from '../../reduction/alignment.ts';
import type { Structure } from '../../reduction/structure.ts';
import { structureOf } from '../../reduction/structure.ts';
import type { Probes, Target } from '../../system.ts';
import type { EngineFiles } from '../arrays.ts';
import { makeWeights } from './pretrained.ts';
import { probesOf } from './probes.ts';
import type { MatrixFactorizationSettings } from './settings.ts';
import { makeTarget } from './target.ts';
import type { Weights } from './weights.ts';

/** Up to this relative size a departure from common singular bases is rounding of the file (float32 included). */
export const ALIGNED = 1e-6;

/** What all runs of a problem share, whatever the adapter and the seed: in native coordinates. */
export interface PreparedProblem {
  readonly weights: Weights;
  readonly target: Target;
  readonly structure: Structure;
  readonly probes: Probes;
  /** How the target lies in the weights' singular bases, with at least `wanted` directions. */
  alignment(wanted: number): Alignment;
}

/** Weights, target and their singular structure, from the settings and the files they read. */
export function prepareProblem(
  settings: MatrixFactorizationSettings,
  files: EngineFiles,
): Result<PreparedProblem> {
  const weights = makeWeights(settings.pretrained, files);
  if (!weights.ok) return weights;
  const target = makeTarget(settings.target, weights.value, files);
  if (!target.ok) return target;
  const { W2, W1, dims } = weights.value;
  const structure = structureOf(W2, W1);
  const alignment = (wanted: number) => alignmentOf(structure, dims, target.value, wanted);
  const probes = probesOf(W2, W1, target.value, alignment(0).defect <= ALIGNED);
  return { ok: true, value: { weights: weights.value, target: target.value, structure, probes, alignment } };
}
