import type { OverlayView } from '../../protocol/overlay.ts';
import type { PanelView, VariantView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import { lastDefined } from '../curveAt.ts';

/** The theory of one variant, and what belongs to all. */
export function overlaysFor(view: PanelView, variant: VariantView | null): readonly OverlayView[] {
  return view.overlays.filter(overlay => overlay.variant === null || overlay.variant === variant?.id);
}

/** Whether an overlay is drawn: as the reader switched it, or where it says something about what is shown. */
export function isOn(overlay: OverlayView, view: PanelView, state: ViewState): boolean {
  if (overlay.shape.kind === 'withheld') return false;
  if (state.overlays.includes(`+${overlay.id}`)) return true;
  if (state.overlays.includes(`-${overlay.id}`)) return false;
  return isUseful(overlay, view);
}

/** Key of the predicted T½. */
export const ESCAPE = 'escape';

/** Predicted T½ with its spread over seeds, by variant; absent where nothing is predicted. */
export function escapeTimes({
  overlays,
}: PanelView): ReadonlyMap<string, { readonly t: number; readonly sd: number }> {
  const escapes = new Map<string, { readonly t: number; readonly sd: number }>();
  for (const { id, variant, shape } of overlays)
    if (id === ESCAPE && variant !== null && shape.kind === 'time' && !escapes.has(variant))
      escapes.set(variant, shape);
  return escapes;
}

/** Lines that are drawn on demand only: each takes a second look to be read rightly. */
export const ON_DEMAND: readonly string[] = ['tail-slope'];

/** Decades from the end of a curve within which a level says something about it. */
const NEAR = 3;

/** What a reader sees without asking: no fit of what is drawn anyway, no level far from the curve. */
function isUseful(overlay: OverlayView, view: PanelView): boolean {
  const { kind, shape } = overlay;
  if (kind === 'reference' || overlay.id.startsWith('own:')) return true;
  if (kind === 'fit' || ON_DEMAND.includes(overlay.id)) return false;
  if (shape.kind !== 'level') return true;
  const curve = view.variants.find(({ id }) => id === overlay.variant)?.curves[overlay.on];
  const last = curve ? lastDefined(curve.mean) : -1;
  return !curve || last < 0 || Math.abs(curve.mean[last]! - shape.value) <= NEAR;
}
