import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import { learningTime, learningTimeSpread, type Mode } from '../../../engine/theory/escape.ts';
import { plateauExponents } from '../../../engine/theory/plateau.ts';
import { startSize } from '../../../engine/theory/startSize.ts';
import type { TimeScales } from '../../../engine/theory/timeScales.ts';
import type { LoadedFiles } from '../contract.ts';
import {
  nothingExpected,
  type Expectations,
  type PredictedExponent,
  type PredictedTime,
} from '../expectations.ts';
import { affordablePrepared, scalesOf } from './facts.ts';
import { foresightOf, type Foresight } from './foresight.ts';
import type { Settings } from './settings.ts';

/** Up to this part of 1/√r a random start counts as small (theory.md, Initialisations). */
const SMALL_START = 0.05;

/** What theory expects of a run with these settings; next to nothing where its singular values cost too much. */
export function expectedOf(settings: Settings, files: LoadedFiles): Expectations {
  const prepared = affordablePrepared(settings, files);
  if (prepared?.ok !== true) return nothingExpected;
  const scales = scalesOf(settings, prepared.value);
  const foreseen = foresightOf(settings, prepared.value);
  const { rank, initScale, init } = settings.adapter;
  const { strengths } = prepared.value.target;
  const size2 = squareSum(strengths);
  const applies = followsFlow(settings);
  const first = foreseen.escape?.time ?? 0;
  const last = foreseen.rankOne
    ? first
    : scales.modes.reduce((most, { time }) => Math.max(most, time ?? 0), 0);
  const random = init.kind === 'gaussian' || init.kind === 'both';
  return {
    followsFlow: applies,
    events: applies ? predictedEvents(settings, prepared.value, scales, foreseen) : {},
    lambda: scales.lambda,
    ...(Number.isFinite(scales.deltaW) && { deltaW: scales.deltaW }),
    clock: clockOf(settings),
    ...(grows(settings) && foreseen.escape && { firstEscape: first, lastEscape: last }),
    targetRank: strengths.length,
    ...(reachesTwiceRank(settings) && { irreducibleLoss: 0.5 * squareSum(strengths.subarray(2 * rank)) }),
    targetSize2: size2,
    gradientScale: Math.sqrt(size2) * Math.max(scales.norm1, scales.norm2),
    ...(applies && foreseen.tailRate !== undefined && { tailRate: foreseen.tailRate }),
    ...(foreseen.stagnationSigma > 0 && { stagnationSigma: foreseen.stagnationSigma }),
    ...(applies && random && scales.sigmaW > 0 && { leaveTime: 1 / (initScale * scales.sigmaW) ** 2 }),
    decayLimit: Math.max(prepared.value.probes.mu, prepared.value.probes.nu),
    ...(settings.dynamics.kind === 'gd' &&
      scales.learningRateLimit !== undefined && { learningRateLimit: scales.learningRateLimit }),
    exponents: applies ? exponentsFor(settings, prepared.value, scales) : {},
    exponentsUpTo: { 'adapter.initScale': SMALL_START / Math.sqrt(rank) },
  };
}

/** Whether the adapters grow from their start as under the flow, or slower: not with Adam, noise or masks. */
function grows({ dynamics }: Settings): boolean {
  if (dynamics.kind === 'gradientFlow') return true;
  return (
    dynamics.kind === 'gd' &&
    dynamics.gradientNoise === 0 &&
    dynamics.maskProbability === 1 &&
    dynamics.learningRateRatio === 1
  );
}

/** Whether all predictions of the flow hold: not with weight decay either. */
function followsFlow(settings: Settings): boolean {
  const { dynamics } = settings;
  return grows(settings) && (dynamics.kind === 'gradientFlow' || dynamics.weightDecay === 0);
}

/** In t = ηk momentum is 1/(1 − μ) times as fast. */
function clockOf({ dynamics }: Settings): number {
  return dynamics.kind === 'gd' ? 1 / (1 - dynamics.momentum) : 1;
}

/** Whether all maps of rank 2r are in reach: not where a recipe changes the frozen weights, or freezes a factor. */
function reachesTwiceRank({ adapter }: Settings): boolean {
  return !['pissa', 'milora', 'olora', 'loraGa', 'loftq', 'mica'].includes(adapter.init.kind);
}

/** T½, and T₁ as the time at which the same growth has reached the fraction (1 − δ_w)/4 of its end. */
function predictedEvents(
  settings: Settings,
  { weights, target, probes }: PreparedProblem,
  scales: TimeScales,
  { escape }: Foresight,
): Readonly<Record<string, PredictedTime>> {
  if (escape === undefined) return {};
  const { adapter } = settings;
  const clock = clockOf(settings);
  const scaled = ({ time, spread }: PredictedTime) => ({ time: time / clock, spread: spread / clock });
  const start = startSize(adapter, scales.leader, weights.dims);
  const rankOne = probes.aligned && target.strengths.length === 1;
  if (!rankOne || start === null || scales.leader !== 1 || scales.deltaW >= 1)
    return { escape: scaled(escape) };
  const s = adapter.scaling;
  const mode: Mode = { rate: scales.lambda / s, end: probes.sigma / scales.sigmaW };
  const time = learningTime(mode, s * start.squared, (1 - scales.deltaW) / 4) / s;
  const spread = start.degrees > 0 ? learningTimeSpread(mode, start.degrees) / s : 0;
  // A threshold that tends to 0 with 1 − δ_w is passed from the start: then nothing is predicted.
  return time > 0
    ? { alignmentEnd: scaled({ time, spread }), escape: scaled(escape) }
    : { escape: scaled(escape) };
}

/** How end values depend on α: of one factor drawn at random, a target of rank one, and δ_w ≤ 1. */
function exponentsFor(
  { adapter }: Settings,
  { target, probes }: PreparedProblem,
  { deltaW }: TimeScales,
): Expectations['exponents'] {
  const { init } = adapter;
  if (init.kind !== 'gaussian' || target.strengths.length !== 1 || !probes.aligned || !(deltaW <= 1))
    return {};
  const { loss, alignment, normZ2, asymptotic } = plateauExponents(deltaW, init.randomFactor);
  const byA = init.randomFactor === 'A';
  const exponent = (value: number, formula: string): PredictedExponent => ({ value, formula, derived: true });
  return {
    'adapter.initScale': {
      loss: asymptotic
        ? exponent(loss, byA ? '8 − 4δ_w' : '6 − 2δ_w')
        : { value: loss, formula: 'effective value for δ_w ≥ 0.9', derived: false },
      ...(asymptotic && {
        alignment: exponent(alignment, byA ? '4 − 2δ_w' : '2'),
        normZ2: exponent(normZ2, '1 − δ_w'),
      }),
    },
  };
}

function squareSum(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
