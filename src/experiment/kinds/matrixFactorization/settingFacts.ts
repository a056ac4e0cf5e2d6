import { needsPlainCoordinates } from '../../../engine/dynamics/settings.ts';
import { startSystem } from '../../../engine/problem/matrixFactorization/build.ts';
import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import type { Path } from '../../json.ts';
import type { Fact, FactInfo, LoadedFiles } from '../contract.ts';
import { derivedFrom } from './derive.ts';
import { expectedOf } from './expect.ts';
import { affordablePrepared } from './facts.ts';
import type { Settings } from './settings.ts';

/** What follows from the settings of this kind, in the order of the file. */
export const factInfos: readonly FactInfo[] = [
  {
    ...{ key: 'reduction', label: 'integrated sizes m × h × n', before: 'integrated as ', formula: '' },
    help: 'The sizes that are left after the exact reductions: the same result, in less time.',
  },
  {
    ...{ key: 'deltaW', label: 'δ_w', before: 'δ_w = ' },
    formula: 'ν₁/μ₁, which is σ_W1/σ_W2 = 1/c² where W₂, W₁ and Δ share their bases',
    help: 'How large W₁ is beside W₂ along the target. The theorems need δ_w ≠ 1; the nearer it is to 1, the slower their bound.',
  },
  {
    ...{ key: 'lambda', label: 'growth rate λ', before: 'λ = ' },
    formula: 's·max(μ₁, ν₁), which is s·σ·σ_W2 where W₂, W₁ and Δ share their bases and δ_w ≤ 1',
    help: 'How fast the signal grows: 1 − cos falls as e^(−2λt), and after the escape the loss as e^(−4λt).',
  },
  {
    ...{
      key: 'trainable',
      label: 'trained numbers',
      before: '',
      after: ' trained',
      formula: 'r(m + 2h + n)',
    },
    help: 'Entries of both adapters.',
  },
  {
    ...{ key: 'escape', label: 'predicted escape T½', before: 'T½ ≈ ' },
    formula: 'about ln(1/α)/λ',
    help: 'A prediction, ± one standard deviation over seeds: when half of the target is learned and the loss begins to fall.',
  },
  {
    ...{ key: 'horizon', label: 'end of the run', before: 'to t = ' },
    formula: 'of a flow T½ + 15/λ + min(5/ρ_tail, 200/λ), of steps ηk',
    help: 'Flow time at which the run ends. With `"auto"` it ends earlier where nothing moves any more.',
  },
  {
    ...{ key: 'stepLimit', label: 'predicted limit of the learning rate', before: 'stable below ≈ ' },
    formula: '2/λ_max',
    help: 'A prediction from the curvature at the end; the run itself decides.',
  },
];

const IMBALANCE: Path = ['problem', 'pretrained', 'imbalance'];
const PRETRAINED: Path = ['problem', 'pretrained'];
const DIMS: Path = ['problem', 'pretrained', 'dims'];
const STRENGTH: Path = ['problem', 'target', 'strength'];
const TARGET: Path = ['problem', 'target'];
const RANK: Path = ['adapter', 'rank'];
const INIT: Path = ['adapter', 'init'];
const SCALE: Path = ['adapter', 'initScale'];
const SCALING: Path = ['adapter', 'scaling'];
const UNTIL: Path = ['dynamics', 'until'];
const STEPS: Path = ['dynamics', 'steps'];
const RATE: Path = ['dynamics', 'learningRate'];

/** The facts of one variant; those that are not defined, or cost more than an editor can wait for, are left out. */
export function factsOf(settings: Settings, files: LoadedFiles): readonly Fact[] {
  const { lambda, deltaW, trainable, horizon } = derivedFrom(settings, files);
  const { events, learningRateLimit } = expectedOf(settings, files);
  const { escape } = events;
  const sizes = reducedSizes(settings, files);
  const { dynamics } = settings;
  const automatic = dynamics.kind === 'gradientFlow' && dynamics.until === 'auto' && !dynamics.times;
  const all: readonly (Fact | null)[] = [
    sizes === null ? null : { key: 'reduction', value: sizes, at: [DIMS, RANK, INIT, PRETRAINED] },
    number('deltaW', deltaW, [IMBALANCE, PRETRAINED]),
    number('lambda', lambda, [STRENGTH, TARGET, SCALING, IMBALANCE]),
    number('trainable', trainable, [RANK, DIMS]),
    escape
      ? {
          ...{ key: 'escape', value: escape.time, spread: escape.spread },
          at: [SCALE, INIT, RANK, STRENGTH, SCALING],
        }
      : null,
    automatic || dynamics.kind !== 'gradientFlow' ? number('horizon', horizon, [UNTIL, STEPS, RATE]) : null,
    number('stepLimit', learningRateLimit, [RATE]),
  ];
  return all.filter(fact => fact !== null);
}

function number(key: string, value: number | undefined, at: readonly Path[]): Fact | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? { key, value, at } : null;
}

/** Sizes by what decides them. */
const known = new WeakMap<PreparedProblem, Map<string, string | null>>();

/** The sizes that are integrated, where they are smaller than those of the file: found by reducing the first draw. */
function reducedSizes(settings: Settings, files: LoadedFiles): string | null {
  const { problem, adapter, dynamics } = settings;
  const prepared = affordablePrepared(settings, files);
  const reduce = !needsPlainCoordinates(dynamics);
  if (prepared?.ok !== true || !reduce || problem.reduction === 'none') return null;
  const of = known.get(prepared.value) ?? new Map<string, string | null>();
  known.set(prepared.value, of);
  const key = JSON.stringify({ ...adapter, initScale: 0 });
  const found = of.get(key);
  if (found !== undefined) return found;
  const system = startSystem(prepared.value, { problem, adapter, seed: 0, files, reduce });
  const sizes = system.ok ? smaller(system.value.reduction) : null;
  of.set(key, sizes);
  return sizes;
}

function smaller({
  m,
  h,
  n,
  full,
}: {
  readonly m: number;
  readonly h: number;
  readonly n: number;
  readonly full: { readonly m: number; readonly h: number; readonly n: number };
}): string | null {
  return m < full.m || h < full.h || n < full.n ? `${m} × ${h} × ${n}` : null;
}
