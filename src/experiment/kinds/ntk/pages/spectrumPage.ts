import { RANK_CUT } from '../../../../engine/problem/ntk/factors.ts';
import type { PageView, XyPoint, XySeries } from '../../../../protocol/page.ts';
import {
  categoriesOf,
  categoryOf,
  rankTicks,
  toneOf,
  type NtkEnd,
  type NtkResults,
  type NtkVariant,
} from './results.ts';

/** More singular values than this are not drawn. */
const MOST = 24;
/** Singular values that differ by less than this share of the largest are one point. */
const SAME = 5e-3;

/** Singular values of what the selected variant learned beside those of full fine-tuning; null where no run has any. */
export function spectrumPage({ variants, seeds }: NtkResults): PageView | null {
  const drawn = variants.filter(({ ends }) => ends.some(({ spectra }) => spectra['solution'] !== undefined));
  if (drawn.length === 0) return null;
  const series = drawn.flatMap(variant => [convexBars(variant), solutionPoints(variant)]);
  const longest = Math.max(
    ...series.map(({ points }) => points.reduce((most, { x }) => Math.max(most, x), 0)),
  );
  const indices = Array.from({ length: longest }, (_, i) => i + 1);
  return {
    key: 'spectrum',
    short: 'spectrum',
    label: 'Spectrum of the solution',
    charts: [
      {
        kind: 'xy',
        key: 'spectrum',
        title: 'Singular values of the solution',
        caption: `σᵢ(uvᵀ), ${seeds === 1 ? 'one start' : `${seeds} starts`}; bars: full fine-tuning`,
        summary: spectrumWords(drawn),
        wide: true,
        x: {
          label: 'i',
          scale: 'linear',
          from: 0.5,
          to: Math.max(longest, 4) + 0.5,
          ticks: rankTicks(indices),
        },
        y: { label: 'σᵢ', scale: 'linear' },
        series,
        lines: [],
        categories: categoriesOf(drawn),
      },
    ],
    remarks: [
      'Observed: global minima have the spectrum of full fine-tuning. A spurious minimum has another one, of higher norm; ' +
        'its size is what fails loudly.',
    ],
  };
}

function convexBars({ id, ends }: NtkVariant): XySeries {
  const sigma = ends.flatMap(({ spectra }) => (spectra['convex'] ? [spectra['convex']] : []))[0] ?? [];
  return {
    ...{ name: '', variant: id, colour: null, dash: 0, style: 'bars', aside: 0 },
    points: sigma.slice(0, MOST).map((y, i) => point(i, y, id, 'full fine-tuning')),
  };
}

/** Values of different runs that are the same are one point that grows with their number. */
function solutionPoints({ id, name, ends }: NtkVariant): XySeries {
  const largest = Math.max(0, ...ends.map(({ spectra }) => spectra['solution']?.[0] ?? 0));
  const heaps: { at: number; y: number; category: string; ends: NtkEnd[] }[] = [];
  for (const end of ends)
    (end.spectra['solution'] ?? []).slice(0, MOST).forEach((y, at) => {
      const same = (heap: (typeof heaps)[number]) =>
        heap.at === at && heap.category === end.category && Math.abs(heap.y - y) <= SAME * largest;
      const heap = heaps.find(same);
      if (heap) heap.ends.push(end);
      else heaps.push({ at, y, category: end.category, ends: [end] });
    });
  return {
    ...{ name, variant: id, colour: null, dash: 0, style: 'points', aside: 0 },
    points: heaps
      .sort((a, b) => a.at - b.at)
      .map(({ at, y, ends: own }) => ({
        ...point(at, y, id, `${own.length} of ${ends.length} starts, ${categoryOf(own[0]!).label}`),
        tone: toneOf(own[0]!),
        count: own.length,
      })),
  };
}

function point(index: number, y: number, variant: string, words: string): XyPoint {
  return { x: index + 1, y, spread: null, variant, tone: 'neutral', count: 1, words };
}

function spectrumWords(variants: readonly NtkVariant[]): string {
  const ranks = (key: string) =>
    variants.flatMap(({ ends }) =>
      ends.flatMap(({ spectra }) => (spectra[key] ? [rankOf(spectra[key])] : [])),
    );
  const [convex] = ranks('convex');
  const found = [...new Set(ranks('solution'))].sort((a, b) => a - b);
  const full = convex === undefined ? '' : `Full fine-tuning has rank ${convex}. `;
  return `${full}Runs end at rank ${found.join(', ')}.`;
}

/** As the engine counts it. */
function rankOf(sigma: readonly number[]): number {
  return sigma.filter(value => value > RANK_CUT * (sigma[0] ?? 0)).length;
}
