import { isObject, member, type Json, type JsonObject } from './json.ts';
import type { ResolvedVariant } from './kinds/contract.ts';
import {
  FIGURES,
  FIGURE_LEARNING_RATE,
  FIGURE_RANK,
  FIGURE_STRENGTH,
  type Figure,
  type FigureScale,
} from './paper/figures.ts';

/** Statistics over seeds of log₁₀ of a variant's final values; null where a value is undefined. */
export interface FinalStatistics {
  readonly seeds: number;
  readonly loss: { readonly mean: number; readonly sd: number } | null;
  readonly alignment: { readonly mean: number; readonly sd: number } | null;
}

/** One comparison with the figure. Values are log₁₀. */
export interface VerdictRow {
  /** Index of the variant in the batch. */
  readonly variant: number;
  /** Which curve of the figure it is. */
  readonly scale: FigureScale;
  readonly init: 'gaussian' | 'spectral';
  readonly quantity: 'loss' | 'alignment';
  /** Read off the published plot. */
  readonly paper: number;
  /** Mean over 30 runs of plain gradient descent, computed independently. */
  readonly reference: number;
  /** How far the mean may be from the reference; null where it only has to stay below `atMost`. */
  readonly tolerance: number | null;
  readonly atMost: number | null;
  readonly simulated: { readonly mean: number; readonly sd: number; readonly seeds: number } | null;
  /** Null while there are too few seeds to judge. */
  readonly passed: boolean | null;
}

/** How a batch compares with the published figure that its file claims to reproduce. */
export interface Verdict {
  readonly figure: Figure;
  readonly rows: readonly VerdictRow[];
  readonly passed: number;
  readonly failed: number;
  /** True if every comparison that the figure has could be made. */
  readonly complete: boolean;
}

/** With fewer seeds the mean itself scatters by more than the tolerance. */
const FEWEST_SEEDS = 10;
const LOSS_TOLERANCE = 0.4;
/** Where seeds differ by more than 0.7 in the reference itself. */
const WIDE_LOSS_TOLERANCE = 1;
const WIDE_SD = 0.7;
const ALIGNMENT_TOLERANCE = 0.15;
/** Gradient descent stagnates at the rounding of its steps; the flow goes on below that. */
const SPECTRAL_TOLERANCE = 1;
const SPECTRAL_FLOOR_OF_FLOWS = -26;
/** Spectral runs of gradient descent end at its stagnation: within this many decades others have stagnated too. */
const NEAR_STAGNATION = 1.5;

/** The figure of that id. */
export function figureOf(id: string | undefined): Figure | undefined {
  return FIGURES.find(figure => figure.id === id);
}

/** Which curve of a figure a variant is; null where any setting differs from the figure's. */
export function curveOf(
  figure: Figure,
  variant: ResolvedVariant,
): {
  readonly scale: FigureScale;
  readonly init: 'gaussian' | 'spectral';
  readonly discrete: boolean;
} | null {
  const { problem, adapter, dynamics } = variant;
  const settingsFit =
    matches(problem, {
      kind: 'matrixFactorization',
      pretrained: {
        ...{ kind: 'gaussian', matrix: 'paper', imbalance: figure.imbalance },
        dims: { m: 10, h: 100, n: 10 },
      },
      target: { kind: 'singularPair', pair: figure.pair, strength: FIGURE_STRENGTH },
    }) && matches(adapter, { rank: FIGURE_RANK, scaling: 1 });
  const discrete = matches(dynamics, {
    ...{ kind: 'gd', learningRate: FIGURE_LEARNING_RATE, steps: figure.steps, momentum: 0, weightDecay: 0 },
    ...{ learningRateRatio: 1, gradientNoise: 0, maskProbability: 1, precision: 'float64' },
  });
  const flow =
    matches(dynamics, { kind: 'gradientFlow' }) &&
    member(dynamics, 'until') === Number((figure.steps * FIGURE_LEARNING_RATE).toPrecision(12)) &&
    member(dynamics, 'times') === undefined;
  const scale = figure.scales.find(row => row.alpha === member(adapter, 'initScale'));
  if (!settingsFit || scale === undefined || (!discrete && !flow)) return null;
  if (matches(adapter, { init: { kind: 'gaussian', randomFactor: 'B' } }))
    return { scale, init: 'gaussian', discrete };
  if (matches(adapter, { init: { kind: 'spectral' } })) return { scale, init: 'spectral', discrete };
  return null;
}

