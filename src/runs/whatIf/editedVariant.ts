import { canonicalJson } from '../../experiment/identity.ts';
import type { ResolvedVariantEntry } from '../../experiment/expand.ts';
import type { Json } from '../../experiment/json.ts';
import type { ResolvedVariant } from '../../experiment/kinds/contract.ts';
import { isResolvedVariant } from '../../experiment/resolvedVariant.ts';
import { nameVariants } from '../naming.ts';
import type { VariantRecord } from '../record.ts';

/** A variant of a file that is no longer one of those that are shown. */
export interface EditedVariant {
  readonly entry: ResolvedVariantEntry;
  /** Id of the shown variant with the same place in the grid, and its settings. */
  readonly id: string;
  readonly before: ResolvedVariant;
}

/** The first variant that an edit has changed; null where all are as they were, or the grid is another one. */
export function editedVariant(
  entries: readonly ResolvedVariantEntry[],
  shown: readonly VariantRecord[],
  seeds: readonly number[],
): EditedVariant | null {
  const known = new Set(shown.map(({ resolved }) => settingsText(resolved)));
  const at = entries.findIndex(({ resolved }) => !known.has(settingsText(resolved)));
  const entry = entries[at];
  const before = shown[entries.length === shown.length ? at : 0];
  if (entry === undefined || before === undefined || !isResolvedVariant(before.resolved)) return null;
  const { variants } = nameVariants(shown, seeds);
  return { entry, id: variants[shown.indexOf(before)]?.id ?? '', before: before.resolved };
}

/** Settings as text; what is recorded of a run makes it no other one. */
function settingsText(resolved: unknown): string {
  if (!isResolvedVariant(resolved)) return '';
  const { problem, adapter, dynamics } = resolved;
  return canonicalJson({ problem, adapter, dynamics } satisfies Json);
}
