import { html, nothing, svg, type TemplateResult } from 'lit';
import { mainSeries, selectedVariant, seriesOf } from '../../src/charts/model/chartInput.ts';
import { isOn, overlaysFor } from '../../src/charts/model/overlayChoice.ts';
import { THEORY_STYLES } from '../../src/charts/model/theory.ts';
import { seriesTitle } from '../../src/charts/seriesNames.ts';
import type { OverlayKind, OverlayView } from '../../src/protocol/overlay.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import { withOverlay, withUsualOverlays } from '../looking.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';

/** The theory of the selected variant: a switch for each line, and what is withheld, with its reason. */
export function overlayMenu(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
): TemplateResult | typeof nothing {
  if (view.overlays.length === 0) return nothing;
  const selected = selectedVariant(view, state);
  const overlays = overlaysFor(view, selected);
  const drawable = overlays.filter(({ shape }) => shape.kind !== 'withheld');
  const withheld = overlays.filter(({ shape }) => shape.kind === 'withheld');
  const switches = drawable.map((overlay, i): MenuItem => {
    const on = isOn(overlay, view, state);
    return {
      label: title(overlay, view),
      content: html`${sample(overlay)}${title(overlay, view)}`,
      detail: detail(overlay),
      checked: on,
      act: () => look(withOverlay(state, overlay.id, !on)),
      ...(i === 0 && { section: `Theory of ${selected?.name ?? 'the run'}` }),
    };
  });
  const reasons = withheld.map((overlay, i): MenuItem => ({
    label: title(overlay, view),
    content: html`<span class="hidden">not drawn, </span>${title(overlay, view)}`,
    detail: detail(overlay),
    disabled: true,
    act: () => undefined,
    ...(i === 0 && { section: 'Not drawn' }),
  }));
  const usual: MenuItem = { label: 'Show what is usual', act: () => look(withUsualOverlays(state)) };
  return html`<lora-menu
    class="overlays"
    .label=${'Overlays'}
    .face=${html`${icon('layers')}<span class="wide">Overlays&nbsp;</span>`}
    .items=${[...switches, ...reasons, ...(state.overlays.length > 0 ? [usual] : [])]}
  ></lora-menu>`;
}

/** Over which series, where it is not that of the first chart. */
function title({ kind, label, on }: OverlayView, view: PanelView): string {
  const series = seriesOf(view, on);
  const where = on === mainSeries(view) ? '' : ` (${series ? seriesTitle(series).toLowerCase() : on})`;
  return `${kind}: ${label}${where}`;
}

function detail({ formula, validity }: OverlayView): TemplateResult {
  return html`${formula === '' ? nothing : html`<span class="formula">${formula}</span>`}<span
      class="validity"
      >${validity}</span
    >`;
}

/** A piece of the line, or the mark on the axis. */
function sample({ kind, shape }: OverlayView): TemplateResult {
  const mark =
    shape.kind === 'time'
      ? svg`<path d="M8 5H20M14 0V10" stroke="currentColor" stroke-width="1.5"/>`
      : line(kind);
  return html`<svg class="swatch" width="28" height="10" aria-hidden="true">${mark}</svg>`;
}

function line(kind: OverlayKind) {
  const { dash, width } = THEORY_STYLES[kind];
  return svg`<line x1="1" x2="27" y1="5" y2="5" stroke="currentColor" stroke-width=${width} stroke-dasharray=${dash.join(' ')} stroke-linecap=${kind === 'prediction' ? 'round' : 'butt'} />`;
}
