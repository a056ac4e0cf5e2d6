import type { EventInfo } from '../engine/event/infos.ts';
import { nothingExpected } from '../experiment/kinds/expectations.ts';
import type { LoadedFiles } from '../experiment/kinds/contract.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import { batchKind, kindOf } from './batchKind.ts';
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
  const kind = kindOf(variant);
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

/** Every event that the kind of problem of these variants knows. */
export function eventInfosOf(variants: readonly VariantRecord[]): readonly EventInfo[] {
  return batchKind(variants)?.events ?? [];
}
