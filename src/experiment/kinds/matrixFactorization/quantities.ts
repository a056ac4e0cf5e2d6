import { applyFactor, applyTransposedFactor } from '../../../engine/linalg/frozenFactor.ts';
import type { Matrix } from '../../../engine/linalg/matrix.ts';
import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import type { Dims } from '../../../engine/system.ts';
import type { TimeScales } from '../../../engine/theory/timeScales.ts';
import type { LoadedFiles, Quantities, Quantity } from '../contract.ts';
import { derivedFrom } from './derive.ts';
import { dimsOf } from './dims.ts';
import { affordablePrepared, scalesOf } from './facts.ts';
import { foresightOf, type Foresight } from './foresight.ts';
import type { Settings } from './settings.ts';

/** What is known of a variant. */
interface Known {
  readonly settings: Settings;
  readonly dims: Dims | null;
  readonly horizon: number | undefined;
  /** Both absent where the weights could not be looked at. */
  readonly problem: PreparedProblem | undefined;
  readonly scales: TimeScales | undefined;
  readonly foreseen: Foresight | undefined;
}

interface Entry extends Quantity {
  readonly value: (known: Known) => number | undefined;
}

const UNPREDICTED = 'where λ = 0, and for starts whose size theory does not know';

/** The named quantities of theory.md. */
const entries: readonly Entry[] = [
  {
    ...{ name: 'lambda', symbol: 'λ', help: 'Growth rate of the signal, s·max(μ₁, ν₁).' },
    value: ({ scales }) => scales?.lambda,
  },
  {
    ...{ name: 'sigma', symbol: 'σ', help: 'Largest singular value of Δ.' },
    value: ({ problem }) => problem?.probes.sigma,
  },
  {
    ...{ name: 'sigmaW2', symbol: 'σ_W2' },
    help: '‖W₂ᵀu‖ with u the top left singular vector of Δ: the singular value of W₂ there, in the aligned case.',
    value: ({ problem }) =>
      problem && firstColumnNorm(applyTransposedFactor(problem.weights.W2, asColumn(problem.probes.u))),
  },
  {
    ...{ name: 'sigmaW1', symbol: 'σ_W1' },
    help: '‖W₁v‖ with v the top right singular vector of Δ: the singular value of W₁ there, in the aligned case.',
    value: ({ problem }) =>
      problem && firstColumnNorm(applyFactor(problem.weights.W1, asColumn(problem.probes.v))),
  },
  {
    ...{ name: 'deltaW', symbol: 'δ_w', help: 'ν₁/μ₁, which is σ_W1/σ_W2 in the aligned case.' },
    missing: 'where μ₁ = 0',
    value: ({ scales }) => scales?.deltaW,
  },
  {
    ...{ name: 'mu1', symbol: 'μ₁', help: 'Largest singular value of W₂ᵀΔ.' },
    value: ({ problem }) => problem?.probes.mu,
  },
  {
    ...{ name: 'nu1', symbol: 'ν₁', help: 'Largest singular value of ΔW₁ᵀ.' },
    value: ({ problem }) => problem?.probes.nu,
  },
  {
    ...{ name: 'alpha', symbol: 'α', help: 'Initialisation scale, `adapter.initScale`.' },
    value: ({ settings }) => settings.adapter.initScale,
  },
  {
    ...{ name: 'r', symbol: 'r', help: 'Rank of the adapters, `adapter.rank`.' },
    value: ({ settings }) => settings.adapter.rank,
  },
  {
    ...{ name: 's', symbol: 's', help: 'Scaling of the product, `adapter.scaling`.' },
    value: ({ settings }) => settings.adapter.scaling,
  },
  {
    ...{ name: 'm', symbol: 'm', help: 'Rows of Y and of W₂.' },
    value: ({ dims }) => dims?.m,
  },
  {
    ...{ name: 'h', symbol: 'h', help: 'Columns of W₂ and rows of W₁.' },
    value: ({ dims }) => dims?.h,
  },
  {
    ...{ name: 'n', symbol: 'n', help: 'Columns of Y and of W₁.' },
    value: ({ dims }) => dims?.n,
  },
  {
    ...{ name: 'c', symbol: 'c', help: 'Imbalance of the frozen factors, `pretrained.imbalance`.' },
    missing: 'for weights of kind "file" or "balanced"',
    value: ({ settings: { problem } }) =>
      'imbalance' in problem.pretrained ? problem.pretrained.imbalance : undefined,
  },
  {
    ...{ name: 'eta', symbol: 'η', help: 'Learning rate of a discrete optimiser.' },
    missing: 'for a flow',
    value: ({ settings: { dynamics } }) =>
      dynamics.kind === 'gradientFlow' ? undefined : dynamics.learningRate,
  },
  {
    ...{ name: 'L0', symbol: 'L₀' },
    help: '½‖Δ‖²_F: the loss at t = 0 of every start whose product BA is zero.',
    value: ({ problem }) =>
      problem && 0.5 * problem.target.strengths.reduce((sum, value) => sum + value * value, 0),
  },
  {
    ...{ name: 'Tescape', symbol: 'T½', help: 'Predicted time of escape.', missing: UNPREDICTED },
    value: ({ foreseen }) => foreseen?.escape?.time,
  },
  {
    ...{ name: 'T1', symbol: 'T₁', help: 'Predicted end of alignment.' },
    missing: `${UNPREDICTED}, and where δ_w ≥ 1`,
    value: ({ scales }) => scales && alignmentEnd(scales),
  },
  {
    ...{ name: 'T', symbol: 'T', help: 'End of the run.' },
    value: ({ horizon }) => horizon,
  },
  {
    ...{
      name: 'tailRate',
      symbol: 'ρ_tail',
      help: 'Rate of the slow column tail, (σ/σ_W2)·σ²_W2,min where adapter 2 is negligible.',
    },
    missing: 'where there is no slow tail',
    value: ({ foreseen }) => foreseen?.tailRate,
  },
  {
    ...{
      name: 'lambdaMax',
      symbol: 'λ_max',
      help: 'Estimated curvature at the end; steps are stable below 2/λ_max.',
    },
    missing: UNPREDICTED,
    value: ({ scales }) => scales?.curvature,
  },
];

