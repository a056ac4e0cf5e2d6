import { html, type TemplateResult } from 'lit';
import { shownPage, shownView } from '../../src/charts/model/shownView.ts';
import { sweepLook } from '../../src/charts/model/sweepModel.ts';
import { timeAxisScale, timeUnits } from '../../src/charts/model/viewTime.ts';
import { seriesTitle } from '../../src/charts/seriesNames.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import {
  isZoomed,
  withMeasuring,
  withMode,
  withSweepAxis,
  withSweepSeries,
  withTable,
  withTime,
  withWhatIf,
  withX,
  withY,
  withoutZoom,
} from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { exportMenu } from './exportMenu.ts';
import { facetMenu } from './facetMenu.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';
import { lookMenu } from './lookMenu.ts';
import { overlayMenu } from './overlayMenu.ts';
import { segment } from './segment.ts';
import { seriesMenu } from './seriesMenu.ts';
import { viewMenu } from './viewMenu.ts';

const UNIT_LABELS = { t: 't', steps: 'steps', lambda: 'λt' } as const;

/** How to look at the plots, and taking them out. */
export function toolbar(view: PanelView, state: ViewState, actions: PanelActions): TemplateResult {
  const look = (next: ViewState) => actions.look(next);
  const shownAs = shownView(view, state);
  const curves = shownAs === 'curves';
  const multiples = shownAs === 'multiples';
  // a page has its own axes
  const page = shownPage(view, state) !== null;
  // of the map there is no figure: the curves of its batch are what is saved
  const figure = shownAs === 'map' ? 'Curves' : 'Figure';
  return html`<div class="bar" role="toolbar" aria-label="Plots">
    ${viewMenu(view, state, look)} ${page ? '' : lookingControls(view, state, look)}
    <span class="space"></span>
    <span class="group">
      ${
        curves && !view.grouping
          ? html`<button
              type="button"
              class="measure ${state.measure ? 'on' : ''}"
              title="Measure rate: drag over a chart chooses an interval"
              aria-label="Measure rate"
              aria-pressed=${state.measure ? 'true' : 'false'}
              ?disabled=${state.table}
              @click=${() => look(withMeasuring(state, !state.measure))}
            >
              ${icon('ruler')}
            </button>`
          : ''
      }
      ${curves || multiples || shownAs === 'staircase' ? lookMenu(state, look, curves || multiples) : ''}
      <button
        type="button"
        class="reset"
        title="Reset zoom"
        aria-label="Reset zoom"
        ?disabled=${page || shownAs === 'sweep' || shownAs === 'map' || !isZoomed(state)}
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
        ?disabled=${shownAs === 'sweep' || shownAs === 'map'}
        @click=${() => look(withTable(state, !state.table))}
      >
        ${icon('table')}
      </button>
      ${
        curves && !view.comparison && !view.grouping
          ? html`<button
              type="button"
              class="asks ${state.whatIf ? 'on' : ''}"
              title="What if? Drag the settings of the file and see the curve they would give"
              aria-pressed=${state.whatIf ? 'true' : 'false'}
              ?disabled=${state.table}
              @click=${() => look(withWhatIf(state, !state.whatIf))}
            >
              What if?
            </button>`
          : ''
      }
      ${exportMenu(figure, page, actions)}
    </span>
  </div>`;
}

/** Axes, units and what is drawn over time. */
function lookingControls(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
): TemplateResult {
  const units = timeUnits(view);
  const shownAs = shownView(view, state);
  const curves = shownAs === 'curves';
  const multiples = shownAs === 'multiples';
  return html`${segment(
    'y',
    [
      { value: 'log', label: 'log' },
      { value: 'linear', label: 'lin' },
    ],
    state.y,
    y => look(withY(state, y)),
  )}
  ${
    shownAs === 'sweep'
      ? sweepMenus(view, state, look)
      : html`${segment(
          'x',
          [
            { value: 'linear', label: 'lin' },
            { value: 'log', label: 'log' },
          ],
          timeAxisScale(view, state),
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
          (curves || multiples) && view.runs.seeds > 1
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
        ${curves ? overlayMenu(view, state, look) : ''} ${multiples ? facetMenu(view, state, look) : ''}
        ${curves || multiples ? seriesMenu(view, state, look) : ''}`
  }`;
}

/** Which series the sweep shows, and along which setting. */
function sweepMenus(view: PanelView, state: ViewState, look: (state: ViewState) => void): TemplateResult {
  const sweep = sweepLook(view, state);
  if (!sweep) return html``;
  const { axes, series: all } = sweep.sweep;
  const field = axes[sweep.axis]?.field ?? '';
  const items = (entries: readonly { readonly label: string; readonly act: () => void }[]): MenuItem[] => [
    ...entries,
  ];
  return html`<lora-menu
      class="metric"
      .label=${`Ends of ${seriesTitle(sweep.series).toLowerCase()}`}
      .face=${html`<span class="wide muted">of&nbsp;</span>${seriesTitle(sweep.series).toLowerCase()} `}
      .items=${items(all.map(one => ({ label: seriesTitle(one), act: () => look(withSweepSeries(state, one.key)) })))}
    ></lora-menu>
    ${
      axes.length > 1
        ? html`<lora-menu
            class="axis"
            .label=${`Ends along ${field}`}
            .face=${html`<span class="wide muted">along&nbsp;</span>${field} `}
            .items=${items(axes.map(axis => ({ label: axis.field, act: () => look(withSweepAxis(state, axis.path)) })))}
          ></lora-menu>`
        : ''
    }`;
}
