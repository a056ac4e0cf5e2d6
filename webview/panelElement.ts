import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import './charts/chartElement.ts';
import { panelLayout, sideGap, type PanelLayout } from '../src/charts/layout.ts';
import { alignmentModel } from '../src/charts/model/alignmentModel.ts';
import type { SeedLines } from '../src/charts/model/chartInput.ts';
import type { TimeChartKey, ChartModel } from '../src/charts/model/chartModel.ts';
import { lossModel } from '../src/charts/model/lossModel.ts';
import { showsSweep } from '../src/charts/model/sweepModel.ts';
import { phasesModel } from '../src/charts/model/phasesModel.ts';
import { predictedModel } from '../src/charts/model/predictedModel.ts';
import { lossWindow, timeScale } from '../src/charts/model/viewTime.ts';
import { fixed } from '../src/charts/numbers.ts';
import { panelTokens } from '../src/charts/tokens.ts';
import { defaultViewState } from '../src/charts/viewState.ts';
import type { PanelView, ViewState } from '../src/protocol/panel.ts';
import type { ChartElement, ChartEvents } from './charts/chartElement.ts';
import type { PanelActions } from './components/actions.ts';
import { dataTables } from './components/dataTable.ts';
import { emptyState } from './components/emptyState.ts';
import { eventsTable } from './components/eventsTable.ts';
import { header } from './components/header.ts';
import { legendTable, type ReadAt } from './components/legendTable.ts';
import { diagnosisNotes, notes } from './components/notes.ts';
import { summary } from './components/summary.ts';
import { sweepPage } from './components/sweepPage.ts';
import { toolbar } from './components/toolbar.ts';
import { crossValues } from './charts/crosshair.ts';
import { crossReading } from './crossReading.ts';
import { scaledRange, withTimeZoom, withValueZoom, withoutZoom } from './looking.ts';

/** The whole plot panel: draws a view as the reader chose to look at it. Owns the crosshair and nothing else. */
export class PanelElement extends LitElement {
  static override properties = {
    view: { attribute: false },
    look: { attribute: false },
    seeds: { attribute: false },
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
  #models: Readonly<Partial<Record<TimeChartKey, ChartModel | null>>> = {};
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
    if (![...changed.keys()].some(name => name !== 'cross' && name !== 'message')) return;
    const input = {
      view,
      state: this.look,
      seeds: this.seeds,
      layout: panelLayout(this.width),
      tokens: panelTokens,
    };
    this.#models = hasStarted(view)
      ? { loss: lossModel(input), alignment: alignmentModel(input), phases: phasesModel(input) }
      : { loss: predictedModel(input) };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { view, look } = this;
    if (!view || this.width === 0) return nothing;
    const layout = panelLayout(this.width);
    const reading = crossReading(view, look, this.cross);
    const inSweep = showsSweep(view, look);
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
      ${foresees ? this.#chart('loss', reading.words) : nothing}
      ${inSweep ? nothing : html`${legendTable(view, look, reading, this.actions)}${eventsTable(view, look, reading.unit)}`}
      <p class="hidden" id="chart-help">
        Left and right arrow keys move the crosshair, with Shift faster; plus and minus zoom time, up and down
        arrow keys zoom the values, 0 shows all, Escape removes the crosshair.
      </p>
      <p class="hidden" role="status">${summary(view)}</p>
      <p class="message ${this.message === '' ? 'hidden' : ''}" role="status">${this.message}</p>
    </main>`;
  }

  #plots(view: PanelView, layout: PanelLayout, reading: ReadAt): TemplateResult | typeof nothing {
    const { look } = this;
    if (showsSweep(view, look)) {
      const moveCross = (drawn: number | null) => (this.sweepCross = drawn);
      return sweepPage(view, look, this.width, this.sweepCross, moveCross, this.actions);
    }
    return look.table ? dataTables(view, look, reading.unit) : this.#charts(layout, reading.words);
  }

  #charts(layout: PanelLayout, words: string): TemplateResult {
    return html`${this.#chart('loss', words)}
      <div class="pair ${layout.stacked ? 'stacked' : ''}">
        ${this.#chart('alignment', words)} ${this.#chart('phases', words)}
      </div>`;
  }

  #chart(key: TimeChartKey, words: string): TemplateResult | typeof nothing {
    const model = this.#models[key];
    if (!model || !this.view) return nothing;
    const time = timeScale(this.view, this.look);
    const send = (act: (event: CustomEvent) => void) => (event: Event) => {
      if (event instanceof CustomEvent) act(event);
    };
    return html`<lora-chart
      class="figure ${key}"
      .model=${model}
      .cross=${this.cross === null ? null : time.draw(this.cross)}
      .timeText=${words.replace(/^at (t|step|λt) =? ?/, '')}
      .readoutText=${this.#spoken(model, words)}
      @chart-cross=${send(event => this.#moveCross(event.detail as ChartEvents['cross']))}
      @chart-zoom=${send(event => this.#zoom(model, event.detail as ChartEvents['zoom']))}
      @chart-scale=${send(event => this.#scale(model, event.detail as ChartEvents['scale']))}
      @chart-reset=${() => this.actions.look(withoutZoom(this.look))}
    ></lora-chart>`;
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

  #zoom(model: ChartModel, { axis, range }: ChartEvents['zoom']): void {
    if (!this.view || model.key === 'sweep') return;
    if (axis === 'y') {
      this.actions.look(withValueZoom(this.look, model.key, range));
      return;
    }
    const time = timeScale(this.view, this.look);
    this.actions.look(withTimeZoom(this.look, range ? [time.show(range[0]), time.show(range[1])] : null));
  }

  #scale(model: ChartModel, { axis, centre, factor }: ChartEvents['scale']): void {
    if (!this.view) return;
    const range = axis === 'x' ? model.x.domain : model.y.domain;
    this.#zoom(model, { axis, range: scaledRange(range, centre, factor, this.#limits(model, axis)) });
  }

  /** How far zooming out goes: all of the run; the values that are drawn without a zoom. */
  #limits(model: ChartModel, axis: 'x' | 'y'): readonly [number, number] {
    const { view, look } = this;
    if (!view || model.key === 'sweep') return model.x.domain;
    if (axis === 'x') {
      const time = timeScale(view, look);
      const [from, to] = lossWindow(view, { ...look, zoom: { ...look.zoom, x: null } }, time);
      return [time.draw(from), time.draw(to)];
    }
    const input = {
      view,
      state: withValueZoom(look, model.key, null),
      seeds: this.seeds,
      layout: panelLayout(this.width),
      tokens: panelTokens,
    };
    const build = {
      loss: hasStarted(view) ? lossModel : predictedModel,
      alignment: alignmentModel,
      phases: phasesModel,
    }[model.key];
    return build(input)?.y.domain ?? model.y.domain;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    // with nothing in focus the arrows move the crosshair of the loss
    if (event.target === document.body && event.key.startsWith('Arrow'))
      this.querySelector<ChartElement>('lora-chart.loss')?.key(event);
    if (event.key !== 'Escape') return;
    if (this.cross !== null) this.cross = null;
    else if (this.view?.state === 'running') this.actions.intent({ type: 'stop' });
    else return;
    event.preventDefault();
  };
}

/** Whether there is a sample to draw. */
function hasStarted(view: PanelView): boolean {
  return view.variants.some(variant => Object.keys(variant.curves).length > 0);
}

customElements.define('lora-panel', PanelElement);
