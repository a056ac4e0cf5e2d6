import { GAP_RESOLUTION } from '../../../../engine/problem/ntk/series.ts';
import type {
  PageLine,
  PageView,
  SharesChart,
  XyChart,
  XyPoint,
  XySeries,
} from '../../../../protocol/page.ts';
import {
  categoriesOf,
  categoryOf,
  countGlobal,
  groupsOf,
  rankTicks,
  ranksOf,
  toneOf,
  type NtkEnd,
  type NtkResults,
  type NtkVariant,
} from './results.ts';

/** Ends whose gaps differ by less than this share are one point. */
const SAME = 1e-3;

/** Gap to full fine-tuning and what the starts came to, by rank; null where one rank was run. */
export function gapPage(results: NtkResults): PageView | null {
  const { variants } = results;
  const ranks = ranksOf(variants);
  if (ranks.length < 2 || !variants.some(({ ends }) => ends.length > 0)) return null;
  return {
    key: 'gap',
    short: 'gap',
    label: 'Gap and fraction global against rank',
    charts: [gapChart(results, ranks), sharesChart(results, ranks)],
    remarks: remarksOf(results),
  };
}

function gapChart({ variants, convexRank, threshold, seeds }: NtkResults, ranks: readonly number[]): XyChart {
  const groups = groupsOf(variants);
  const aside = (i: number) => (groups.length > 1 ? 0.36 * (i / (groups.length - 1) - 0.5) : 0);
  const series = groups.flatMap((group, i): XySeries[] => {
    const own = variants.filter(variant => variant.group === group).sort((a, b) => a.rank - b.rank);
    const shared = { variant: null, colour: null, dash: i % 4, aside: aside(i) };
    return [
      {
        ...shared,
        name: group === '' ? '' : `median, ${group}`,
        style: 'line',
        points: own.flatMap(medianPoint),
      },
      { ...shared, name: '', style: 'points', points: own.flatMap(variant => heaps(variant)) },
    ];
  });
  const lines: PageLine[] = [
    ...(convexRank === null
      ? []
      : [
          {
            kind: 'observed',
            label: `rank(X*) = ${convexRank}`,
            shape: { kind: 'x', value: convexRank },
          } as const,
        ]),
    ...(threshold === null
      ? []
      : [
          {
            kind: 'bound',
            label: `r ≥ ${threshold}, none spurious`,
            shape: { kind: 'x', value: threshold },
          } as const,
        ]),
  ];
  const most = Math.max(...ranks, ...lines.map(({ shape }) => (shape.kind === 'x' ? shape.value : 0)));
  return {
    kind: 'xy',
    key: 'gap',
    title: 'Gap to full fine-tuning',
    caption: `Q/P* − 1, ${seeds === 1 ? 'one start' : `${seeds} starts`}`,
    summary: gapWords(variants, ranks),
    wide: false,
    x: { label: 'rank r', scale: 'linear', from: ranks[0]! - 0.5, to: most + 0.5, ticks: rankTicks(ranks) },
    y: { label: 'gap', scale: 'log', floor: { value: GAP_RESOLUTION, label: '≤ 10⁻¹²' } },
    series,
    lines,
    categories: categoriesOf(variants),
  };
}

function gapOf({ numbers }: NtkEnd): number | null {
  const gap = numbers['gap'];
  return gap === null || gap === undefined ? null : Math.max(gap, 0);
}

function medianPoint({ id, rank, ends }: NtkVariant): XyPoint[] {
  const gaps = ends.flatMap(end => gapOf(end) ?? []).sort((a, b) => a - b);
  const median = gaps[Math.floor((gaps.length - 1) / 2)];
  if (median === undefined) return [];
  return [{ x: rank, y: median, spread: null, variant: id, tone: 'neutral', count: 1, words: '' }];
}

/** Ends of the same kind and gap as one point that grows with their number. */
function heaps({ id, rank, ends }: NtkVariant): XyPoint[] {
  const found: { readonly gap: number; readonly ends: NtkEnd[] }[] = [];
  for (const end of ends) {
    const gap = gapOf(end);
    if (gap === null) continue;
    const heap = found.find(
      one =>
        one.ends[0]!.category === end.category &&
        (Math.max(one.gap, gap) <= GAP_RESOLUTION || Math.abs(one.gap - gap) <= SAME * one.gap),
    );
    if (heap) heap.ends.push(end);
    else found.push({ gap, ends: [end] });
  }
  return found.map(({ gap, ends: own }) => ({
    ...{ x: rank, y: gap, spread: null, variant: id, tone: toneOf(own[0]!), count: own.length },
    words: `${own.length} of ${ends.length} starts, ${categoryOf(own[0]!).label}`,
  }));
}

