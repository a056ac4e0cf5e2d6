import { stagnationFloor } from '../../../engine/theory/stagnation.ts';
import type { TimeScales } from '../../../engine/theory/timeScales.ts';
import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import type { Finding } from '../../issue.ts';
import type { Path } from '../../json.ts';
import type { Subject } from './check.ts';
import { scalesOf } from './facts.ts';
import { foresightOf, type Foresight } from './foresight.ts';
import { finding, setTo, short } from '../ruleFindings.ts';

const TARGET: Path = ['problem', 'target'];
const PRETRAINED: Path = ['problem', 'pretrained'];
const RANK: Path = ['adapter', 'rank'];
const DYNAMICS: Path = ['dynamics'];

/** What theory says against a variant: assumptions that do not hold, and predictions that make the run pointless. */
export function* theoryRules(subject: Subject, prepared: PreparedProblem): Generator<Finding> {
  const scales = scalesOf(subject.settings, prepared);
  const foreseen = foresightOf(subject.settings, prepared);
  yield* rankRules(subject, prepared);
  yield* assumptionRules(subject, prepared, scales);
  if (subject.settings.dynamics.kind === 'gradientFlow') yield* flowRules(subject, foreseen);
  else yield* stepRules(subject, prepared, scales, foreseen);
}

function* rankRules({ settings }: Subject, prepared: PreparedProblem): Generator<Finding> {
  const { rank } = settings.adapter;
  const { strengths } = prepared.target;
  const k = strengths.length;
  if (k > 2 * rank) {
    const rest = 0.5 * strengths.subarray(2 * rank).reduce((sum, value) => sum + value * value, 0);
    const message = `the target has rank ${k}; two adapters of rank ${rank} reach ${2 * rank}, so the loss cannot fall below ${short(rest)}`;
    const enough = Math.ceil(k / 2);
    yield finding(
      'warning',
      'target-out-of-reach',
      RANK,
      message,
      `set "rank" to at least ${enough}`,
      setTo(RANK, enough),
    );
  } else if (k > rank) {
    const message = `the target has rank ${k} > r = ${rank}: it takes both adapters, and longer`;
    yield finding(
      'hint',
      'target-needs-both',
      RANK,
      message,
      `set "rank" to ${k} to let one adapter do it`,
      setTo(RANK, k),
    );
  }
}

function* assumptionRules(
  { settings }: Subject,
  { probes, target }: PreparedProblem,
  { lambda, deltaW }: TimeScales,
): Generator<Finding> {
  if (lambda === 0) {
    const message =
      'the target lies outside the span of the pre-trained weights: λ = 0, and the escape is not exponential';
    yield finding('warning', 'rate-zero', TARGET, message, 'choose a singular pair within the rank of Y_pre');
    return;
  }
  const { kind } = settings.dynamics;
  if (kind === 'adam' || kind === 'adamw') {
    const message =
      'Adam has no alignment phase: predictions of the flow do not apply, and reductions are off';
    yield finding(
      'hint',
      'theory-not-applicable',
      [...DYNAMICS, 'kind'],
      message,
      'read it as a contrast to gradient descent',
    );
    return;
  }
  if (!probes.aligned) {
    const message =
      'W₂, W₁ and Δ do not share their singular bases (assumptions 2.1 and 2.2): theory uses generalised directions';
    yield finding(
      'hint',
      'not-aligned',
      TARGET,
      message,
      'use a "singularPair" target for the setting of the theorems',
    );
    return;
  }
  if (target.strengths.length > 1 && settings.adapter.init.kind === 'gaussian') {
    const message = `theorem 3.1 covers targets of rank one, not ${target.strengths.length}; the modes are learned one after the other`;
    yield finding(
      'hint',
      'beyond-rank-one',
      TARGET,
      message,
      'compare with the predicted times of each mode',
    );
  }
  const at = 'imbalance' in settings.problem.pretrained ? [...PRETRAINED, 'imbalance'] : PRETRAINED;
  if (Math.abs(1 - deltaW) < 0.02) {
    const message = `δ_w = ${short(deltaW)}: the theorems need δ_w ≠ 1; the flow itself behaves well`;
    const paper = at === PRETRAINED ? undefined : setTo(at, 1.05);
    yield finding(
      'warning',
      'delta-w-one',
      at,
      message,
      'set "imbalance" to 1.05 for the setting of the paper',
      paper,
    );
  } else if (deltaW > 1) {
    const message = `δ_w = ${short(deltaW)} > 1: the adapters exchange roles, and rates follow σ(W₁)`;
    yield finding('warning', 'delta-w-above-one', at, message, 'read adapter 2 where theory says adapter 1');
  }
}

