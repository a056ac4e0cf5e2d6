import type { PanelView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { PreviewView } from '../../protocol/whatIf.ts';
import { selectedVariant, seriesOf } from './chartInput.ts';
import { pixelX, pixelY, type ChartModel } from './chartModel.ts';
import { valueScale } from './curvePoints.ts';
import { boxOf, overlap } from './freeSpace.ts';
import { LOG_FLOOR } from './valueAxis.ts';
import { timeScale } from './viewTime.ts';

/** A preview over a chart, in pixels from the plot rectangle's upper left corner. */
export interface PreviewLine {
  /** For a polyline: `x,y x,y …`. */
  readonly points: string;
  readonly label: { readonly px: number; readonly py: number; readonly align: 'left' | 'right' };
  /** What theory foresees, rather than a run. */
  readonly faint: boolean;
}

/** Height of a label, and what it keeps from the curve and the edge. */
const LABEL = 13;
const GAP = 6;
/** A curve that comes this near to the right edge is labelled beyond it. */
const NEAR = 14;
/** How far its name may stand from the end of the curve. */
const SHIFTS: readonly number[] = [0, ...[3, 6, 9, 12, 15, 18, 21, 24].flatMap(shift => [shift, -shift])];

/**
 * The preview on the axes of a chart as they are: it moves many times a second, and what it is compared with stays. Null
 * where there is nothing of it in view.
 */
export function previewLine(
  view: PanelView,
  state: ViewState,
  model: ChartModel,
  preview: PreviewView,
): PreviewLine | null {
  const [shown = ''] = view.curvePage.charts.find(({ key }) => key === model.key)?.series ?? [];
  const series = seriesOf(view, shown);
  const curve = preview.curves[shown];
  if (!series || !curve) return null;
  const time = timeScale(view, state);
  const variant = view.variants.find(({ id }) => id === preview.variant) ?? selectedVariant(view, state);
  const factor = variant ? time.factor(variant) : 1;
  const scale = valueScale(series, state.y);
  const { width, height } = model.size;
  const points: [number, number][] = [];
  for (const [i, t] of curve.t.entries()) {
    const x = pixelX(model, time.draw(t * factor));
    const y = pixelY(model.y, height, placed(model, scale.draw(curve.value[i]!), scale.log));
    if (Number.isFinite(x) && Number.isFinite(y) && x <= 2 * width) points.push([x, y]);
  }
  const seen = points.filter(([x, y]) => x >= 0 && x <= width && y >= 0 && y <= height);
  const end = seen.at(-1);
  if (end === undefined) return null;
  return {
    points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '),
    label: labelAt(model, end),
    faint: preview.how === 'predicted',
  };
}

/** Values at or below the floor of a log axis lie in its band, where there is one. */
function placed({ floor }: ChartModel, value: number, log: boolean): number {
  if (!log || !floor || value >= floor[1]) return value;
  return value <= LOG_FLOOR + 1e-9 || value < floor[1] ? (floor[0] + floor[1]) / 2 : value;
}

/**
 * Beyond the right edge, in the nearest room between the names there, else inside: above the curve or below it, where no
 * other name stands.
 */
function labelAt({ size, labels }: ChartModel, [x, y]: readonly [number, number]): PreviewLine['label'] {
  const beyond = labels.filter(({ px }) => px >= size.width);
  const isFree = (at: number) => beyond.every(({ py }) => Math.abs(py - at) >= LABEL - 1);
  const place = SHIFTS.map(shift => y + shift).find(isFree);
  if (x >= size.width - NEAR && place !== undefined && size.padding.right > 60)
    return { px: size.width + GAP, py: place, align: 'left' };
  const px = Math.min(x, size.width - GAP);
  const heights = [1, -1, 2, 3, -2, 4].map(lines => y - lines * LABEL);
  const inside = heights.filter(py => py >= LABEL / 2 && py <= size.height);
  const words = labels.map(boxOf);
  const py = inside.find(at => {
    const box = boxOf({ px, py: at, text: 'preview', align: 'right' });
    return words.every(other => !overlap(box, other));
  });
  return { px, py: py ?? inside[0] ?? y + LABEL, align: 'right' };
}
