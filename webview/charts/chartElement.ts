import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { pixelX } from '../../src/charts/model/chartModel.ts';
import type { PreviewLine } from '../../src/charts/model/previewLine.ts';
import { styled } from '../styled.ts';
import { chartHeading } from '../components/chartHeading.ts';
import { chartData, chartSignals } from '../../src/charts/panelSpec.ts';
import { compiledChart } from './compiled.ts';
import { crossDots, stepCrosshair } from './crosshair.ts';
import { boxStyle, heads, measured, phaseNames, plotBoxes, px, shades } from './chartParts.ts';
import { previewLayer } from './previewLayer.ts';
import { VegaChart } from './vegaChart.ts';
import { ZoomGesture, type ZoomBox } from './zoomGesture.ts';

/** The reader moved the crosshair (drawn time, null away) or asks for a stretch of an axis (drawn, null all). */
export interface ChartEvents {
  readonly cross: number | null;
  readonly zoom: { readonly axis: 'x' | 'y'; readonly range: readonly [number, number] | null };
  readonly scale: { readonly axis: 'x' | 'y'; readonly centre: number; readonly factor: number };
  readonly reset: null;
}

/**
 * One chart: Vega's SVG between HTML layers. Below it the phases, above it crosshair, zoom box and a slider that
 * makes the crosshair reachable by keyboard. Plot rectangles are known from the model, nothing is measured.
 */
export class ChartElement extends LitElement {
  static override properties = {
    model: { attribute: false },
    cross: { attribute: false },
    timeText: { attribute: false },
    readoutText: { attribute: false },
    interval: { attribute: false },
    preview: { attribute: false },
    previewName: { attribute: false },
    box: { state: true },
  };

  declare model: ChartModel | null;
  /** Drawn time of the crosshair. */
  declare cross: number | null;
  /** Crosshair time as the chip shows it. */
  declare timeText: string;
  /** All values at the crosshair in words, for the slider. */
  declare readoutText: string;
  /** A stretch of drawn time that rates are measured in. */
  declare interval: readonly [number, number] | null;
  /** A curve that is not stored, and what it is called. */
  declare preview: PreviewLine | null;
  declare previewName: string;
  declare box: ZoomBox | null;
  #chart: VegaChart | null = null;
  #withRight = false;
  readonly #gesture = new ZoomGesture(this);

  constructor() {
    super();
    this.model = null;
    this.cross = null;
    this.timeText = '';
    this.readoutText = '';
    this.interval = null;
    this.preview = null;
    this.previewName = '';
    this.box = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#chart?.close();
    this.#chart = null;
  }

