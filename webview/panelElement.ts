import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import './charts/chartElement.ts';
import { panelLayout, shownLayout, sideGap, type PanelLayout } from '../src/charts/layout.ts';
import type { ChartInput, SeedLines } from '../src/charts/model/chartInput.ts';
import type { ChartModel } from '../src/charts/model/chartModel.ts';
import { curveModels, pairs } from '../src/charts/model/curveModels.ts';
import { withIntervalFit } from '../src/charts/model/intervalTheory.ts';
import { predictedModel } from '../src/charts/model/predictedModel.ts';
import { previewLine } from '../src/charts/model/previewLine.ts';
import { shownPage, shownView } from '../src/charts/model/shownView.ts';
import { staircaseModel } from '../src/charts/model/staircaseModel.ts';
import { timeScale } from '../src/charts/model/viewTime.ts';
import { fixed } from '../src/charts/numbers.ts';
import { panelTokens } from '../src/charts/tokens.ts';
import { defaultViewState } from '../src/charts/viewState.ts';
import type { MatrixView } from '../src/protocol/directions.ts';
import type { PanelView, ViewState } from '../src/protocol/panel.ts';
import type { RateView } from '../src/protocol/rates.ts';
import type { PreviewView, WhatIfView } from '../src/protocol/whatIf.ts';
import type { ChartElement, ChartEvents } from './charts/chartElement.ts';
import type { PanelActions } from './components/actions.ts';
import { comparisonTable } from './components/comparisonTable.ts';
import { dataTables } from './components/dataTable.ts';
import { emptyState } from './components/emptyState.ts';
import { eventsTable } from './components/eventsTable.ts';
import { header } from './components/header.ts';
import { kindPage } from './components/kindPage.ts';
import { legendTable, type ReadAt } from './components/legendTable.ts';
import { mapPage } from './components/mapPage.ts';
import { diagnosisNotes, notes } from './components/notes.ts';
import { ratesSection } from './components/ratesSection.ts';
import { runsTable } from './components/runsTable.ts';
import { staircasePage } from './components/staircasePage.ts';
import { summary } from './components/summary.ts';
import { sweepPage } from './components/sweepPage.ts';
import { toolbar } from './components/toolbar.ts';
import { previewName, whatIfStrip, type WhatIfInput } from './components/whatIfStrip.ts';
import { crossValues } from './charts/crosshair.ts';
import { dragged, scaled } from './chartGestures.ts';
import { crossReading } from './crossReading.ts';
import { asksWhatIf, hasStarted, withoutMode, withoutZoom } from './looking.ts';
import { isMeasured, measuredIntervals } from './questions.ts';
import type { Values } from './whatIf.ts';

/** The charts over time that are shown. */
type Charts = ReturnType<typeof curveModels>;

/** What changes many times a second, and changes no chart. */
const LIGHT: ReadonlySet<string> = new Set(['cross', 'message', 'preview', 'whatIf', 'values', 'allFields']);

/** The whole plot panel: draws a view as the reader chose to look at it. Owns the crosshair and nothing else. */
export class PanelElement extends LitElement {
  static override properties = {
    view: { attribute: false },
    look: { attribute: false },
    seeds: { attribute: false },
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
  };

