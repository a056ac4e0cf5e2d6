import type { ChartElement } from './chartElement.ts';

/** A stretch that is being dragged out, in pixels of the plot rectangle. */
export interface ZoomBox {
  readonly axis: 'x' | 'y';
  readonly from: number;
  readonly to: number;
}

const DRAG_LEAST = 4;

/**
 * Zoom by mouse: the wheel scales time about the pointer, dragging chooses a stretch of it; with Shift both act on
 * the value axis alone.
 */
export class ZoomGesture {
  readonly #chart: ChartElement;
  #start: { readonly px: number; readonly py: number; readonly axis: 'x' | 'y' } | null = null;

  constructor(chart: ChartElement) {
    this.#chart = chart;
  }

  get dragging(): boolean {
    return this.#chart.box !== null;
  }

  /** The pointer in pixels of the plot rectangle, kept within it. */
  place(event: MouseEvent): { readonly px: number; readonly py: number } {
    const target = event.currentTarget as HTMLElement;
    const box = target.getBoundingClientRect();
    const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return { px: clamp(event.clientX - box.left, box.width), py: clamp(event.clientY - box.top, box.height) };
  }

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#start = { ...this.place(event), axis: event.shiftKey ? 'y' : 'x' };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  /** True while a stretch is being dragged out. */
  drag(event: PointerEvent): boolean {
    if (!this.#start) return false;
    const { px, py } = this.place(event);
    const { axis } = this.#start;
    const from = axis === 'x' ? this.#start.px : this.#start.py;
    const to = axis === 'x' ? px : py;
    if (!this.#chart.box && Math.abs(to - from) < DRAG_LEAST) return false;
    this.#chart.box = { axis, from, to };
    return true;
  }

  readonly up = (): void => {
    const { box, model } = this.#chart;
    this.cancel();
    if (!box || !model || Math.abs(box.to - box.from) < DRAG_LEAST) return;
    const { width, height } = model.size;
    const [low, high] = box.axis === 'x' ? model.x.domain : model.y.domain;
    const share = (pixel: number) => (box.axis === 'x' ? pixel / width : 1 - pixel / height);
    const ends = [box.from, box.to].map(pixel => low + share(pixel) * (high - low)).sort((a, b) => a - b);
    this.#chart.send('zoom', { axis: box.axis, range: [ends[0]!, ends[1]!] });
  };

  readonly cancel = (): void => {
    this.#start = null;
    this.#chart.box = null;
  };

  readonly wheel = (event: WheelEvent): void => {
    const { model } = this.#chart;
    if (!model || event.ctrlKey) return;
    // with Shift, browsers report the wheel as horizontal
    const delta = event.shiftKey && event.deltaY === 0 ? event.deltaX : event.deltaY;
    if (delta === 0) return;
    event.preventDefault();
    const axis = event.shiftKey ? 'y' : 'x';
    const { px, py } = this.place(event);
    const [low, high] = axis === 'x' ? model.x.domain : model.y.domain;
    const share = axis === 'x' ? px / model.size.width : 1 - py / model.size.height;
    const lines = event.deltaMode === 1 ? delta * 16 : delta;
    const factor = 2 ** (Math.min(100, Math.max(-100, lines)) / 200);
    this.#chart.send('scale', { axis, centre: low + share * (high - low), factor });
  };
}
