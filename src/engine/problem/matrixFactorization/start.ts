import type { Layer, LayerStart } from '../../adapter/layer.ts';
import { initialisations } from '../../adapter/registry.ts';
import type { AdapterSettings } from '../../adapter/settings.ts';
import type { Fault, Result } from '../../fault.ts';
import { denseFactor } from '../../linalg/frozenFactor.ts';
import { leading } from '../../linalg/lowRank.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { besides } from '../../linalg/products.ts';
import { randomStream } from '../../random/stream.ts';
import { firstFactorSvd } from '../../reduction/jointBases.ts';
import type { FrozenFactor, Target } from '../../system.ts';
import { extremeTriples } from '../../adapter/layer.ts';
import type { EngineFiles } from '../arrays.ts';
import { fail, readMatrix } from '../arrays.ts';
import { factorMentions } from './mentions.ts';
import type { PreparedProblem } from './prepare.ts';
import { ALIGNED } from './prepare.ts';
import { factorSizeFaults } from './scaleLimits.ts';
import { firstGradient, secondGradient } from './probes.ts';

/** The weights and the target in the coordinates in which the adapters are drawn. */
export interface Scene {
  readonly W2: FrozenFactor;
  readonly W1: FrozenFactor;
  readonly target: Target;
}

/** The initialisation that the settings name. */
export function initialisationOf(adapter: AdapterSettings): (typeof initialisations)[number] {
  const module = initialisations.find(({ kind }) => kind === adapter.init.kind);
  if (!module) throw new TypeError(`no initialisation ${adapter.init.kind}`);
  return module;
}

/** Draws both adapters. Each has its own stream, so that the sizes of one do not change the draw of the other. */
export function drawAdapters(
  adapter: AdapterSettings,
  seed: number,
  prepared: PreparedProblem,
  scene: Scene,
  files: EngineFiles,
): Result<{ readonly first: LayerStart; readonly second: LayerStart }> {
  const module = initialisationOf(adapter);
  const { m, h, n } = prepared.weights.dims;
  const { W2, W1, target } = scene;
  const common = { rank: adapter.rank, scale: adapter.initScale, scaling: adapter.scaling };
  const spectral = once(() => spectralDirections(prepared, adapter.rank));
  const first: Layer = {
    ...common,
    index: 1,
    outputs: h,
    inputs: n,
    W: W1,
    random: randomStream('adapter1', seed),
    negativeGradient: () => firstGradient(W2, target),
    inputDirections: () => null,
    spectralDirections: () => mapped(spectral(), value => value.right),
    givenFactors: () => givenFactors(adapter, files, 1, h, n),
  };
  const second: Layer = {
    ...common,
    index: 2,
    outputs: m,
    inputs: h,
    W: W2,
    random: randomStream('adapter2', seed),
    negativeGradient: () => secondGradient(W1, target),
    inputDirections: count => inputDirections(W1, count),
    spectralDirections: () => mapped(spectral(), value => value.middle),
    givenFactors: () => givenFactors(adapter, files, 2, m, h),
  };
  const drawnFirst = module.draw(adapter.init, first);
  const drawnSecond = module.draw(adapter.init, second);
  if (!drawnFirst.ok || !drawnSecond.ok)
    return {
      ok: false,
      faults: distinct([
        ...(drawnFirst.ok ? [] : drawnFirst.faults),
        ...(drawnSecond.ok ? [] : drawnSecond.faults),
      ]),
    };
  return { ok: true, value: { first: drawnFirst.value, second: drawnSecond.value } };
}

/** V_S and G_S, completed to min(r, n) and min(r, h) columns. */
function spectralDirections(
  prepared: PreparedProblem,
  rank: number,
): Result<{ readonly right: Matrix; readonly middle: Matrix }> {
  const k = prepared.target.strengths.length;
  if (k > rank)
    return fail({
      code: 'spectral-rank',
      path: ['adapter', 'rank'],
      message: `Spectral initialisation needs r ≥ k: the target has rank ${k}, the adapters ${rank}`,
      remedy: `Set "rank" to at least ${k}, or choose another initialisation.`,
    });
  const alignment = prepared.alignment(rank);
  if (!(alignment.defect <= ALIGNED))
    return fail({
      code: 'spectral-not-aligned',
      path: ['adapter', 'init'],
      message: `Spectral initialisation needs W₂, W₁ and Δ with common singular bases; here ${(100 * alignment.defect).toPrecision(2)} % is off them`,
      remedy:
        'Use weights and a target with common singular bases ("gaussian" with "singularPair"), or another initialisation.',
    });
  return {
    ok: true,
    value: {
      right: besides([alignment.right, alignment.spareRight]),
      middle: besides([alignment.middle, alignment.spareMiddle]),
    },
  };
}

function inputDirections(W1: FrozenFactor, count: number): Matrix | null {
  if (W1.kind === 'diagonal') {
    // In diagonal form the directions are axes; beyond min(h, n) any further axis has variance zero.
    const padded: FrozenFactor = { ...W1, cols: Math.max(W1.rows, W1.cols) };
    return extremeTriples(padded, 'top', count).left;
  }
  const { left } = firstFactorSvd(denseFactor(W1));
  return left.cols >= count ? leading(left, count) : null;
}

function givenFactors(
  adapter: AdapterSettings,
  files: EngineFiles,
  index: 1 | 2,
  outputs: number,
  inputs: number,
): Result<{ readonly A: Matrix; readonly B: Matrix }> {
  if (adapter.init.kind !== 'file') throw new TypeError('only the file initialisation reads factors');
  const mentions = factorMentions(adapter.init);
  const [forA, forB] = index === 1 ? [mentions.A1, mentions.B1] : [mentions.A2, mentions.B2];
  const A = readMatrix(files, forA);
  const B = readMatrix(files, forB);
  if (!A.ok || !B.ok) return { ok: false, faults: [...(A.ok ? [] : A.faults), ...(B.ok ? [] : B.faults)] };
  const faults: Fault[] = [];
  const expect = (
    name: string,
    given: Matrix,
    rows: number,
    cols: number,
    meaning: string,
    at: typeof forA.at,
  ) => {
    if (given.rows === rows && given.cols === cols) {
      faults.push(...factorSizeFaults(name, given, at));
      return;
    }
    faults.push({
      code: 'factor-shape',
      path: at,
      message: `${name} is ${given.rows}×${given.cols}, expected ${meaning} = ${rows}×${cols}`,
      remedy: 'Check "rank" and the shapes of W₂ and W₁, or save the array with the expected shape.',
    });
  };
  const r = adapter.rank;
  if (index === 1) {
    expect('A₁', A.value, r, inputs, 'r×n', forA.at);
    expect('B₁', B.value, outputs, r, 'h×r', forB.at);
  } else {
    expect('A₂', A.value, r, inputs, 'r×h', forA.at);
    expect('B₂', B.value, outputs, r, 'm×r', forB.at);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { A: A.value, B: B.value } };
}

function mapped<T, U>(result: Result<T>, map: (value: T) => U): Result<U> {
  return result.ok ? { ok: true, value: map(result.value) } : result;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Both layers often have the same complaint. */
function distinct(faults: readonly Fault[]): Fault[] {
  return faults.filter(
    (fault, i) =>
      faults.findIndex(
        other => other.code === fault.code && other.path.join('.') === fault.path.join('.'),
      ) === i,
  );
}
