import { html, type TemplateResult } from 'lit';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import { withDrag, withoutPins, withSmoothing } from '../looking.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';

const DRAGS = [
  { kind: 'time', label: 'Zooms time' },
  { kind: 'values', label: 'Zooms values (Shift)' },
  { kind: 'box', label: 'Zooms to a box (Ctrl or Cmd)' },
  { kind: 'pan', label: 'Moves the plot (Alt; Alt with arrows)' },
] as const;

const SMOOTHINGS = [
  { kind: null, label: 'None' },
  { kind: 'light', label: 'Over 2 % of the time' },
  { kind: 'strong', label: 'Over 8 % of the time' },
] as const;

/** How plots answer the pointer and, where curves can be `smoothable`, how they are drawn. */
export function lookMenu(
  state: ViewState,
  look: (state: ViewState) => void,
  smoothable: boolean,
): TemplateResult {
  const name = smoothable ? 'Dragging and smoothing' : 'Dragging';
  const drags = DRAGS.map(({ kind, label }, i): MenuItem => ({
    label,
    checked: (state.drag ?? 'time') === kind,
    act: () => look(withDrag(state, kind)),
    ...(i === 0 && { section: 'Dragging over a plot' }),
  }));
  const smoothings = SMOOTHINGS.map(({ kind, label }, i): MenuItem => ({
    label,
    checked: (state.smooth ?? null) === kind,
    act: () => look(withSmoothing(state, kind)),
    ...(i === 0 && { section: 'Smoothing' }),
  }));
  const pins: MenuItem[] =
    (state.pins ?? []).length > 0
      ? [
          {
            label: 'Take all pins out',
            act: () => look(withoutPins(state)),
            section: 'Pins (P at the crosshair)',
          },
        ]
      : [];
  return html`<lora-menu
    class="looks"
    end
    .label=${name}
    .face=${html`<span title=${name}>${icon('settings')}</span>`}
    .items=${[...drags, ...(smoothable ? smoothings : []), ...pins]}
  ></lora-menu>`;
}
