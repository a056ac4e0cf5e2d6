import type { AdapterSettings } from '../../adapter/settings.ts';
import type { Fault, Result } from '../../fault.ts';
import { denseFactor, shapeOf } from '../../linalg/frozenFactor.ts';
import { denseTriples } from '../../linalg/lowRank.ts';
import type { Ingredients } from '../../reduction/ingredients.ts';
import { reduce } from '../../reduction/reduce.ts';
import { structureOf } from '../../reduction/structure.ts';
import type { Factors, FrozenFactor, System } from '../../system.ts';
import type { EngineFiles } from './arrays.ts';
import { fail } from './arrays.ts';
import { factorsInNative, ingredientsInOwn, targetInOwn } from './coordinates.ts';
import { offsetTarget } from './offsetTarget.ts';
import type { PreparedProblem } from './prepare.ts';
import { prepareProblem } from './prepare.ts';
import { ownFactors } from './pretrained.ts';
import type { MatrixFactorizationSettings } from './settings.ts';
import type { Scene } from './start.ts';
import { drawAdapters, initialisationOf } from './start.ts';

export type { EngineFiles } from './arrays.ts';

/** Entries of the square bases that the user's own coordinates need; 5e7 doubles are 400 MB. */
const OWN_COORDINATES_LIMIT = 5e7;

/** Below this many entries Δ is also kept entry by entry. */
const SMALL_TARGET = 4096;

export interface BuildInput {
  readonly problem: MatrixFactorizationSettings;
  readonly adapter: AdapterSettings;
  /** Seed of the run: decides the adapters, never the weights. */
  readonly seed: number;
  /** Every file that `filesRead` names, under the path as written. */
  readonly files: EngineFiles;
  /** False forces the plain dense path in the user's own coordinates. */
  readonly reduce: boolean;
}

/**
 * The system of one run: frozen factors, target and initial adapters from the settings, in reduced coordinates unless told
 * otherwise. The adapters are the same draw in both cases: each recipe has one set of coordinates in which it is drawn,
 * and is rotated to the other.
 */
export function buildSystem(input: BuildInput): Result<System> {
  const prepared = prepareProblem(input.problem, input.files);
  return prepared.ok ? startSystem(prepared.value, input) : prepared;
}

/** The same from a prepared problem, which all adapters and seeds may share. */
export function startSystem(
  prepared: PreparedProblem,
  input: Omit<BuildInput, 'problem'> & { readonly problem?: MatrixFactorizationSettings },
): Result<System> {
  const { adapter, seed, files } = input;
  const reduced = input.reduce && input.problem?.reduction !== 'none';
  const faults = scaleFaults(adapter);
  if (faults.length > 0) return { ok: false, faults };
  const { weights } = prepared;
  const drawnInOwn = initialisationOf(adapter).coordinates === 'own' && weights.bases !== null;
  if (weights.bases !== null && (drawnInOwn || !reduced)) {
    const fault = sizeFault(prepared, adapter, reduced);
    if (fault) return fail(fault);
  }
  const native: Scene = { W2: weights.W2, W1: weights.W1, target: prepared.target };
  const scene: Scene = drawnInOwn
    ? { ...ownFactors(weights), target: targetInOwn(prepared.target, weights.bases()) }
    : native;
  const drawn = drawAdapters(adapter, seed, prepared, scene, files);
  if (!drawn.ok) return drawn;
  const { first, second } = drawn.value;
  const initial: Factors = { A1: first.A, B1: first.B, A2: second.A, B2: second.B };
  const after = { W2: second.W ?? scene.W2, W1: first.W ?? scene.W1 };
  const offset = after.W2 !== scene.W2 || after.W1 !== scene.W1;
  const frozen: (keyof Factors)[] = [
    ...(first.frozen ?? []).map((name): keyof Factors => `${name}1`),
    ...(second.frozen ?? []).map((name): keyof Factors => `${name}2`),
  ];

  let ingredients: Ingredients;
  let inOwn = weights.bases === null;
  if (drawnInOwn) {
    if (offset) {
      const { probes } = ingredientsInOwn(
        { ...native, initial: emptyFactors(prepared), probes: prepared.probes },
        weights.bases(),
      );
      ingredients = { ...after, target: offsetTarget(scene.target, scene, after), initial, probes };
      inOwn = true;
    } else {
      ingredients = {
        ...native,
        initial: factorsInNative(initial, weights.bases()),
        probes: prepared.probes,
      };
    }
  } else {
    ingredients = {
      ...after,
      target: offsetTarget(native.target, scene, after),
      initial,
      probes: prepared.probes,
    };
  }
  const report = (reasons: readonly string[]) => ({ full: { ...weights.dims, r: adapter.rank }, reasons });
  if (!reduced) {
    const own = inOwn || !weights.bases ? ingredients : ingredientsInOwn(ingredients, weights.bases());
    const plain: Ingredients = { ...own, W2: asDense(own.W2), W1: asDense(own.W1) };
    return {
      ok: true,
      value: assemble(
        plain,
        adapter,
        frozen,
        report(['No reduction: your own coordinates, entry by entry']),
        true,
      ),
    };
  }
  const structure = offset ? structureOf(ingredients.W2, ingredients.W1) : prepared.structure;
  const result = reduce(ingredients, structure);
  const reasons = [...result.reasons];
  if (adapter.init.kind === 'spectral')
    reasons.push(
      `Each of the ${prepared.target.strengths.length} target directions evolves alone: two unknowns each (R5)`,
    );
  return { ok: true, value: assemble(result.ingredients, adapter, frozen, report(reasons), false) };
}

