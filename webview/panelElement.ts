import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { panelLayout, sideGap, type PanelLayout } from '../src/charts/layout.ts';
import { hasStarted, type ChartInput, type SeedLines } from '../src/charts/model/chartInput.ts';
import type { ChartModel } from '../src/charts/model/chartModel.ts';
import { pairs } from '../src/charts/model/curveModels.ts';
import { withIntervalFit } from '../src/charts/model/intervalTheory.ts';
import { shownPage, shownView } from '../src/charts/model/shownView.ts';
import { timeScale } from '../src/charts/model/viewTime.ts';
import { panelTokens } from '../src/charts/tokens.ts';
import { defaultViewState } from '../src/charts/viewState.ts';
import type { MatrixView } from '../src/protocol/directions.ts';
import type { PanelView } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import type { RateView } from '../src/protocol/rates.ts';
import type { PreviewView, WhatIfView } from '../src/protocol/whatIf.ts';
import type { ChartElement } from './charts/chartElement.ts';
import { isChartKey } from './charts/chartKeys.ts';
import type { Pointed } from './charts/pointed.ts';
import type { PanelActions } from './components/actions.ts';
import { chartHelp } from './components/chartHelp.ts';
import { comparisonTable } from './components/comparisonTable.ts';
import { dataTables } from './components/dataTable.ts';
import { emptyState } from './components/emptyState.ts';
import { eventsTable } from './components/eventsTable.ts';
import { header } from './components/header.ts';
import { kindPage } from './components/kindPage.ts';
import { legendTable, type LegendState } from './components/legendTable.ts';
import { mapPage } from './components/mapPage.ts';
import { multiplesPage, type SmallChart } from './components/multiplesPage.ts';
import { diagnosisNotes, notes } from './components/notes.ts';
import { pinnedTable } from './components/pinnedTable.ts';
import { ratesSection } from './components/ratesSection.ts';
import { runsTable } from './components/runsTable.ts';
import { staircasePage } from './components/staircasePage.ts';
import { summary } from './components/summary.ts';
import { sweepPage } from './components/sweepPage.ts';
import { toolbar } from './components/toolbar.ts';
import { previewName, whatIfStrip, type WhatIfInput } from './components/whatIfStrip.ts';
import { timeChart } from './components/timeChart.ts';
import { crossReading, type ReadAt } from './crossReading.ts';
import { asksWhatIf, withoutMode } from './looking.ts';
import { measuredIntervals } from './questions.ts';
import { changesCharts, chartsOf, layoutOf, type Charts } from './shownCharts.ts';
import type { Values } from './whatIf.ts';

/** The whole plot panel: draws a view as the reader chose to look at it. Owns the crosshair and nothing else. */
export class PanelElement extends LitElement {
  static override properties = {
    view: { attribute: false },
    look: { attribute: false },
    seeds: { attribute: false },
    pointed: { attribute: false },
    pointedSeeds: { attribute: false },
    seedsShown: { attribute: false },
    matrix: { attribute: false },
    rates: { attribute: false },
    preview: { attribute: false },
    whatIf: { attribute: false },
    values: { attribute: false },
    allFields: { state: true },
    message: { attribute: false },
    actions: { attribute: false },
    width: { state: true },
    cross: { state: true },
    sweepCross: { state: true },
    legendTop: { state: true },
  };

