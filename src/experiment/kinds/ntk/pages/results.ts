import { verdictInfos } from '../../../../engine/problem/ntk/verdicts.ts';
import type { PageCategory, Tone } from '../../../../protocol/page.ts';
import type { EndedRun, PageInput, VariantRuns } from '../../contract.ts';
import { variantWords } from '../../variantWords.ts';

/** What the runs of a batch in the NTK regime ended with, as its pages need it. */

export interface NtkResults {
  readonly variants: readonly NtkVariant[];
  /** Runs that each variant will have. */
  readonly seeds: number;
  /** Numbers that all variants share; null where they differ or are not known yet. */
  readonly convexRank: number | null;
  readonly threshold: number | null;
}

export interface NtkVariant {
  readonly id: string;
  /** `rank 2, initScale 0.01`. */
  readonly name: string;
  readonly rank: number;
  /** What differs besides the rank: `both, initScale 0.3`; empty where nothing does. */
  readonly group: string;
  readonly settings: VariantRuns['variant'];
  readonly ends: readonly NtkEnd[];
}

/** The end of one run; what a run does not have is null. */
export interface NtkEnd {
  readonly seed: number;
  /** Key of a category: a verdict, or `failed`. */
  readonly category: string;
  readonly numbers: Readonly<Record<string, number | null>>;
  readonly spectra: Readonly<Record<string, readonly number[]>>;
  readonly run: EndedRun;
}

const FAILED: PageCategory = { key: 'failed', label: 'failed', tone: 'bad' };
const CATEGORIES: readonly PageCategory[] = [
  ...verdictInfos.map(({ key, label, tone }) => ({ key, label, tone })),
  FAILED,
];

/** The runs that have ended by themselves; those that were stopped are left out. */
export function resultsOf({ variants, fields, seeds }: PageInput): NtkResults {
  const read = variants.map(({ id, name, labels, variant, runs }): NtkVariant => ({
    ...{ id, ...variantWords({ name, labels }, fields, 'rank') },
    rank: Number(variant.adapter['rank'] ?? Number.NaN),
    settings: variant,
    ends: runs.filter(({ status }) => status !== 'cancelled').map(endOf),
  }));
  return {
    variants: read,
    seeds,
    convexRank: shared(read, 'convexRank'),
    threshold: shared(read, 'threshold'),
  };
}

function endOf(run: EndedRun): NtkEnd {
  const { verdict, ends = {}, spectra = {} } = run.outcome;
  const known = CATEGORIES.some(({ key }) => key === verdict);
  const category = run.status === 'done' && verdict !== undefined && known ? verdict : FAILED.key;
  return { seed: run.seed, category, numbers: ends, spectra, run };
}

function shared(variants: readonly NtkVariant[], key: string): number | null {
  const values = new Set(variants.flatMap(({ ends }) => ends.flatMap(({ numbers }) => numbers[key] ?? [])));
  const [value] = values;
  return values.size === 1 && value !== undefined ? value : null;
}

/** The categories that occur, the best first. */
export function categoriesOf(variants: readonly NtkVariant[]): readonly PageCategory[] {
  const found = new Set(variants.flatMap(({ ends }) => ends.map(({ category }) => category)));
  return CATEGORIES.filter(({ key }) => found.has(key));
}

export function categoryOf({ category }: NtkEnd): PageCategory {
  return CATEGORIES.find(({ key }) => key === category) ?? FAILED;
}

export function toneOf(end: NtkEnd): Tone {
  return categoryOf(end).tone;
}

/** Ranks in ascending order, and groups in the order of the batch. */
export function ranksOf(variants: readonly NtkVariant[]): readonly number[] {
  return [...new Set(variants.map(({ rank }) => rank))].filter(Number.isFinite).sort((a, b) => a - b);
}

export function groupsOf(variants: readonly NtkVariant[]): readonly string[] {
  return [...new Set(variants.map(({ group }) => group))];
}

/** How many of the ends are global minima. */
export function countGlobal(ends: readonly NtkEnd[]): number {
  return ends.filter(({ category }) => category === 'global').length;
}

/** The ticks of an axis of ranks: every rank that was run. */
export function rankTicks(
  ranks: readonly number[],
): readonly { readonly value: number; readonly label: string }[] {
  return ranks.map(value => ({ value, label: String(value) }));
}
