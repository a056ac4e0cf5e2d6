import type { EventInfo } from '../engine/event/infos.ts';
import type { SeriesInfo } from '../engine/simulation.ts';
import { nothingExpected } from '../experiment/kinds/expectations.ts';
import { problemKind, problemKinds } from '../experiment/kinds/registry.ts';
import type { LoadedFiles } from '../experiment/kinds/contract.ts';
import { isResolvedVariant } from '../experiment/plan.ts';
import { theoryOf } from './overlays.ts';
import type { VariantFacts } from './panelView.ts';
import type { VariantRecord } from './record.ts';

/**
 * What theory says of a variant before it runs. For a batch from the store the files may be gone: what cannot be
 * derived without them is unknown, not an error.
 */
export function factsOf(
  variant: VariantRecord,
  files: LoadedFiles,
  paper: VariantFacts['paper'],
): VariantFacts {
  const { resolved } = variant;
  const kind = isResolvedVariant(resolved) ? problemKind(resolved.problem['kind']) : undefined;
  const theory = theoryOf(variant, files);
  if (kind === undefined || !isResolvedVariant(resolved)) {
    const quantities = { values: new Map<string, number>(), complete: false };
    return { lambda: Number.NaN, horizon: 0, paper, theory, quantities, expected: nothingExpected };
  }
  const { lambda, horizon } = kind.derive(resolved, files);
  const target = kind.target?.(resolved, files) ?? null;
  return {
    lambda: lambda ?? Number.NaN,
    horizon: horizon ?? 0,
    paper,
    theory,
    quantities: kind.quantitiesOf(resolved, files),
    expected: kind.expect(resolved, files),
    ...(target && { target }),
  };
}

/** Every event that the kinds of problem of these variants know. */
export function eventInfosOf(variants: readonly VariantRecord[]): readonly EventInfo[] {
  const kinds = new Set(
    variants.flatMap(({ resolved }) => (isResolvedVariant(resolved) ? [resolved.problem['kind']] : [])),
  );
  return problemKinds.filter(({ kind }) => kinds.has(kind)).flatMap(({ events }) => events);
}

/** Any column of any kind of problem by its key, numbered ones too: `loss`, `svF.2`. */
export function seriesInfo(key: string): SeriesInfo | undefined {
  for (const kind of problemKinds) {
    const found = kind.columnInfo(key);
    if (found !== undefined) return found;
  }
  return undefined;
}
