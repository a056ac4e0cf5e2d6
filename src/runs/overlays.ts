import type { LoadedFiles, Measured } from '../experiment/kinds/contract.ts';
import { isResolvedVariant } from '../experiment/resolvedVariant.ts';
import type { OverlayView } from '../protocol/overlay.ts';
import { kindOf } from './batchKind.ts';
import type { VariantRecord } from './record.ts';

/** Theory of one variant, given what was measured. */
export type Theory = (measured: Measured) => readonly Omit<OverlayView, 'variant'>[];

/** What the variant’s kind of problem knows; nothing for settings of another version. */
export function theoryOf({ resolved }: VariantRecord, files: LoadedFiles): Theory {
  if (!isResolvedVariant(resolved)) return () => [];
  const kind = kindOf({ resolved });
  return measured => kind?.overlays?.(resolved, files, measured) ?? [];
}
