import type { SeriesInfo } from '../simulation.ts';
import type { AdapterGrams } from './adapterGrams.ts';
import type { Metric } from './contract.ts';
import { dot } from './learnedMap.ts';
import type { TrajectoryPoint } from './point.ts';

/** 1 − |cos| between the top left singular vector of Z₁ and γ₁. */
export const alignment = misalignment(
  {
    key: 'alignment',
    label: 'Misalignment 1 − cos',
    symbol: '1 − |cos(u₁(Z₁), γ₁)|',
    scale: 'log',
    help: 'How far the leading direction of adapter 1 is from the one that learns the target: one minus the absolute cosine between the top left singular vector of `Z₁ = (B₁; A₁ᵀ)` and `γ₁ = (x₁; y₁)/√2`, where `x₁, y₁` is the top singular pair of `W₂ᵀΔ`. Falls as `e^(−2λt)` while the adapters align.',
  },
  start => start.system.probes.gamma1,
  point => point.adapter1,
);

/** 1 − |cos| between the top left singular vector of Z₂ and γ₂. */
export const alignment2 = misalignment(
  {
    key: 'alignment2',
    label: 'Misalignment of adapter 2',
    symbol: '1 − |cos(u₁(Z₂), γ₂)|',
    scale: 'log',
    help: 'The same as `alignment` for adapter 2: `Z₂ = (B₂; A₂ᵀ)` against the top singular pair of `ΔW₁ᵀ`.',
  },
  start => start.system.probes.gamma2,
  point => point.adapter2,
);

/** γ = (x; y)/√2 as its halves of unit length. */
interface Direction {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function misalignment(
  info: SeriesInfo,
  direction: (start: TrajectoryPoint) => Direction,
  adapterOf: (point: TrajectoryPoint) => AdapterGrams,
): Metric {
  return {
    info,
    byDefault: true,
    columns: () => [info],
    prepare: start => {
      const gamma = direction(start);
      const zx = new Float64Array(gamma.x.length);
      const zy = new Float64Array(gamma.y.length);
      return (point, out, at) => {
        const adapter = adapterOf(point);
        adapter.combine(point.state, adapter.topColumn, zx, zy);
        out[at] = oneMinusCosine(zx, zy, gamma);
      };
    },
  };
}

/**
 * 1 − |c|, c = γᵀz/‖z‖ for z = (zx; zy). From the part p of z/‖z‖ orthogonal to γ, as ‖p‖²/(1 + √(1 − ‖p‖²)): no
 * cancellation when the two almost coincide (theory.md, Metrics). NaN where z is zero.
 */
function oneMinusCosine(zx: Float64Array, zy: Float64Array, gamma: Direction): number {
  const outer = zx.length;
  const inner = zy.length;
  const norm2 = dot(zx, 0, zx, 0, outer) + dot(zy, 0, zy, 0, inner);
  if (!(norm2 > 0)) return NaN;
  // γ·c·‖z‖ = weight·(x; y), because γ = (x; y)/√2.
  const weight = (dot(zx, 0, gamma.x, 0, outer) + dot(zy, 0, gamma.y, 0, inner)) / 2;
  const cosine = Math.abs(weight) / (Math.sqrt(norm2) * Math.SQRT1_2);
  if (!(cosine > 0.5)) return 1 - cosine;
  const rest = remainder2(zx, gamma.x, weight, outer) + remainder2(zy, gamma.y, weight, inner);
  const s2 = Math.min(1, rest / norm2);
  return s2 / (1 + Math.sqrt(1 - s2));
}

function remainder2(z: Float64Array, g: Float64Array, weight: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const d = z[i]! - weight * g[i]!;
    sum += d * d;
  }
  return sum;
}
