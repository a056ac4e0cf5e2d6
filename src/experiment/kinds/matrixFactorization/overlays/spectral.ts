import { exponential } from '../../../../engine/theory/exponential.ts';
import { signalFlow, type SignalPoint } from '../../../../engine/theory/signalFlow.ts';
import { spectralStart, type SpectralStart } from '../../../../engine/theory/spectralStart.ts';
import type { PreparedProblem } from '../../../../engine/problem/matrixFactorization/prepare.ts';
import type { Overlay } from '../../contract.ts';
import { withheld, type Theorist, type Wording } from './theorist.ts';

/** log₁₀ at which plotted statistics are clamped. */
const LOWEST = -40;

/** Draws that are solved; more would keep the panel waiting. */
const MOST_SEEDS = 50;

interface Solution {
  readonly t: Float64Array;
  /** Means over the draws of log₁₀ L and log₁₀(1 − cos). */
  readonly loss: Float64Array;
  readonly alignment: Float64Array;
}

/** The exact course of a spectral start: two equations a direction, for the very draws that are simulated. */
export function* spectralOverlays(seen: Theorist): Generator<Overlay> {
  if (seen.settings.adapter.init.kind !== 'spectral' || !seen.measured.ended) return;
  const both = {
    kind: 'prediction',
    label: 'exact solution',
    formula:
      'aᵢ = √c·cosh θᵢ, bᵢ = √c·sinh θᵢ: θ̇₁ = (σ_W2 + p₂)e, θ̇₂ = (σ_W1 + p₁)e, for each direction of the target',
  } as const;
  const loss: Wording = { ...both, id: 'spectral-loss', on: 'loss' };
  const alignment: Wording = { ...both, id: 'spectral-alignment', on: 'alignment' };
  const solution = seen.notTheFlow === null ? solutionOf(seen) : null;
  if (solution === null) {
    const reason = seen.notTheFlow ?? 'The start cannot be drawn for this problem.';
    yield withheld(loss, reason);
    yield withheld(alignment, reason);
    return;
  }
  const { seeds } = seen.measured;
  const draws =
    seeds.length <= MOST_SEEDS
      ? 'the mean over the same draws as simulated'
      : `the mean over the first ${MOST_SEEDS} draws`;
  const discrete = seen.settings.dynamics.kind === 'gradientFlow' ? '' : ' of the flow, to O(ηλ) of descent';
  const validity = `Exact${discrete}, at any α; ${draws}.`;
  yield { ...loss, validity, shape: { kind: 'curve', t: solution.t, value: solution.loss } };
  yield { ...alignment, validity, shape: { kind: 'curve', t: solution.t, value: solution.alignment } };
}

const solved = new WeakMap<PreparedProblem, Map<string, Solution | null>>();

function solutionOf(seen: Theorist): Solution | null {
  const { prepared, settings, measured, speed, escape } = seen;
  const known = solved.get(prepared) ?? new Map<string, Solution | null>();
  solved.set(prepared, known);
  const seeds = measured.seeds.slice(0, MOST_SEEDS);
  const key = JSON.stringify([settings.adapter, seeds, measured.horizon, speed]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const starts = seeds.map(seed => spectralStart(prepared, settings.adapter, seed));
  const drawn = starts.filter(start => start !== null);
  const t = sampleTimes(measured.horizon, 3 * (escape?.time ?? measured.horizon));
  const solution = drawn.length < Math.max(1, starts.length) ? null : solve(drawn, t, speed);
  known.set(key, solution);
  return solution;
}

/** Even up to where the fall is over, in equal ratios beyond. */
function sampleTimes(horizon: number, fall: number): Float64Array {
  const even = Math.min(horizon, fall);
  const times = Array.from({ length: 201 }, (_, i) => (even * i) / 200);
  for (let i = 1; i <= 60 && even < horizon; i++) times.push(even * (horizon / even) ** (i / 60));
  return Float64Array.from(times);
}

function solve(starts: readonly SpectralStart[], t: Float64Array, speed: number): Solution {
  const loss = new Float64Array(t.length);
  const alignment = new Float64Array(t.length);
  const times = t.map(time => time * speed);
  for (const { modes, idle } of starts) {
    const courses = modes.map(mode => signalFlow(mode, times));
    const leading = modes.reduce(
      (best, mode, i) => (mode.sigma * mode.sigmaW2 > modes[best]!.sigma * modes[best]!.sigmaW2 ? i : best),
      0,
    );
    for (let i = 0; i < t.length; i++) {
      const points = courses.map(course => course[i]!);
      const squares = points.reduce((sum, { residual }) => sum + residual * residual, 0);
      loss[i]! += Math.max(LOWEST, Math.log10(0.5 * squares)) / starts.length;
      const sizes = points.map(({ angle1 }, j) => modes[j]!.start1 * Math.cosh(2 * angle1));
      const largest = Math.max(...sizes, ...idle);
      alignment[i]! += (sizes[leading] === largest ? misalignment(points[leading]!) : 0) / starts.length;
    }
  }
  return { t, loss, alignment };
}

/** log₁₀(1 − cos) of (sinh θ; cosh θ) with (1; 1)/√2: cos = 1/√(1 + x) with x = e^(−4θ). */
function misalignment({ angle1 }: SignalPoint): number {
  const x = exponential(-4 * angle1);
  const root = Math.sqrt(1 + x);
  return Math.max(LOWEST, Math.log10(x / (root * (1 + root))));
}
