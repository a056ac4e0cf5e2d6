import type { AdapterSettings } from '../../adapter/settings.ts';
import type { Fault, Result } from '../../fault.ts';
import { denseFactor, shapeOf } from '../../linalg/frozenFactor.ts';
import { denseTriples } from '../../linalg/lowRank.ts';
import type { Ingredients } from '../../reduction/ingredients.ts';
import { reduce } from '../../reduction/reduce.ts';
import { structureOf } from '../../reduction/structure.ts';
import type { Dims, Factors, FrozenFactor, System, Target } from '../../system.ts';
import type { Bases } from './weights.ts';
import type { Structure } from '../../reduction/structure.ts';
import { zeros } from '../../linalg/matrix.ts';
import { withoutProduct } from '../../linalg/withoutProduct.ts';
import type { EngineFiles } from '../arrays.ts';
import { fail } from '../arrays.ts';
import { factorsInNative, ingredientsInOwn, targetInOwn } from './coordinates.ts';
import { offsetTarget } from './offsetTarget.ts';
import type { PreparedProblem } from './prepare.ts';
import { scaleFaults } from './scaleLimits.ts';
import { prepareProblem } from './prepare.ts';
import { ownFactors } from './pretrained.ts';
import type { MatrixFactorizationSettings } from './settings.ts';
import type { Scene } from './start.ts';
import { drawAdapters, initialisationOf } from './start.ts';

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
  const recipe: Recipe = {
    scaling: adapter.scaling,
    subtracted: (first.subtracted ?? false) || (second.subtracted ?? false),
    frozen: [
      ...(first.frozen ?? []).map((name): keyof Factors => `${name}1`),
      ...(second.frozen ?? []).map((name): keyof Factors => `${name}2`),
    ],
    full: { ...weights.dims, r: adapter.rank },
  };

  let ingredients: Ingredients = { ...native, initial, probes: prepared.probes };
  let { structure } = prepared;
  let bases = weights.bases;
  if (first.W ?? second.W) {
    // The recipe replaced the frozen factors entry by entry: from here on everything is in the user's own coordinates.
    const after = { W2: second.W ?? scene.W2, W1: first.W ?? scene.W1 };
    const { probes } = bases
      ? inOwnCoordinates({ ...ingredients, initial: none(weights.dims) }, bases)
      : ingredients;
    ingredients = { ...after, target: offsetTarget(scene.target, scene, after), initial, probes };
    structure = structureOf(after.W2, after.W1);
    bases = null;
  } else if (drawnInOwn && bases) {
    if (reduced) {
      ingredients = { ...ingredients, initial: factorsInNative(initial, bases()) };
    } else {
      ingredients = { ...inOwnCoordinates({ ...ingredients, initial: none(weights.dims) }, bases), initial };
      bases = null;
    }
  }
  if (!reduced)
    return {
      ok: true,
      value: plainSystem(bases ? inOwnCoordinates(ingredients, bases) : ingredients, recipe),
    };
  return { ok: true, value: reducedSystem(ingredients, structure, recipe, noteOf(adapter, prepared)) };
}

/** What a recipe leaves to be done after the draw. */
interface Recipe {
  readonly scaling: number;
  readonly subtracted: boolean;
  readonly frozen: readonly (keyof Factors)[];
  readonly full: System['reduction']['full'];
}

function plainSystem(ingredients: Ingredients, recipe: Recipe): System {
  const given = recipe.subtracted ? subtracted(ingredients, recipe.scaling) : ingredients;
  const plain: Ingredients = { ...given, W2: asDense(given.W2), W1: asDense(given.W1) };
  return assemble(plain, recipe, ['No reduction: your own coordinates, entry by entry'], true);
}

/**
 * Reduced before the recipe's product is subtracted: that product lives in the span of the adapters, which the reduction
 * keeps, so that W − s·BA is only ever formed at the reduced size.
 */
function reducedSystem(
  ingredients: Ingredients,
  structure: Structure,
  recipe: Recipe,
  note: readonly string[],
): System {
  const once = reduce({ ...ingredients, target: withoutNeedlessEntries(ingredients.target) }, structure);
  if (!recipe.subtracted) return assemble(once.ingredients, recipe, [...once.reasons, ...note], false);
  const offset = subtracted(once.ingredients, recipe.scaling);
  if (offset.W2.kind === 'diagonal' && offset.W1.kind === 'diagonal')
    return assemble(offset, recipe, [...once.reasons, ...note], false);
  const twice = reduce(offset, structureOf(offset.W2, offset.W1));
  const sizes = once.reasons.filter(reason => !reason.startsWith('In singular bases'));
  return assemble(twice.ingredients, recipe, [...new Set([...twice.reasons, ...sizes]), ...note], false);
}

/** A large target of low rank is its triples to rounding: its entries need not be carried through the reduction. */
function withoutNeedlessEntries(target: Target): Target {
  const { left, strengths, right } = target;
  const large = left.rows * right.rows > SMALL_TARGET;
  return large && 4 * strengths.length <= Math.min(left.rows, right.rows)
    ? { left, strengths, right }
    : target;
}

/** Frozen factors W − s·BA and the target against them. */
function subtracted(given: Ingredients, scaling: number): Ingredients {
  const { A1, B1, A2, B2 } = given.initial;
  const after = {
    W2: withoutProduct(given.W2, B2, A2, scaling),
    W1: withoutProduct(given.W1, B1, A1, scaling),
  };
  return { ...given, ...after, target: offsetTarget(given.target, given, after) };
}

function noteOf(adapter: AdapterSettings, { target }: PreparedProblem): string[] {
  if (adapter.init.kind !== 'spectral') return [];
  const k = target.strengths.length;
  return [
    k === 1
      ? 'The target direction evolves alone, with two unknowns (R5)'
      : `Each of the ${k} target directions evolves alone, with two unknowns (R5)`,
  ];
}

/** `dense`: Δ entry by entry whatever its size. */
function assemble(
  ingredients: Ingredients,
  { scaling, frozen, full }: Recipe,
  reasons: readonly string[],
  dense: boolean,
): System {
  const { W2, W1, initial, probes } = ingredients;
  const { rows: m, cols: h } = shapeOf(W2);
  const n = shapeOf(W1).cols;
  const rank1 = initial.A1.rows;
  const rank2 = initial.A2.rows;
  const target =
    ingredients.target.dense || (!dense && m * n > SMALL_TARGET)
      ? ingredients.target
      : withEntries(ingredients.target);
  return {
    dims: { m, h, n },
    rank1,
    rank2,
    W2,
    W1,
    target,
    initial,
    ...(frozen.length > 0 ? { frozen } : {}),
    scaling,
    probes,
    reduction: { m, h, n, r1: rank1, r2: rank2, full, reasons },
  };
}

/** Small targets entry by entry, by their triples, which runs of a problem share where nothing is reduced. */
const entries = new WeakMap<Target, Target>();

function withEntries(target: Target): Target {
  const found = entries.get(target) ?? { ...target, dense: denseTriples(target) };
  entries.set(target, found);
  return found;
}

function asDense(W: FrozenFactor): FrozenFactor {
  return { kind: 'dense', matrix: denseFactor(W) };
}

/** Adapters of rank 0, where only the rest is rotated. */
function none(dims: Dims): Factors {
  return { A1: zeros(0, dims.n), B1: zeros(dims.h, 0), A2: zeros(0, dims.h), B2: zeros(dims.m, 0) };
}

function inOwnCoordinates(ingredients: Ingredients, bases: () => Bases): Ingredients {
  return ingredientsInOwn(ingredients, bases());
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