/** Names, symbols and meanings, for completion, hovers and docs. */
export const quantities: readonly Quantity[] = entries.map(({ name, symbol, help, missing }) => ({
  ...{ name, symbol, help },
  ...(missing !== undefined && { missing }),
}));

/** Their values for a variant; those that are not defined are left out. */
export function quantitiesOf(settings: Settings, files: LoadedFiles): Quantities {
  const prepared = affordablePrepared(settings, files);
  const problem = prepared?.ok === true ? prepared.value : undefined;
  const known: Known = {
    settings,
    dims: dimsOf(settings, files),
    horizon: derivedFrom(settings, files).horizon,
    problem,
    scales: problem && scalesOf(settings, problem),
    foreseen: problem && foresightOf(settings, problem),
  };
  const values = new Map<string, number>();
  for (const { name, value } of entries) {
    const found = value(known);
    if (found !== undefined && Number.isFinite(found)) values.set(name, found);
  }
  return { values, complete: problem !== undefined };
}

/**
 * T₁, where the leading adapter has learned the part f = (1 − δ_w)/4 of its end value (theory.md, Metrics). On the way
 * the odds f/(1 − f) grow as e^(2λt), and are 1 at T½.
 */
function alignmentEnd({ escape, deltaW, lambda }: TimeScales): number | undefined {
  if (escape === undefined || !(deltaW < 1)) return undefined;
  const part = (1 - deltaW) / 4;
  return Math.max(0, escape.time + Math.log(part / (1 - part)) / (2 * lambda));
}

function asColumn(vector: Float64Array): Matrix {
  return { rows: vector.length, cols: 1, data: vector };
}

function firstColumnNorm(column: Matrix): number {
  return Math.sqrt(column.data.reduce((sum, value) => sum + value * value, 0));
}
