import { applyFactor, applyTransposedFactor } from '../../../../engine/linalg/frozenFactor.ts';
import { column, euclideanNorm } from '../../../../engine/linalg/products.ts';
import type { PreparedProblem } from '../../../../engine/problem/matrixFactorization/prepare.ts';
import { signalEnd, signalFlow, type SignalMode } from '../../../../engine/theory/signalFlow.ts';
import { stagnationFloor } from '../../../../engine/theory/stagnation.ts';
import type { Overlay } from '../../contract.ts';
import { withheld, type Theorist, type Wording } from './theorist.ts';

/** Even times from 0 to where the course ends. */
const POINTS = 240;

/** Earliest crossing of signal and noise after a random start, in T½: it comes at 1.5 to 2 of them [verified]. */
const CROSSING = 1.5;

/** Below this part of ‖Δ‖² a loss in doubles is rounding. */
const ROUNDING = 1e-30;

/**
 * The loss from beginning to end as far as theory foresees it, for a look before anything has run: two equations for
 * each direction of the target, from the typical draw. Nothing once there are curves: other lines say it over them.
 */
export function* courseOverlays(seen: Theorist): Generator<Overlay> {
  if (Object.keys(seen.measured.curves).length > 0) return;
  const spectral = seen.settings.adapter.init.kind === 'spectral';
  const wording: Wording = {
    id: 'course',
    on: 'loss',
    kind: 'prediction',
    label: 'loss',
    formula:
      'L = ½Σeᵢ², ėᵢ = −(z₁(σ_W2 + p₂)² + z₂(σ_W1 + p₁)²)eᵢ, from the two-variable equations of the typical draw',
  };
  const reason = seen.notTheFlow ?? (spectral ? null : seen.notSmall);
  const modes = reason === null ? modesOf(seen) : null;
  if (modes === null) {
    const needed =
      'It is known for aligned targets of a rank up to r, from starts whose size a formula gives.';
    yield withheld(wording, reason ?? needed);
    return;
  }
  yield {
    ...wording,
    validity: spectral
      ? 'Exact for one draw, at any α, down to where numbers round.'
      : `Up to ${CROSSING} T½: noise takes over between there and 2 T½, at a level that no formula gives.${
          modes.length > 1 ? ' The last of several directions comes somewhat later than drawn.' : ''
        }`,
    shape: { kind: 'curve', ...courseOf(seen, modes, spectral) },
  };
}

/** The directions of the target, each with the typical draw; null where they do not go their own ways. */
function modesOf({ settings, prepared, mode }: Theorist): readonly SignalMode[] | null {
  const { strengths } = prepared.target;
  if (mode === null || strengths.length > settings.adapter.rank) return null;
  if (strengths.length === 1) return [mode];
  const found = known.get(prepared) ?? pairsOf(prepared);
  known.set(prepared, found);
  return Array.from(strengths, (sigma, i) => ({ ...mode, sigma, ...found[i]! }));
}

type Pair = Pick<SignalMode, 'sigmaW2' | 'sigmaW1'>;
const known = new WeakMap<PreparedProblem, readonly Pair[]>();

/** Singular values of W₂ and W₁ along every direction of the target. */
function pairsOf({ weights, target }: PreparedProblem): readonly Pair[] {
  const back = applyTransposedFactor(weights.W2, target.left);
  const forth = applyFactor(weights.W1, target.right);
  return Array.from(target.strengths, (_, i) => ({
    sigmaW2: euclideanNorm(column(back, i)),
    sigmaW1: euclideanNorm(column(forth, i)),
  }));
}

/** log₁₀ of the loss over plotted times. */
function courseOf(
  seen: Theorist,
  modes: readonly SignalMode[],
  spectral: boolean,
): { readonly t: Float64Array; readonly value: Float64Array } {
  const { horizon } = seen.measured;
  const floor = floorOf(seen, modes);
  const halves = modes.map(mode => (signalEnd(mode)?.half ?? 0) / seen.speed);
  const last = Math.max(...halves);
  const end = Math.min(horizon, (spectral ? 4 : CROSSING) * last);
  const t = Float64Array.from({ length: POINTS + 1 }, (_, i) => (end * i) / POINTS);
  const flows = modes.map(mode =>
    signalFlow(
      mode,
      t.map(time => time * seen.speed),
    ),
  );
  const value = t.map((_, i) =>
    Math.log10(0.5 * flows.reduce((sum, flow) => sum + flow[i]!.residual ** 2, 0)),
  );
  const met = value.findIndex(each => !(each > floor.value));
  if (met < 0) return { t, value };
  const until = floor.stays && t[met]! < horizon ? [horizon] : [];
  return {
    t: Float64Array.of(...t.subarray(0, met + 1), ...until),
    value: Float64Array.of(...value.subarray(0, met), floor.value, ...until.map(() => floor.value)),
  };
}

/** log₁₀ of where numbers round: descent stays at its stagnation floor, the flow has nothing more to do. */
function floorOf({ settings, stagnationSigma }: Theorist, modes: readonly SignalMode[]) {
  const { dynamics } = settings;
  const size = modes.reduce((sum, { sigma }) => sum + sigma * sigma, 0);
  if (dynamics.kind !== 'gd' || dynamics.momentum > 0)
    return { value: Math.log10(ROUNDING * size), stays: false };
  const loss = stagnationFloor(dynamics.learningRate, stagnationSigma, dynamics.precision);
  return { value: Math.log10(loss), stays: true };
}