  /** Tells the panel what the reader did. */
  send<K extends keyof ChartEvents>(name: K, detail: ChartEvents[K]): void {
    this.dispatchEvent(new CustomEvent(`chart-${name}`, { detail, bubbles: true }));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { model } = this;
    if (!model) return nothing;
    const { width, height, padding } = model.size;
    const { outer, plot } = plotBoxes(model.size);
    return html`${chartHeading(model)}
      <div class="plot" ${styled(outer)}>
        <div class="under" ${styled(plot)}>${shades(model)}${measured(model, this.interval)}</div>
        <div class="canvas" aria-hidden="true"></div>
        <div class="strip" aria-hidden="true" ${styled({ left: px(padding.left), width: px(width) })}>
          ${phaseNames(model)}
        </div>
        ${
          model.xTitle === null
            ? nothing
            : html`<div
                class="xtitle"
                aria-hidden="true"
                ${styled({ left: px(padding.left + width + 16), top: px(padding.top + height + 8) })}
              >
                ${model.xTitle}
              </div>`
        }
        <div class="over" ${styled(plot)}>
          ${previewLayer(this.preview, this.previewName, model.size)} ${heads(model)}
          ${this.#crosshair(model)}
          ${this.box ? html`<div class="zoombox" ${styled(boxStyle(this.box, model))}></div>` : nothing}
          ${this.#slider(model)}
        </div>
      </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { model } = this;
    if (!model) return;
    if (changed.has('model')) void this.#draw(model);
    else if (changed.has('cross')) this.#hideCoveredTicks();
  }

  async #draw(model: ChartModel): Promise<void> {
    const container = this.querySelector<HTMLElement>('.canvas');
    if (!container) return;
    const withRight = model.right !== null;
    if (this.#chart && this.#withRight !== withRight) {
      this.#chart.close();
      this.#chart = null;
      container.replaceChildren();
    }
    this.#withRight = withRight;
    this.#chart ??= new VegaChart(container, compiledChart(withRight));
    const data = Object.entries(chartData(model)).filter(([name]) => withRight || !name.startsWith('right'));
    await this.#chart.draw({
      size: model.size,
      signals: chartSignals(model),
      data: Object.fromEntries(data),
    });
    this.#hideCoveredTicks();
    this.dataset['drawn'] = String(Number(this.dataset['drawn'] ?? 0) + 1);
  }

  #crosshair(model: ChartModel): TemplateResult | typeof nothing {
    const { cross } = this;
    const [low, high] = model.x.domain;
    if (cross === null || cross < low || cross > high) return nothing;
    const left = px(pixelX(model, cross));
    return html`<div class="cross" ${styled({ left })}></div>
      ${crossDots(model, cross).map(
        dot =>
          html`<div
            class="dot"
            ${styled({ left: px(dot.px), top: px(dot.py), background: dot.colour })}
          ></div>`,
      )}
      <div class="chip" ${styled({ left, top: px(model.size.height + 3) })}>${this.timeText}</div>`;
  }

  #slider(model: ChartModel): TemplateResult {
    const [low, high] = model.x.domain;
    const value = this.cross ?? high;
    return html`<div
      class="slider"
      role="slider"
      tabindex="0"
      aria-label="${model.title}: crosshair over time"
      aria-describedby="chart-help"
      aria-orientation="horizontal"
      aria-valuemin=${low}
      aria-valuemax=${high}
      aria-valuenow=${Math.min(high, Math.max(low, value))}
      aria-valuetext=${this.readoutText}
      @keydown=${this.key}
      @pointermove=${this.#move}
      @pointerleave=${this.#leave}
      @pointerdown=${this.#gesture.down}
      @pointerup=${this.#gesture.up}
      @pointercancel=${this.#gesture.cancel}
      @wheel=${this.#gesture.wheel}
      @dblclick=${() => this.send('reset', null)}
    ></div>`;
  }

  readonly #move = (event: PointerEvent): void => {
    if (this.#gesture.drag(event) || !this.model) return;
    const [low, high] = this.model.x.domain;
    this.send('cross', low + (this.#gesture.place(event).px / this.model.size.width) * (high - low));
  };

  readonly #leave = (): void => {
    if (!this.#gesture.dragging) this.send('cross', null);
  };

  /** Moves the crosshair or zooms; keys that mean nothing here are left alone. */
  readonly key = (event: KeyboardEvent): void => {
    const { model } = this;
    if (!model || event.ctrlKey || event.metaKey || event.altKey) return;
    const [low, high] = model.x.domain;
    const stride = event.shiftKey ? 40 : 4;
    const moves: Readonly<Record<string, () => number>> = {
      ArrowRight: () => stepCrosshair(model, this.cross, 1, stride),
      ArrowLeft: () => stepCrosshair(model, this.cross, -1, stride),
      PageUp: () => stepCrosshair(model, this.cross, 1, 80),
      PageDown: () => stepCrosshair(model, this.cross, -1, 80),
      Home: () => low,
      End: () => high,
    };
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    if (move) this.send('cross', move());
    else if (event.key === '+' || event.key === '=' || event.key === '-')
      this.send('scale', {
        axis: 'x',
        centre: this.cross ?? (low + high) / 2,
        factor: event.key === '-' ? 2 : 0.5,
      });
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown')
      this.send('scale', {
        axis: 'y',
        centre: (model.y.domain[0] + model.y.domain[1]) / 2,
        factor: event.key === 'ArrowDown' ? 1.5 : 1 / 1.5,
      });
    else if (event.key === '0') this.send('reset', null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A tick label that the crosshair's chip would cover is not shown. */
  #hideCoveredTicks(): void {
    const labels = this.querySelectorAll<SVGTextElement>('.canvas .role-axis-label text');
    const chip = this.querySelector('.chip')?.getBoundingClientRect();
    for (const label of labels) {
      let covered = false;
      if (chip) {
        const box = label.getBoundingClientRect();
        covered =
          box.right > chip.left - 3 &&
          box.left < chip.right + 3 &&
          box.bottom > chip.top &&
          box.top < chip.bottom;
      }
      label.style.visibility = covered ? 'hidden' : '';
    }
  }
}

customElements.define('lora-chart', ChartElement);
