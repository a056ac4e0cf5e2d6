import { layoutOf } from '../kernel/layout.ts';
import { dot } from '../metric/learnedMap.ts';
import { perturbationBound, perturbationNorms } from '../metric/perturbation.ts';
import type { TrajectoryPoint } from '../metric/point.ts';
import type { System } from '../system.ts';
import { learnedSignal } from './learnedSignal.ts';

/** A phase boundary: it happens when its ratio first reaches 1 (theory.md, Metrics, *Phase boundaries*). */
export interface EventDetector {
  /** Key in `Outcome.events`. */
  readonly key: string;
  /** The watched quantity over its threshold. */
  ratio(point: TrajectoryPoint): number;
}

/** A plateau: the loss is below this part of its start, and falls at less than this part of the escape rate. */
const PLATEAU = 1e-2;

/**
 * The events of a run, each left out where its definition does not apply: `earlyAlignmentEnd` T̂₁ (needs the
 * initialisation scale α), `alignmentEnd` T₁ (δ < 1), `escape` T½, `crossing` T×, and `plateau` (onset). `initialLoss` is
 * L(0).
 */
export function detectorsFor(
  system: System,
  initialLoss: number,
  initScale: number | undefined,
): EventDetector[] {
  const { sigma, mu, nu } = system.probes;
  const detectors: EventDetector[] = [];
  if (!(sigma > 0)) return detectors;
  if (initScale !== undefined && initScale > 0) detectors.push(earlyAlignmentEnd(system, initScale));
  if (mu > 0 && nu < mu) detectors.push(alignmentEnd(system));
  detectors.push(escape(system), crossing(system));
  if (mu > 0) detectors.push(plateau(system.scaling * mu, initialLoss));
  return detectors;
}

/** T̂₁: max(‖D₁‖₂, ‖D₂‖₂) ≥ α. */
function earlyAlignmentEnd(system: System, alpha: number): EventDetector {
  const norms = perturbationNorms(system, alpha);
  const bound = perturbationBound(system);
  return {
    key: 'earlyAlignmentEnd',
    ratio: point => {
      // While even a cheap bound is below α the norms themselves are not needed.
      const most = bound(point);
      if (most < alpha) return most / alpha;
      const [first, second] = norms(point);
      return Math.max(first, second) / alpha;
    },
  };
}

/** T₁: gᵀB₁A₁v ≥ (1 − δ)σ/(4σ_W2) with σ_W2 = μ/σ and δ = ν/μ; x₁ and y₁ of γ₁ stand for g and v. */
function alignmentEnd(system: System): EventDetector {
  const { sigma, mu, nu, gamma1 } = system.probes;
  const threshold = ((1 - nu / mu) * sigma * sigma) / (4 * mu);
  const { rank1, stride, offsets } = layoutOf(system.dims, system.rank1, system.rank2);
  const { scaling } = system;
  return {
    key: 'alignmentEnd',
    ratio: ({ state }) => {
      let sum = 0;
      for (let i = 0; i < rank1; i++) {
        const b = dot(state, offsets[1] + i * stride, gamma1.x, 0, gamma1.x.length);
        const a = dot(state, offsets[0] + i * stride, gamma1.y, 0, gamma1.y.length);
        sum += b * a;
      }
      return (scaling * sum) / threshold;
    },
  };
}

/** T½: uᵀFv ≥ σ/2. */
function escape(system: System): EventDetector {
  const signal = learnedSignal(system);
  const { sigma } = system.probes;
  return { key: 'escape', ratio: ({ state }) => (2 * signal(state)) / sigma };
}

/** T×: L_N ≥ L_S, from L_S = ½(σ − uᵀFv)² and L_N = L − L_S: near the crossing both are as large as L, nothing cancels. */
function crossing(system: System): EventDetector {
  const learned = learnedSignal(system);
  const { sigma } = system.probes;
  return {
    key: 'crossing',
    ratio: point => {
      const e = sigma - learned(point.state);
      const signalLoss = 0.5 * e * e;
      return Math.max(0, point.loss - signalLoss) / signalLoss;
    },
  };
}

/** Onset of the plateau: ρ < λ/100 and L < L(0)/100. */
function plateau(lambda: number, initialLoss: number): EventDetector {
  return {
    key: 'plateau',
    ratio: point => {
      const low = (PLATEAU * initialLoss) / point.loss;
      if (low < 1) return low;
      return Math.min(low, (PLATEAU * lambda * 2 * point.loss) / point.gradient2);
    },
  };
}
