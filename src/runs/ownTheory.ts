import type { ProblemKind, Quantities } from '../experiment/kinds/contract.ts';
import type { LoadedExperiment } from '../experiment/load.ts';
import { chartedSeries } from '../experiment/ownTheory/chartedSeries.ts';
import type { LoadedReference } from '../experiment/ownTheory/references.ts';
import { OWN_KINDS, type OwnOverlay } from '../experiment/ownTheory/settings.ts';
import { isObject } from '../protocol/objectGuards.ts';
import type { OverlayView } from '../protocol/overlay.ts';
import type { VariantView } from '../protocol/panel.ts';
import { NO_CHARTS, batchKind } from './batchKind.ts';
import type { BatchModel } from './batchModel.ts';
import { ownOverlays, type ScaleOf } from './ownOverlays.ts';
import type { VariantRecord } from './record.ts';
import { referenceOverlays } from './referenceOverlays.ts';

/** What a file draws besides its curves: its own lines, and curves from elsewhere. */
export interface OwnTheory {
  readonly overlays: readonly OwnOverlay[];
  readonly references: readonly LoadedReference[];
}

/** That of a file as it is now. */
export function ownTheoryOf(loaded: Pick<LoadedExperiment, 'experiment' | 'references'> | null): OwnTheory {
  return { overlays: loaded?.experiment?.overlays ?? [], references: loaded?.references ?? [] };
}

/** That of a stored batch, whose tables are not read again; anything that is no line is left out. */
export function storedOwnTheory(experiment: unknown): OwnTheory {
  const overlays = isObject(experiment) ? experiment['overlays'] : undefined;
  return { overlays: Array.isArray(overlays) ? overlays.filter(isOwnOverlay) : [], references: [] };
}

function isOwnOverlay(value: unknown): value is OwnOverlay {
  return (
    isObject(value) &&
    ['on', 'label', 'expr'].every(key => typeof value[key] === 'string') &&
    OWN_KINDS.some(kind => kind === value['kind']) &&
    isObject(value['with']) &&
    Object.values(value['with']).every(constant => typeof constant === 'number')
  );
}

/** What they are drawn over. */
export interface Drawn {
  readonly variants: readonly Pick<VariantRecord, 'resolved'>[];
  /** In the order of the batch. */
  readonly views: readonly Pick<VariantView, 'id' | 'name' | 'learningRate'>[];
  readonly facts: readonly { readonly horizon: number; readonly quantities: Quantities }[];
  readonly model: BatchModel;
  /** End of the time axis. */
  readonly horizon: number;
}

/** The file's own lines and curves from elsewhere, as the panel draws them. */
export function ownTheoryViews(
  own: OwnTheory,
  { variants, views, facts, model, horizon }: Drawn,
): readonly OverlayView[] {
  if (own.overlays.length === 0 && own.references.length === 0) return [];
  const kind = batchKind(variants);
  const scaleOf = scalesIn(model, kind);
  const lines = ownOverlays(
    own.overlays,
    facts.map((fact, i) => ({
      id: views[i]?.id ?? '',
      horizon: fact.horizon > 0 ? Math.min(fact.horizon, horizon) : horizon,
      quantities: fact.quantities,
    })),
    scaleOf,
    kind ?? { quantities: [], curvePage: NO_CHARTS },
  );
  if (own.references.length === 0) return lines;
  // Every recorded point: between those that the panel draws a gap would be one of drawing.
  const compared = views.map((view, i) => ({ ...view, curves: model.curves(i) }));
  return [...lines, ...referenceOverlays(own.references, compared, scaleOf, kind ? chartedSeries(kind) : [])];
}

/** How series are drawn. Before the first sample every series that there can be counts as recorded. */
function scalesIn(model: BatchModel, kind: ProblemKind | undefined): ScaleOf {
  const recorded = new Map(model.series.map(({ key, scale }) => [key, scale]));
  if (recorded.size > 0) return on => recorded.get(on);
  return on => kind?.series.find(({ key }) => key === on)?.scale ?? 'linear';
}