function assemble(
  ingredients: Ingredients,
  adapter: AdapterSettings,
  frozen: readonly (keyof Factors)[],
  report: Pick<System['reduction'], 'full' | 'reasons'>,
  always: boolean,
): System {
  const { W2, W1, initial, probes } = ingredients;
  const { rows: m, cols: h } = shapeOf(W2);
  const n = shapeOf(W1).cols;
  const rank1 = initial.A1.rows;
  const rank2 = initial.A2.rows;
  const target =
    ingredients.target.dense || (!always && m * n > SMALL_TARGET)
      ? ingredients.target
      : { ...ingredients.target, dense: denseTriples(ingredients.target) };
  return {
    dims: { m, h, n },
    rank1,
    rank2,
    W2,
    W1,
    target,
    initial,
    ...(frozen.length > 0 ? { frozen } : {}),
    scaling: adapter.scaling,
    probes,
    reduction: { m, h, n, r1: rank1, r2: rank2, ...report },
  };
}

function asDense(W: FrozenFactor): FrozenFactor {
  return { kind: 'dense', matrix: denseFactor(W) };
}

/** Zero adapters of rank 0: a place holder where only the rest is rotated. */
function emptyFactors({ weights: { dims } }: PreparedProblem): Factors {
  const empty = (rows: number, cols: number) => ({ rows, cols, data: new Float64Array(0) });
  return { A1: empty(0, dims.n), B1: empty(dims.h, 0), A2: empty(0, dims.h), B2: empty(dims.m, 0) };
}

/** α² is what the dynamics starts from: it must not underflow. */
function scaleFaults(adapter: AdapterSettings): Fault[] {
  const faults: Fault[] = [];
  if (!(adapter.initScale >= 1e-154))
    faults.push({
      code: 'init-scale-underflow',
      path: ['adapter', 'initScale'],
      message: `α = ${adapter.initScale} underflows: α² is below the smallest double`,
      remedy: 'Use at least 1e-154 (1e-19 in float32).',
    });
  if (!(adapter.initScale <= 1e100))
    faults.push({
      code: 'init-scale-too-large',
      path: ['adapter', 'initScale'],
      message: `α = ${adapter.initScale} overflows in the loss`,
      remedy: 'Use a scale well below 1; theory needs small α.',
    });
  return faults;
}

function sizeFault(prepared: PreparedProblem, adapter: AdapterSettings, reduced: boolean): Fault | null {
  const { m, h, n } = prepared.weights.dims;
  const entries = m * m + h * h + n * n + m * h + h * n + m * n;
  if (entries <= OWN_COORDINATES_LIMIT) return null;
  const size = `m, h, n = ${m}, ${h}, ${n} would take ${Math.ceil(entries / 1.3e8)} GB`;
  return reduced
    ? {
        code: 'too-large-for-own-coordinates',
        path: ['adapter', 'init'],
        message: `“${adapter.init.kind}” depends on the entries of the weights, which at ${size}`,
        remedy: 'Use "gaussian" or another initialisation that does not, or smaller "dims".',
      }
    : {
        code: 'too-large-for-own-coordinates',
        path: ['problem', 'reduction'],
        message: `Without reductions the weights are kept entry by entry, which at ${size}`,
        remedy: 'Use "reduction": "auto" with gradient flow or plain gradient descent, or smaller "dims".',
      };
}
