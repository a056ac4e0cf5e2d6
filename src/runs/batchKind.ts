import type { ProblemKind } from '../experiment/kinds/contract.ts';
import { problemKind } from '../experiment/kinds/registry.ts';
import type { CurvePageView } from '../protocol/curvePage.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import type { SeriesLookup } from './batchModel.ts';
import type { VariantRecord } from './record.ts';

/** Charts over time of settings of another version: none. */
export const NO_CHARTS: CurvePageView = { x: 'linear', charts: [] };

/** The kind of problem of a variant; undefined for settings of another version. */
export function kindOf({ resolved }: Pick<VariantRecord, 'resolved'>): ProblemKind | undefined {
  return isResolvedVariant(resolved) ? problemKind(resolved.problem['kind']) : undefined;
}

/** The kind of problem of a batch: `problem.kind` cannot be swept, so that all variants are of one. */
export function batchKind(variants: readonly Pick<VariantRecord, 'resolved'>[]): ProblemKind | undefined {
  for (const variant of variants) {
    const kind = kindOf(variant);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** Any column of these variants by its key, numbered ones too (`svF.2`), and any number of their end states. */
export function seriesLookup(variants: readonly Pick<VariantRecord, 'resolved'>[]): SeriesLookup {
  const kind = batchKind(variants);
  return key => kind?.columnInfo(key) ?? kind?.ends.find(info => info.key === key);
}