  declare view: PanelView | null;
  declare look: ViewState;
  /** Single seeds, once the host has sent them. */
  declare seeds: SeedLines;
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
    if (!view || this.width === 0) return;
    if (![...changed.keys()].some(name => !LIGHT.has(String(name)))) return;
    const input = this.#input(view);
    this.#charts = !hasStarted(view)
      ? { main: predictedModel(input), lower: [] }
      : shownView(view, this.look) === 'staircase'
        ? { main: staircaseModel(input), lower: [] }
        : curveModels(input);
  }

  #input(view: PanelView): ChartInput {
    const intervals = measuredIntervals(view, this.look);
    const drawn = withIntervalFit(view, this.look, this.rates, intervals);
    return {
      view: drawn.view,
      state: drawn.state,
      seeds: this.seeds,
      layout: shownLayout(
        this.width,
        hasStarted(view) ? shownView(view, this.look) : 'curves',
        asksWhatIf(view, this.look),
      ),
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
    this.style.setProperty('--gap', `${sideGap(this.width)}px`);
    this.classList.toggle('narrow', layout.loss.narrow);
    this.classList.toggle('stacking', layout.stacked);
    return html`<main>
      ${header(view, look, this.actions)} ${started ? toolbar(view, look, this.actions) : nothing}
      ${notes([...view.notes, ...diagnosisNotes(view, look)], this.actions)}
      ${view.state === 'empty' ? emptyState(view, this.actions) : nothing}
      ${started ? this.#plots(view, layout, reading) : nothing}
      ${foresees ? this.#chart(this.#charts.main, reading.words) : nothing}
      ${inSweep ? nothing : html`${legendTable(view, look, reading, this.actions)}${eventsTable(view, look, reading.unit)}`}
      ${comparisonTable(view, look)} ${runsTable(view, this.actions)}
      <p class="hidden" id="chart-help">
        Left and right arrow keys move the crosshair, with Shift faster; plus and minus zoom time, up and down
        arrow keys zoom the values, 0 shows all, Escape removes the crosshair, then leaves what was turned to.
      </p>
      <p class="hidden" role="status">${summary(view)}</p>
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
    return {
      ...{ answer, values, all, actions },
      showAll: shown => (this.allFields = shown),
    };
  }

  #chart(model: ChartModel | null, words: string): TemplateResult | typeof nothing {
    const { view, look } = this;
    if (!model || !view) return nothing;
    const time = timeScale(view, look);
    const preview = asksWhatIf(view, look) && this.whatIf?.preview ? this.whatIf.preview : this.preview;
    const gestured = () => ({ input: this.#input(view), look, model });
    const send = (act: (event: CustomEvent) => void) => (event: Event) => {
      if (event instanceof CustomEvent) act(event);
    };
    return html`<lora-chart
      class="figure ${model.key} ${model === this.#charts.main ? 'main' : ''}"
      .model=${model}
      .cross=${this.cross === null ? null : time.draw(this.cross)}
      .timeText=${words.replace(/^at (t|step|λt) =? ?/, '')}
      .readoutText=${this.#spoken(model, words)}
      .interval=${this.#interval(model.key)}
      .preview=${preview && previewLine(view, look, model, preview)}
      .previewName=${previewName(this.whatIf, this.values, model === this.#charts.main && !model.size.narrow)}
      @chart-cross=${send(event => this.#moveCross(event.detail as ChartEvents['cross']))}
      @chart-zoom=${send(event => this.actions.look(dragged(gestured(), event.detail as ChartEvents['zoom'])))}
      @chart-scale=${send(event => this.actions.look(scaled(gestured(), event.detail as ChartEvents['scale'])))}
      @chart-reset=${() => this.actions.look(withoutZoom(this.look))}
    ></lora-chart>`;
  }

  /** The measured interval in drawn time, on the charts where it can be dragged. */
  #interval(key: string): readonly [number, number] | null {
    const interval = this.look.measure?.interval;
    if (!interval || !this.view || !isMeasured(this.view, key)) return null;
    const time = timeScale(this.view, this.look);
    return [time.draw(interval[0]), time.draw(interval[1])];
  }

  #spoken(model: ChartModel, words: string): string {
    if (this.cross === null || !this.view) return `${model.title}, no crosshair`;
    const values = crossValues(model, timeScale(this.view, this.look).draw(this.cross));
    return `${words}: ${values.map(({ name, value }) => `${name} ${fixed(value)}`).join('; ')}`;
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
    // with nothing in focus the arrows move the crosshair of the loss
    if (event.target === document.body && event.key.startsWith('Arrow'))
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