function gapWords(variants: readonly NtkVariant[], ranks: readonly number[]): string {
  const all = (rank: number) => variants.filter(variant => variant.rank === rank).flatMap(({ ends }) => ends);
  const clean = ranks.find(rank =>
    ranks
      .filter(each => each >= rank)
      .every(each => all(each).length > 0 && countGlobal(all(each)) === all(each).length),
  );
  return clean === undefined
    ? 'At no rank from which on every start so far ends at the global minimum.'
    : `From rank ${clean} on every start so far ends at the global minimum.`;
}

function sharesChart(
  { variants, convexRank, threshold, seeds }: NtkResults,
  ranks: readonly number[],
): SharesChart {
  const categories = categoriesOf(variants);
  const groups = groupsOf(variants);
  const place = (rank: number) => {
    const at = ranks.indexOf(rank);
    return at >= 0 ? at : ranks.filter(each => each < rank).length - 0.5;
  };
  return {
    kind: 'shares',
    key: 'shares',
    title: 'Where the starts end',
    caption: `${seeds === 1 ? 'one start' : `${seeds} starts`} a bar`,
    summary: groups.map(group => sharesWords(variants.filter(variant => variant.group === group))).join(' '),
    wide: false,
    unit: 'starts',
    categories,
    columns: { label: 'rank r', names: ranks.map(String) },
    lanes: groups,
    bars: variants.map(({ id, rank, group, ends }) => ({
      ...{ column: ranks.indexOf(rank), lane: groups.indexOf(group), variant: id },
      counts: categories.map(({ key }) => ends.filter(({ category }) => category === key).length),
    })),
    lines: [
      ...(convexRank === null
        ? []
        : [{ kind: 'observed', label: `rank(X*) = ${convexRank}`, at: place(convexRank) } as const]),
      ...(threshold === null || threshold > ranks.at(-1)!
        ? []
        : [
            {
              kind: 'bound',
              label: `none spurious from r = ${threshold}`,
              at: Math.ceil(place(threshold)) - 0.5,
            } as const,
          ]),
    ],
  };
}

/** `initScale 1: 0, 12, 16, 16 of 16 starts are global at ranks 1, 2, 3, 4.` */
function sharesWords(group: readonly NtkVariant[]): string {
  const ended = group.filter(({ ends }) => ends.length > 0).sort((a, b) => a.rank - b.rank);
  const [first] = ended;
  if (!first) return '';
  const totals = new Set(ended.map(({ ends }) => ends.length));
  const counts = ended.map(({ ends }) =>
    totals.size === 1 ? String(countGlobal(ends)) : `${countGlobal(ends)} of ${ends.length}`,
  );
  const of = totals.size === 1 ? ` of ${first.ends.length}` : '';
  const lead = first.group === '' ? '' : `${first.group}: `;
  return `${lead}${counts.join(', ')}${of} starts are global at ranks ${ended.map(({ rank }) => rank).join(', ')}.`;
}

function remarksOf({ variants, convexRank, threshold }: NtkResults): readonly string[] {
  const spurious = variants.filter(({ ends }) => ends.some(({ category }) => category === 'localMinimum'));
  const above = threshold === null ? [] : spurious.filter(({ rank }) => rank >= threshold);
  const at = threshold === null ? '' : ` = ${threshold}`;
  return [
    `Proven: from the smallest r${at} with r(r + 1)/2 > KN on there is no spurious local minimum, for almost every ` +
      'perturbation of the problem. The threshold is sufficient and not necessary: lower ranks may be clean, too.',
    ...(convexRank === null || convexRank < 2
      ? []
      : [
          `Below rank(X*) = ${convexRank} no uvᵀ can be the solution of full fine-tuning: the gap there is not an accident.`,
        ]),
    ...(above.length === 0
      ? []
      : [
          `This disagrees with the threshold: a spurious local minimum was found at ${above.map(({ name }) => name).join(', ')}. ` +
            'The theorem leaves out a set of problems of measure zero; look at certificate and smallest eigenvalue.',
        ]),
  ];
}
