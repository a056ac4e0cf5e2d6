import { html, type TemplateResult } from 'lit';
import { visibleVariants } from '../../src/charts/model/chartInput.ts';
import { timeUnits } from '../../src/charts/model/viewTime.ts';
import type { PanelView, ViewState } from '../../src/protocol/panel.ts';
import { icon } from '../icons.ts';
import {
  allShown,
  isZoomed,
  toggled,
  withMode,
  withTable,
  withTime,
  withX,
  withY,
  withoutZoom,
} from '../looking.ts';
import type { PanelActions } from './actions.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';
import { overlayMenu } from './overlayMenu.ts';
import { segment } from './segment.ts';
import { swatch } from './swatch.ts';

const UNIT_LABELS = { t: 't', steps: 'steps', lambda: 'λt' } as const;

/** How to look at the plots, and taking them out. */
export function toolbar(view: PanelView, state: ViewState, actions: PanelActions): TemplateResult {
  const units = timeUnits(view);
  const shown = visibleVariants(view, state).length;
  const look = (next: ViewState) => actions.look(next);
  return html`<div class="bar" role="toolbar" aria-label="Plots">
    ${segment(
      'y',
      [
        { value: 'log', label: 'log' },
        { value: 'linear', label: 'lin' },
      ],
      state.y,
      y => look(withY(state, y)),
    )}
    ${segment(
      'x',
      [
        { value: 'linear', label: 'lin' },
        { value: 'log', label: 'log' },
      ],
      state.x,
      x => look(withX(state, x)),
    )}
    ${
      units.length > 1
        ? segment(
            'time',
            units.map(value => ({ value, label: UNIT_LABELS[value] })),
            units.includes(state.time) ? state.time : 't',
            time => look(withTime(state, time, view)),
          )
        : ''
    }
    ${
      view.runs.seeds > 1
        ? segment(
            'seeds',
            [
              { value: 'bands', label: 'bands' },
              { value: 'lines', label: 'lines' },
            ],
            state.mode,
            mode => look(withMode(state, mode)),
            '',
            false,
          )
        : ''
    }
    ${overlayMenu(view, state, look)}
    <lora-menu
      class="series"
      .label=${`Series, ${shown} of ${view.variants.length} shown`}
      .face=${html`<span class="wide">Series&nbsp;</span>${shown} of ${view.variants.length} `}
      .items=${seriesItems(view, state, look)}
    ></lora-menu>
    <span class="space"></span>
    <span class="group">
      <button
        type="button"
        class="reset"
        title="Reset zoom"
        aria-label="Reset zoom"
        ?disabled=${!isZoomed(state)}
        @click=${() => look(withoutZoom(state))}
      >
        ${icon('resetZoom')}
      </button>
      <button
        type="button"
        class="as-table ${state.table ? 'on' : ''}"
        title="Show as table"
        aria-label="Show as table"
        aria-pressed=${state.table ? 'true' : 'false'}
        @click=${() => look(withTable(state, !state.table))}
      >
        ${icon('table')}
      </button>
      <lora-menu
        class="export"
        end
        .label=${'Export'}
        .face=${html`${icon('exportArrow')}<span class="wide">Export</span>`}
        .items=${
          [
            { label: 'Figure as SVG', act: () => actions.export('svg') },
            { label: 'Figure as PNG', act: () => actions.export('png') },
            { label: 'Data as CSV', act: () => actions.export('csv') },
          ] satisfies MenuItem[]
        }
      ></lora-menu>
    </span>
  </div>`;
}

function seriesItems(view: PanelView, state: ViewState, look: (state: ViewState) => void): MenuItem[] {
  const items = view.variants.map((variant): MenuItem => ({
    label: variant.name,
    content: html`${swatch(variant)}${variant.name}`,
    checked: !state.hidden.includes(variant.id),
    act: () => look(toggled(state, variant.id)),
  }));
  return [...items, { label: 'Show all', act: () => look(allShown(state)) }];
}
