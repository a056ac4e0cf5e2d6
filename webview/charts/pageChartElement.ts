import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { pageData } from '../../src/charts/page/pageLayers.ts';
import type { PageModel, Stop } from '../../src/charts/page/pageModel.ts';
import { colourScale } from '../components/colourScale.ts';
import { toneKey } from '../components/toneKey.ts';
import { styled } from '../styled.ts';
import { plotBoxes, px } from './chartParts.ts';
import type { VegaChart } from './vegaChart.ts';

/** How far the pointer may be from what it reads. */
const REACH = 40;

/**
 * A chart of a page: Vega's SVG under a slider over everything that can be read. What is read is outlined and stands
 * in words below; without it the chart says there what there is to see.
 */
export class PageChartElement extends LitElement {
  static override properties = {
    model: { attribute: false },
    read: { state: true },
  };

  declare model: PageModel | null;
  /** Which stop is read. */
  declare read: number | null;
  #chart: Promise<VegaChart> | null = null;

  constructor() {
    super();
    this.model = null;
    this.read = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.#chart?.then(chart => chart.close());
    this.#chart = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const { height, padding } = model.size;
    const stop = this.#stop(model);
    const { outer, plot } = plotBoxes(model.size);
    const { floor, scale } = model;
    return html`<h2>${model.title} <span>${model.caption}</span></h2>
      ${toneKey(model.categories)}
      ${scale ? html`<div class="tones"><span>${scale.label}</span>${colourScale(scale.low, scale.high)}</div>` : nothing}
      <div class="plot" ${styled(outer)}>
        <div class="under" ${styled(plot)}>
          ${
            floor
              ? html`<div
                  class="floor"
                  ${styled({ top: px(floor.top), height: px(floor.bottom - floor.top) })}
                ></div>`
              : nothing
          }
        </div>
        <div class="canvas" aria-hidden="true"></div>
        <div
          class="xtitle end"
          aria-hidden="true"
          ${styled({ right: px(padding.right), top: px(padding.top + height + 22) })}
        >
          ${model.xTitle}
        </div>
        <div class="over" ${styled(plot)}>
          ${stop ? outline(stop) : nothing} ${model.stops.length > 0 ? this.#slider(model, stop) : nothing}
        </div>
      </div>
      <p class="reading ${stop ? '' : 'muted'}">${stop?.words ?? model.summary}</p>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.model && changed.has('model')) void this.#draw(this.model);
  }

  async #draw(model: PageModel): Promise<void> {
    const container = this.querySelector<HTMLElement>('.canvas');
    if (!container) return;
    this.#chart ??= import('./pageChart.ts').then(({ pageChart }) => pageChart(container));
    const chart = await this.#chart;
    await chart.draw({ size: model.size, signals: {}, data: pageData(model) });
    this.dataset['drawn'] = String(Number(this.dataset['drawn'] ?? 0) + 1);
  }

  #stop({ stops }: PageModel): Stop | null {
    return this.read === null ? null : (stops[this.read] ?? null);
  }

  #slider(model: PageModel, stop: Stop | null): TemplateResult {
    return html`<div
      class="slider ${stop?.variant ? 'pickable' : ''}"
      role="slider"
      tabindex="0"
      aria-label="${model.title}: what is read"
      aria-describedby="page-help"
      aria-orientation="horizontal"
      aria-valuemin="0"
      aria-valuemax=${model.stops.length}
      aria-valuenow=${this.read === null ? 0 : this.read + 1}
      aria-valuetext=${stop?.words ?? model.summary}
      @keydown=${this.#key}
      @pointermove=${(event: PointerEvent) => (this.read = nearest(model, event))}
      @pointerleave=${() => (this.read = null)}
      @blur=${() => (this.read = null)}
      @click=${() => this.#pick(stop)}
    ></div>`;
  }

  /** Chooses the variant that is read. */
  #pick(stop: Stop | null): void {
    if (stop?.variant)
      this.dispatchEvent(new CustomEvent('page-pick', { detail: stop.variant, bubbles: true }));
  }

  /** Goes from one to the next; keys that mean nothing here are left alone. */
  readonly #key = (event: KeyboardEvent): void => {
    const { model, read } = this;
    if (!model || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = model.stops.length - 1;
    const from = read ?? -1;
    const stride = event.shiftKey ? 10 : 1;
    const moves: Readonly<Record<string, number | null>> = {
      ArrowRight: Math.min(last, from + stride),
      ArrowLeft: read === null ? last : Math.max(0, from - stride),
      Home: 0,
      End: last,
      // nothing read any more; the next Escape leaves the page
      ...(read === null ? {} : { Escape: null }),
    };
    if (Object.hasOwn(moves, event.key)) this.read = moves[event.key] ?? null;
    else if (event.key === 'Enter' && read !== null) this.#pick(this.#stop(model));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function outline({ box }: Stop): TemplateResult {
  const { left, right, top, bottom } = box;
  const place = { left: px(left), top: px(top), width: px(right - left), height: px(bottom - top) };
  return html`<div class="page-stop" ${styled(place)}></div>`;
}

/** The stop that the pointer is in, or near. */
function nearest({ stops }: PageModel, { offsetX, offsetY }: PointerEvent): number | null {
  let best: number | null = null;
  let least = REACH;
  stops.forEach(({ box }, i) => {
    const dx = Math.max(box.left - offsetX, 0, offsetX - box.right);
    const dy = Math.max(box.top - offsetY, 0, offsetY - box.bottom);
    // among those that the pointer is in, the one whose middle is nearest
    const off = Math.hypot(offsetX - (box.left + box.right) / 2, offsetY - (box.top + box.bottom) / 2);
    const distance = Math.hypot(dx, dy) + 1e-3 * off;
    if (distance >= least) return;
    least = distance;
    best = i;
  });
  return best;
}

customElements.define('lora-page-chart', PageChartElement);
