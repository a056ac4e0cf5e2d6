import type { LoadedFiles, PageInput, ProblemKind, VariantRuns } from '../experiment/kinds/contract.ts';
import { problemKind } from '../experiment/kinds/registry.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import type { PageView } from '../protocol/page.ts';
import type { BatchModel } from './batchModel.ts';
import type { BatchNames } from './naming.ts';
import type { RunRecord, VariantRecord } from './record.ts';

/** The figures of a batch as far as its runs have ended. */
export type Pages = (model: BatchModel, names: BatchNames, ended: boolean) => readonly PageView[];

/**
 * Figures that the kinds of problem of these variants give. They are made again only when another run has ended:
 * the panel asks some times a second.
 */
export function pagesOf(
  variants: readonly VariantRecord[],
  files: LoadedFiles,
  kindOf: (kind: unknown) => Pick<ProblemKind, 'pages'> | undefined = problemKind,
): Pages {
  let kept: { readonly of: string; readonly pages: readonly PageView[] } | null = null;
  return (model, names, ended) => {
    const of = `${model.ended} ${ended}`;
    if (kept?.of !== of) kept = { of, pages: pagesNow(model, names, ended) };
    return kept.pages;
  };

  function pagesNow(model: BatchModel, names: BatchNames, ended: boolean): readonly PageView[] {
    if (model.ended === 0) return [];
    return kindsOf(variants).flatMap(kind => {
      const input: PageInput = {
        variants: variants.flatMap((variant, i) => variantRuns(variant, i, kind, model, names)),
        fields: names.fields,
        seeds: model.seeds.length,
        files,
        ended,
      };
      return kindOf(kind)?.pages?.(input) ?? [];
    });
  }
}

function kindsOf(variants: readonly VariantRecord[]): readonly unknown[] {
  return [
    ...new Set(
      variants.flatMap(({ resolved }) => (isResolvedVariant(resolved) ? [resolved.problem['kind']] : [])),
    ),
  ];
}

function variantRuns(
  { resolved }: VariantRecord,
  at: number,
  kind: unknown,
  model: BatchModel,
  names: BatchNames,
): readonly VariantRuns[] {
  const name = names.variants[at];
  if (name === undefined || !isResolvedVariant(resolved) || resolved.problem['kind'] !== kind) return [];
  return [{ ...name, variant: resolved, runs: model.records(at).map(endedRun) }];
}

function endedRun(record: RunRecord): VariantRuns['runs'][number] {
  const { seed, status, columns, samples } = record;
  return { seed, status, outcome: record, columns, rows: samples };
}
