import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';

import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { pixelX } from '../../src/charts/model/chartModel.ts';
import type { PreviewLine } from '../../src/charts/model/previewLine.ts';
import { styled } from '../styled.ts';
import { chartHeading } from '../components/chartHeading.ts';
import { chartKey } from './chartKeys.ts';
import { crossDots } from './crosshair.ts';
import { boxStyle, heads, measured, phaseNames, plotBoxes, px, shades } from './chartParts.ts';
import { paintCrowd } from './crowdCanvas.ts';
import { lineAt, pointedLayer, type Pointed } from './pointed.ts';
import { chipsOf, pinMarks, type Pin } from './pins.ts';
import { previewLayer } from './previewLayer.ts';
import { axes, grid } from './chartAxes.ts';
import { chartPicture } from './chartPicture.ts';
import { ZoomGesture, type Drag, type DragKind } from './zoomGesture.ts';

/** The reader moved the crosshair (drawn time, null away) or asks for a stretch of an axis (drawn, null all). */
export interface ChartEvents {
  readonly cross: number | null;
  readonly zoom: { readonly axis: 'x' | 'y'; readonly range: readonly [number, number] | null };
  readonly scale: { readonly axis: 'x' | 'y'; readonly centre: number; readonly factor: number };
  readonly box: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  readonly pan: ChartEvents['box'];
  readonly reset: null;
  /** The crosshair is pinned where it is, or its pin is taken out. */
  readonly pin: number;
  /** Another line is pointed at, or none; a click chooses its variant, with Alt alone, or the chart beside all lines. */
  readonly point: Pointed | null;
  readonly pick: { readonly variant: string | null; readonly alone: boolean };
}

/**
 * One chart: an SVG between HTML layers. Below it the phases, above it crosshair, zoom box and a slider that
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
    pointed: { attribute: false },
    pointedName: { attribute: false },
    dragKind: { attribute: false },
    pins: { attribute: false },
    drag: { state: true },
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
  /** The line that is pointed at, here or in the table, and its name. */
  declare pointed: Pointed | null;
  declare pointedName: string;
  /** What dragging does without a key. */
  declare dragKind: DragKind;
  /** Pinned times as drawn, and their words. */
  declare pins: readonly Pin[];
  declare drag: Drag | null;
  readonly #gesture = new ZoomGesture(this);
  readonly #theme = new MutationObserver(() => this.#paint());

  constructor() {
    super();
    this.model = null;
    this.cross = null;
    this.timeText = '';
    this.readoutText = '';
    this.interval = null;
    this.preview = null;
    this.previewName = '';
    this.pointed = null;
    this.pointedName = '';
    this.dragKind = 'time';
    this.pins = [];
    this.drag = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // another theme has other colours, which a canvas does not follow by itself
    for (const element of [document.documentElement, document.body])
      this.#theme.observe(element, { attributeFilter: ['class', 'style'] });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#theme.disconnect();
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
    return html`${chartHeading(model, this.pointedName)}
      <div class="plot" ${styled(outer)}>
        <div class="under" ${styled(plot)}>
          ${guard([model], () => grid(model))} ${shades(model)}${measured(model, this.interval)}
        </div>
        ${
          model.crowd.length > 0
            ? html`<canvas class="crowd" aria-hidden="true" ${styled(plot)}></canvas>`
            : nothing
        }
        <div class="canvas" aria-hidden="true">${this.#picture(model, outer)}</div>
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
          ${this.pointed ? guard([model, this.pointed], () => pointedLayer(model, this.pointed!)) : nothing}
          ${previewLayer(this.preview, this.previewName, model.size)} ${heads(model)}
          ${pinMarks(model, this.#crossPin(model), this.pins)} ${this.#crosshair(model)}
          ${this.drag && this.drag.kind !== 'pan' ? html`<div class="zoombox" ${styled(boxStyle(this.drag, model))}></div>` : nothing}
          ${this.#slider(model)}
        </div>
      </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!this.model || !changed.has('model')) return;
    this.#paint();
    this.dataset['drawn'] = String(Number(this.dataset['drawn'] ?? 0) + 1);
  }

  readonly #paint = (): void => {
    const canvas = this.querySelector('canvas');
    if (canvas && this.model) paintCrowd(canvas, this.model);
  };

  /** What is drawn of the model; it is made anew when the model is, and labels when the crosshair moves. */
  #picture(
    model: ChartModel,
    { width, height }: Readonly<Record<'width' | 'height', string>>,
  ): TemplateResult {
    const { left, top } = model.size.padding;
    const chips = chipsOf(model, this.#crossPin(model), this.pins);
    return html`<svg width=${width} height=${height}>
      <g transform="translate(${left},${top})">
        ${axes(model, chips)} ${guard([model], () => chartPicture(model))}
      </g>
    </svg>`;
  }

  /** The crosshair, as if it were pinned. */
  #crossPin(model: ChartModel): readonly Pin[] {
    const at = this.#crossIn(model);
    return at === null ? [] : [{ at, text: this.timeText }];
  }

  /** The crosshair where it is within the chart. */
  #crossIn({ x }: ChartModel): number | null {
    const { cross } = this;
    return cross === null || cross < x.domain[0] || cross > x.domain[1] ? null : cross;
  }

  #crosshair(model: ChartModel): TemplateResult | typeof nothing {
    const cross = this.#crossIn(model);
    if (cross === null) return nothing;
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
      @pointerup=${this.#up}
      @pointercancel=${this.#gesture.cancel}
      @wheel=${this.#gesture.wheel}
      @dblclick=${() => this.send('reset', null)}
    ></div>`;
  }

  readonly #move = (event: PointerEvent): void => {
    if (this.#gesture.move(event) || !this.model) return;
    const [low, high] = this.model.x.domain;
    const { px, py } = this.#gesture.place(event);
    this.send('cross', low + (px / this.model.size.width) * (high - low));
    this.#point(lineAt(this.model, px, py));
  };

  #point(line: Pointed | null): void {
    if (line?.variant !== this.pointed?.variant || line?.seed !== this.pointed?.seed)
      this.send('point', line);
  }

  /** A click that is no drag chooses what is under it. */
  readonly #up = (event: PointerEvent): void => {
    const line = this.pointed;
    if (this.#gesture.up(event)) this.send('pick', { variant: line?.variant ?? null, alone: event.altKey });
  };

  readonly #leave = (): void => {
    if (this.#gesture.dragging) return;
    this.send('cross', null);
    this.#point(null);
  };

  /** Moves the crosshair, zooms or pans; keys that mean nothing here are left alone. */
  readonly key = (event: KeyboardEvent): void => {
    if (!this.model || !chartKey(this, this.model, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define('lora-chart', ChartElement);