function* flowRules({ settings }: Subject, { escape }: Foresight): Generator<Finding> {
  const { dynamics } = settings;
  if (dynamics.kind !== 'gradientFlow') return;
  const end = dynamics.times?.at(-1) ?? dynamics.until;
  if (end === 'auto' || escape === undefined) return;
  const { time } = escape;
  if (end >= time) return;
  const path = [...DYNAMICS, dynamics.times === undefined ? 'until' : 'times'];
  yield finding(
    'warning',
    'horizon-too-short',
    path,
    `the run ends at t = ${short(end)}, before the predicted escape at t ≈ ${short(time)}: nothing will happen`,
    `use "auto", or at least ${short(2 * time)}`,
    dynamics.times === undefined ? setTo(path, 'auto') : undefined,
  );
}

function* stepRules(
  { settings }: Subject,
  { probes }: PreparedProblem,
  scales: TimeScales,
  foreseen: Foresight,
): Generator<Finding> {
  const { dynamics } = settings;
  if (dynamics.kind === 'gradientFlow') return;
  const { learningRate, weightDecay, steps } = dynamics;
  const at = [...DYNAMICS, 'learningRate'];
  if (dynamics.kind === 'gd') {
    const limit = scales.learningRateLimit;
    if (limit !== undefined && learningRate > limit) {
      const safe = Number((limit / 10).toPrecision(1));
      const message = `η = ${learningRate} is above the predicted limit of stability ${short(limit)}; the run itself decides`;
      yield finding('warning', 'step-unstable', at, message, `try ${safe}`, setTo(at, safe));
    } else if (learningRate * scales.lambda > 0.1) {
      const message = `ηλ = ${short(learningRate * scales.lambda)}: gradient descent is not close to the flow here`;
      const close = Number((0.01 / scales.lambda).toPrecision(1));
      yield finding(
        'hint',
        'step-coarse',
        at,
        message,
        `η ≤ ${short(0.1 / scales.lambda)} follows the flow`,
        setTo(at, close),
      );
    }
    const end = (learningRate * steps) / (1 - dynamics.momentum);
    const escape = foreseen.escape?.time;
    if (escape !== undefined && end < escape) {
      const needed = Math.ceil((2 * escape * (1 - dynamics.momentum)) / learningRate);
      const message = `the run ends at t = ${short(end)}, before the predicted escape at t ≈ ${short(escape)}: nothing will happen`;
      const path = [...DYNAMICS, 'steps'];
      yield finding(
        'warning',
        'horizon-too-short',
        path,
        message,
        `use at least ${needed} steps`,
        setTo(path, needed),
      );
    }
    if (weightDecay > 0 && weightDecay >= probes.mu) {
      const message = `weight decay ${weightDecay} ≥ μ₁ = ${short(probes.mu)}: zero is attracting, and the run never escapes`;
      const path = [...DYNAMICS, 'weightDecay'];
      const less = setTo(path, Number((probes.mu / 10).toPrecision(1)));
      yield finding(
        'warning',
        'decay-prevents-escape',
        path,
        message,
        `use less than ${short(probes.mu)}`,
        less,
      );
    }
  } else if (settings.adapter.initScale * scales.lambda <= dynamics.epsilon) {
    const message = `the first gradients (αλ = ${short(settings.adapter.initScale * scales.lambda)}) are below ε = ${dynamics.epsilon}: ε limits the first steps`;
    const path = [...DYNAMICS, 'epsilon'];
    const smaller = setTo(path, Number(((settings.adapter.initScale * scales.lambda) / 100).toPrecision(1)));
    yield finding('hint', 'epsilon-limits', path, message, 'make ε smaller, or α larger', smaller);
  }
  if (dynamics.precision === 'float32' && dynamics.kind === 'gd')
    yield* floorRule(settings.adapter.initScale, foreseen, learningRate);
  if (dynamics.maskProbability < 1 && settings.problem.reduction === 'auto') {
    const path = [...DYNAMICS, 'maskProbability'];
    const message =
      'masked entries are not invariant under rotations: reductions are off, and predictions of the flow do not apply';
    yield finding('hint', 'reduction-off', path, message, 'expect longer runs at large sizes');
  }
}

/** theory.md, Numerics: single precision stops the loss near ⅙(2⁻²⁴/(ησ))², σ the larger adapted singular value. */
function* floorRule(alpha: number, { stagnationSigma }: Foresight, learningRate: number): Generator<Finding> {
  if (stagnationSigma === 0 || alpha >= 2e-3) return;
  const floor = stagnationFloor(learningRate, stagnationSigma, 'float32');
  const path: Path = [...DYNAMICS, 'precision'];
  const message = `in float32 the loss stops near ${floor.toExponential(0)} (lost increments), above the plateau of α = ${alpha}`;
  yield finding(
    'hint',
    'float32-floor',
    path,
    message,
    'use float64 to see the plateau',
    setTo(path, 'float64'),
  );
}