  declare view: PanelView | null;
  declare look: ViewState;
  /** Single seeds, once the host has sent them. */
  declare seeds: SeedLines;
  /** The line that is pointed at, in a chart or in the table. */
  declare pointed: Pointed | null;
  /** Single seeds of the variant that was pointed at last, and the variant whose are drawn. */
  declare pointedSeeds: SeedLines;
  declare seedsShown: string | null;
  /** The recorded matrix of a variant, once the host has sent it. */
  declare matrix: MatrixView | null;
  /** Rates in the measured interval, by `variantId/seriesKey`. */
  declare rates: Readonly<Record<string, RateView>> | null;
  /** What the edited text would do, while it differs from the batch. */
  declare preview: PreviewView | null;
  /** What the host last said to `values`, the settings that the reader dragged. */
  declare whatIf: WhatIfView | null;
  declare values: Values;
  /** The sliders are there for settings that the file does not write, too. */
  declare allFields: boolean;
  /** What became of the last thing that was asked for. */
  declare message: string;
  /** What the panel asks of its owner. */
  declare actions: PanelActions;
  /** Outer width in pixels. */
  declare width: number;
  /** Crosshair in shown time units. */
  declare cross: number | null;
  /** Crosshair of the sweep's chart, on its own axis as drawn. */
  declare sweepCross: number | null;
  /** How far a long table of variants is scrolled, in pixels. */
  declare legendTop: number;
  #charts: Charts = { main: null, lower: [] };
  readonly #resize = new ResizeObserver(entries => {
    const width = entries[0]?.borderBoxSize[0]?.inlineSize;
    if (width !== undefined && width > 0) this.width = Math.floor(width);
  });

  constructor(actions: PanelActions) {
    super();
    this.actions = actions;
    this.view = null;
    this.look = defaultViewState;
    this.seeds = {};
    this.pointed = null;
    this.pointedSeeds = {};
    this.seedsShown = null;
    this.matrix = null;
    this.rates = null;
    this.preview = null;
    this.whatIf = null;
    this.values = {};
    this.allFields = false;
    this.message = '';
    this.width = 0;
    this.cross = null;
    this.sweepCross = null;
    this.legendTop = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize.observe(this);
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize.disconnect();
    document.removeEventListener('keydown', this.#key);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { view } = this;
    // a table that was away comes back at its top
    if (!view || view.variants.length === 0 || shownView(view, this.look) === 'sweep') this.legendTop = 0;
    if (!view || this.width === 0) return;
    if (changesCharts(changed.keys())) this.#charts = chartsOf(this.#input(view));
  }

  #input(view: PanelView): ChartInput {
    const intervals = measuredIntervals(view, this.look);
    const drawn = withIntervalFit(view, this.look, this.rates, intervals);
    return {
      view: drawn.view,
      state: drawn.state,
      seeds: this.look.mode === 'lines' ? this.seeds : this.pointedSeeds,
      pointed: this.seedsShown,
      layout: layoutOf(view, this.look, this.width),
      tokens: panelTokens,
    };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, look } = this;
    if (!view || this.width === 0) return nothing;
    const layout = panelLayout(this.width);
    const reading = crossReading(view, look, this.cross);
    const inSweep = shownView(view, look) === 'sweep';
    const started = hasStarted(view);
    const foresees = !started && (view.state === 'empty' || view.state === 'running');
    const legend: LegendState = {
      ...{ top: this.legendTop, pointed: this.pointed?.variant ?? null },
      scroll: to => (this.legendTop = to),
    };
    // what the crosshair leaves as it is
    const unmoved = (part: () => unknown) => guard([view, look], part);
    this.style.setProperty('--gap', `${sideGap(this.width)}px`);
    this.classList.toggle('narrow', layout.loss.narrow);
    this.classList.toggle('stacking', layout.stacked);
    return html`<main>
      ${unmoved(
        () =>
          html`${header(view, look, this.actions)} ${started ? toolbar(view, look, this.actions) : nothing}
          ${notes([...view.notes, ...diagnosisNotes(view, look)], this.actions)}`,
      )}
      ${view.state === 'empty' ? emptyState(view, this.actions) : nothing}
      ${started ? this.#plots(view, layout, reading) : nothing}
      ${foresees ? this.#chart(this.#charts.main, reading.words) : nothing}
      ${inSweep ? nothing : legendTable(view, look, reading, legend, this.actions)}
      ${unmoved(
        () =>
          html`${inSweep ? nothing : html`${pinnedTable(view, look, this.actions)}${eventsTable(view, look, reading.unit)}`}
          ${comparisonTable(view, look)} ${runsTable(view, this.actions)}`,
      )}
      ${chartHelp()}
      <p class="hidden" role="status">${guard([view], () => summary(view))}</p>
      <p class="message ${this.message === '' ? 'hidden' : ''}" role="status">${this.message}</p>
    </main>`;
  }

  #plots(view: PanelView, layout: PanelLayout, reading: ReadAt): TemplateResult | typeof nothing {
    const { look } = this;
    const page = shownPage(view, look);
    if (page) return kindPage(page, view, look, this.width, this.actions);
    switch (shownView(view, look)) {
      case 'sweep': {
        const moveCross = (drawn: number | null) => (this.sweepCross = drawn);
        return sweepPage(view, look, this.width, this.sweepCross, moveCross, this.actions);
      }
      case 'map': {
        const { matrix, width, actions } = this;
        const cross = this.cross === null ? null : timeScale(view, look).draw(this.cross);
        const moveCross = (drawn: number | null) => this.#moveCross(drawn);
        return mapPage({ view, look, matrix, width, cross, moveCross, actions });
      }
      case 'multiples': {
        if (look.table) return dataTables(view, look, reading.unit);
        const { width, actions } = this;
        const chart: SmallChart = (model, pick) => this.#chart(model, reading.words, pick);
        return multiplesPage({ view, look, width, charts: this.#charts, chart, actions });
      }
      case 'staircase':
        if (look.table) return dataTables(view, look, reading.unit);
        return staircasePage(view, look, this.#chart(this.#charts.main, reading.words), this.actions);
      case 'curves':
      default:
        if (look.table) return dataTables(view, look, reading.unit);
        return html`${asksWhatIf(view, look) ? whatIfStrip(this.#asking()) : nothing}
        ${this.#page(layout, reading.words)} ${ratesSection(view, look, this.rates, this.actions)}`;
    }
  }

  #page(layout: PanelLayout, words: string): TemplateResult {
    const { main, lower } = this.#charts;
    return html`${this.#chart(main, words)}
    ${pairs(lower).map(
      row =>
        html`<div class="pair ${layout.stacked ? 'stacked' : ''}">
          ${row.map(model => this.#chart(model, words))}
        </div>`,
    )}`;
  }

  #asking(): WhatIfInput {
    const { whatIf: answer, values, allFields: all, actions } = this;
    return { ...{ answer, values, all, actions }, showAll: shown => (this.allFields = shown) };
  }

  /** `pick`: what a click on it does, where it does not choose the line. */
  #chart(
    model: ChartModel | null,
    words: string,
    pick?: Parameters<SmallChart>[1],
  ): TemplateResult | typeof nothing {
    const { view, look } = this;
    if (!model || !view) return nothing;
    const asked = asksWhatIf(view, look) ? this.whatIf?.preview : null;
    const isMain = model === this.#charts.main;
    return timeChart({
      ...{ view, look, model, isMain, words, actions: this.actions },
      ...{ cross: this.cross, pointed: this.pointed, preview: pick ? null : (asked ?? this.preview), pick },
      previewName: previewName(this.whatIf, this.values, isMain && !model.size.narrow),
      input: () => this.#input(view),
      moveCross: drawn => this.#moveCross(drawn),
    });
  }

  #moveCross(drawn: number | null): void {
    if (drawn === null || !this.view) {
      this.cross = null;
      return;
    }
    this.cross = timeScale(this.view, this.look).show(drawn);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    // with nothing in focus the arrows move the crosshair of the loss, and P pins it
    if (event.target === document.body && isChartKey(event.key))
      this.querySelector<ChartElement>('lora-chart.main')?.key(event);
    if (event.key !== 'Escape') return;
    const left = this.view && withoutMode(this.view, this.look);
    if (this.cross !== null) this.cross = null;
    else if (left) this.actions.look(left);
    else if (this.view?.state === 'running') this.actions.intent({ type: 'stop' });
    else return;
    event.preventDefault();
  };
}

customElements.define('lora-panel', PanelElement);
