import type { Figure, FigureScale } from '../../experiment/paper/figures.ts';
import type { Statistic } from '../../protocol/panel.ts';
import { fixed } from '../format.ts';
import type { RanRow } from './reproduction.ts';
import type { RowMethod } from './rowJobs.ts';

/** One value found by one method: log₁₀, mean ± sd over seeds. */
export interface FoundValue {
  readonly value: Statistic | null;
  /** Within the acceptance band; null while there are too few seeds, and for A, which nobody published. */
  readonly passed: boolean | null;
  /** `±0.4`, `≤ −26`. */
  readonly band: string;
}

/** A published value beside what was computed here. */
export interface ComparedValue {
  readonly alpha: number;
  readonly curve: 'random' | 'spectral';
  readonly quantity: 'loss' | 'alignment';
  /** Read off the published plot, ±0.2. */
  readonly paper: number;
  /** 30 runs of gradient descent by an independent implementation. */
  readonly reference: number;
  readonly found: Readonly<Partial<Record<RowMethod, FoundValue>>>;
}

/** A row of panels: the published curves with B random, and those of the paper's text with A random. */
export interface ComparedFigure {
  readonly figure: Figure;
  readonly B: readonly ComparedValue[];
  readonly A: readonly ComparedValue[];
}

const QUANTITIES = ['loss', 'alignment'] as const;

/** Puts the batches of one row of panels side by side. */
export function compareFigure(figure: Figure, rows: readonly RanRow[]): ComparedFigure {
  const own = rows.filter(({ job }) => job.figure === figure);
  return {
    figure,
    B: figure.scales.flatMap(scale => [
      ...QUANTITIES.map(quantity => published(own, scale, 'random', quantity)),
      published(own, scale, 'spectral', 'loss'),
    ]),
    A: figure.scales.flatMap(scale => QUANTITIES.map(quantity => ofTheText(own, scale, quantity))),
  };
}

function published(
  rows: readonly RanRow[],
  scale: FigureScale,
  curve: ComparedValue['curve'],
  quantity: ComparedValue['quantity'],
): ComparedValue {
  const found: Partial<Record<RowMethod, FoundValue>> = {};
  for (const { job, ended } of rows) {
    const row = ended.verdict?.rows.find(
      verdict => verdict.scale === scale && verdict.quantity === quantity && verdict.init === INITS[curve],
    );
    if (job.factor !== 'B' || row === undefined) continue;
    const band = row.tolerance === null ? `≤ ${fixed(row.atMost ?? NaN, 1)}` : `±${row.tolerance}`;
    found[job.method] = { value: row.simulated, passed: row.passed, band };
  }
  const paper = curve === 'spectral' ? scale.paper.spectral : scale.paper[quantity];
  const [reference] = curve === 'spectral' ? scale.spectral : scale.B[quantity];
  return { alpha: scale.alpha, curve, quantity, paper, reference, found };
}

const INITS = { random: 'gaussian', spectral: 'spectral' } as const;

function ofTheText(
  rows: readonly RanRow[],
  scale: FigureScale,
  quantity: ComparedValue['quantity'],
): ComparedValue {
  const found: Partial<Record<RowMethod, FoundValue>> = {};
  for (const { job, ended } of rows) {
    if (job.factor !== 'A') continue;
    const variant = job.figure.scales.indexOf(scale);
    found[job.method] = { value: ended.model.final(variant, quantity), passed: null, band: '' };
  }
  const { alpha, paper, A } = scale;
  return { alpha, curve: 'random', quantity, paper: paper[quantity], reference: A[quantity][0], found };
}

/** Values within their bands, outside, and not judged. */
export interface Tally {
  readonly within: number;
  readonly outside: number;
  readonly open: number;
}

export function tally(values: readonly ComparedValue[], method: RowMethod): Tally {
  const passed = values.map(({ found }) => found[method]?.passed ?? null);
  const count = (verdict: boolean | null): number => passed.filter(each => each === verdict).length;
  return { within: count(true), outside: count(false), open: count(null) };
}

/** Mean distance of the random curves from the values read off the paper, in decades; null where nothing was computed. */
export function meanDistance(values: readonly ComparedValue[], method: RowMethod): number | null {
  const distances = values.flatMap(({ curve, paper, found }) => {
    const value = found[method]?.value;
    return curve === 'random' && value ? [Math.abs(value.mean - paper)] : [];
  });
  if (distances.length === 0) return null;
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}
