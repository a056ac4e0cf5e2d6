import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { ChartElement } from './chartElement.ts';

interface Place {
  readonly px: number;
  readonly py: number;
}

/** What a drag does: it zooms time, values or both to a stretch, or moves what is shown. */
export type DragKind = 'time' | NonNullable<ViewState['drag']>;

/** A drag under way, in pixels of the plot rectangle. */
export interface Drag {
  readonly kind: DragKind;
  readonly from: Place;
  readonly to: Place;
}

type Range = readonly [number, number];

const DRAG_LEAST = 4;

/** What a gesture needs of its chart. */
type GesturedChart = Pick<ChartElement, 'model' | 'drag' | 'dragKind' | 'send'>;

/**
 * Zoom by mouse: the wheel scales time about the pointer, with Shift the values. Dragging does what was chosen in the
 * toolbar; with Shift it zooms values alone, with Ctrl or Cmd both axes, with Alt it moves what is shown.
 */
export class ZoomGesture {
  readonly #chart: GesturedChart;
  #start: { readonly kind: DragKind; readonly from: Place; readonly x: Range; readonly y: Range } | null =
    null;

  constructor(chart: GesturedChart) {
    this.#chart = chart;
  }

  get dragging(): boolean {
    return this.#chart.drag !== null;
  }

  /** The pointer in pixels of the plot rectangle, kept within it. */
  place(event: MouseEvent): Place {
    const target = event.currentTarget as HTMLElement;
    const box = target.getBoundingClientRect();
    const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return { px: clamp(event.clientX - box.left, box.width), py: clamp(event.clientY - box.top, box.height) };
  }

  readonly down = (event: PointerEvent): void => {
    const { model } = this.#chart;
    if (event.button !== 0 || !model) return;
    const kind = kindOf(event) ?? this.#chart.dragKind;
    this.#start = { kind, from: this.place(event), x: model.x.domain, y: model.y.domain };
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  };

  /** True while something is being dragged. */
  move(event: PointerEvent): boolean {
    if (!this.#start) return false;
    const { kind, from } = this.#start;
    const to = this.place(event);
    if (!this.dragging && lengthOf({ kind, from, to }) < DRAG_LEAST) return false;
    this.#chart.drag = { kind, from, to };
    if (kind === 'pan') this.#pan(to);
    return true;
  }

  /** Zooms to what was dragged out. True where it was a click: of the main button, and the pointer stayed where it was. */
  readonly up = (event: PointerEvent): boolean => {
    const { drag, model } = this.#chart;
    const from = this.#start?.from;
    const stayed = !drag && from !== undefined && farthest(from, this.place(event)) < DRAG_LEAST;
    this.cancel();
    if (drag && model && drag.kind !== 'pan' && lengthOf(drag) >= DRAG_LEAST) this.#zoom(drag, model);
    return stayed && event.button === 0;
  };

  #zoom(drag: Drag, model: ChartModel): void {
    const { from, to, kind } = drag;
    const x = between(model.x.domain, from.px / model.size.width, to.px / model.size.width);
    const y = between(model.y.domain, 1 - from.py / model.size.height, 1 - to.py / model.size.height);
    if (kind === 'box') this.#chart.send('box', { x, y });
    else if (kind === 'time') this.#chart.send('zoom', { axis: 'x', range: x });
    else this.#chart.send('zoom', { axis: 'y', range: y });
  }

  readonly cancel = (): void => {
    this.#start = null;
    this.#chart.drag = null;
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

  /** Moves what was shown at the beginning of the drag with the pointer. */
  #pan(to: Place): void {
    const { model } = this.#chart;
    if (!this.#start || !model) return;
    const { from, x, y } = this.#start;
    this.#chart.send('pan', {
      x: shifted(x, (from.px - to.px) / model.size.width),
      y: shifted(y, (to.py - from.py) / model.size.height),
    });
  }
}

/** A range moved by a share of its length. */
export function shifted([low, high]: Range, share: number): Range {
  const by = share * (high - low);
  return [low + by, high + by];
}

function kindOf({ shiftKey, ctrlKey, metaKey, altKey }: PointerEvent): DragKind | null {
  if (shiftKey) return 'values';
  if (ctrlKey || metaKey) return 'box';
  return altKey ? 'pan' : null;
}

/** How far a drag has come along what it acts on; a box has come as far as its shorter side. */
function lengthOf({ kind, from, to }: Drag): number {
  const [across, down] = [Math.abs(to.px - from.px), Math.abs(to.py - from.py)];
  if (kind === 'time') return across;
  if (kind === 'values') return down;
  return kind === 'box' ? Math.min(across, down) : farthest(from, to);
}

/** How far the pointer has come along the axis on which it has come farther. */
function farthest(from: Place, to: Place): number {
  return Math.max(Math.abs(to.px - from.px), Math.abs(to.py - from.py));
}

function between([low, high]: Range, a: number, b: number): Range {
  const ends = [a, b].map(share => low + share * (high - low)).sort((one, other) => one - other);
  return [ends[0]!, ends[1]!];
}