/** Whether a variant is a random curve of the figure but for its random factor: A, as the paper's text has it. */
export function isOfTheText(figure: Figure, variant: ResolvedVariant): boolean {
  const init = member(variant.adapter, 'init');
  if (!isObject(init) || !matches(init, { kind: 'gaussian', randomFactor: 'A' })) return false;
  const adapter = { ...variant.adapter, init: { ...init, randomFactor: 'B' } };
  return curveOf(figure, { ...variant, adapter }) !== null;
}

/** True where everything that `expected` names has that value. */
function matches(given: Json | undefined, expected: JsonObject): boolean {
  if (!isObject(given)) return false;
  return Object.entries(expected).every(([key, value]) => {
    const own = member(given, key);
    return isObject(value) ? matches(own, value) : own === value;
  });
}

/**
 * Compares the final values of a batch with a figure of the paper, curve by curve, within the acceptance bands: ±0.4
 * around the reference for the loss (±1 where seeds scatter widely), ±0.15 for the alignment; spectral curves within
 * ±1 for gradient descent, at most −26 for flows. Variants whose settings are not the figure's are left out.
 */
export function verdict(
  figure: Figure,
  variants: readonly { readonly resolved: ResolvedVariant; readonly final: FinalStatistics | null }[],
): Verdict {
  const rows: VerdictRow[] = [];
  for (const [variant, { resolved, final }] of variants.entries()) {
    const curve = curveOf(figure, resolved);
    if (curve === null) continue;
    const { scale, init, discrete } = curve;
    const row = (
      quantity: 'loss' | 'alignment',
      paper: number,
      reference: number,
      band: { readonly tolerance: number } | { readonly atMost: number },
    ): VerdictRow => {
      const found = final === null ? null : final[quantity];
      const simulated = found === null || final === null ? null : { ...found, seeds: final.seeds };
      const tolerance = 'tolerance' in band ? band.tolerance : null;
      const atMost = 'atMost' in band ? band.atMost : null;
      const within =
        simulated !== null &&
        (tolerance === null
          ? simulated.mean <= (atMost ?? Infinity)
          : Math.abs(simulated.mean - reference) <= tolerance);
      const judged = simulated !== null && simulated.seeds >= FEWEST_SEEDS;
      return {
        variant,
        scale,
        init,
        quantity,
        paper,
        reference,
        tolerance,
        atMost,
        simulated,
        passed: judged ? within : null,
      };
    };
    if (init === 'gaussian') {
      const [loss, sd] = scale.B.loss;
      const tolerance = sd > WIDE_SD ? WIDE_LOSS_TOLERANCE : LOSS_TOLERANCE;
      // Where the reference itself has stagnated, a flow may only end lower.
      const stagnated = !discrete && loss < scale.spectral[0] + NEAR_STAGNATION;
      rows.push(
        row(
          'loss',
          scale.paper.loss,
          loss,
          stagnated ? { atMost: Number((loss + tolerance).toFixed(3)) } : { tolerance },
        ),
      );
      rows.push(
        row('alignment', scale.paper.alignment, scale.B.alignment[0], { tolerance: ALIGNMENT_TOLERANCE }),
      );
    } else {
      const band = discrete ? { tolerance: SPECTRAL_TOLERANCE } : { atMost: SPECTRAL_FLOOR_OF_FLOWS };
      rows.push(row('loss', scale.paper.spectral, scale.spectral[0], band));
    }
  }
  const passed = rows.filter(row => row.passed === true).length;
  const failed = rows.filter(row => row.passed === false).length;
  const curves = figure.scales.length * 3;
  return { figure, rows, passed, failed, complete: passed + failed >= curves };
}

/** Values read off the paper for one variant, for marking in a plot. */
export function paperValues(
  figure: Figure | undefined,
  variant: ResolvedVariant,
): { readonly loss?: number; readonly alignment?: number } | null {
  const curve = figure && curveOf(figure, variant);
  if (!curve) return null;
  const { paper } = curve.scale;
  return curve.init === 'spectral'
    ? { loss: paper.spectral }
    : { loss: paper.loss, alignment: paper.alignment };
}
