import type { CurveView, VariantView } from '../../protocol/panel.ts';
import { lastDefined, valueAt } from '../curveAt.ts';
import { plain } from '../numbers.ts';
import type { ChartInput } from './chartInput.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { AxisModel, ChartLabel, ChartModel } from './chartModel.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import { endLabels, type CurveEnd } from './endLabels.ts';
import type { ValueAxis } from './valueAxis.ts';
import type { TimeScale } from './viewTime.ts';

/** A variant whose loss is drawn, and how. */
export interface Drawn {
  readonly variant: VariantView;
  readonly curve: CurveView;
  readonly style: CurveStyle;
}

/** The plot rectangle and its axes. */
export interface Place {
  readonly x: AxisModel;
  readonly y: ValueAxis;
  readonly size: ChartModel['size'];
}

/** Names at the ends of the curves; the previous batch's among them. */
export function nameLabels(
  input: ChartInput,
  drawn: readonly Drawn[],
  time: TimeScale,
  scale: ValueScale,
  { x, y, size }: Place,
): ChartLabel[] {
  const { view, tokens } = input;
  const inside = (py: number) => py >= -2 && py <= size.height + 2;
  const ends: CurveEnd[] = drawn.flatMap(({ variant, curve, style }) => {
    const last = lastDefined(curve.mean);
    if (last < 0 || variant.divergence) return [];
    const factor = time.factor(variant);
    const shown = Math.min(curve.t[last]! * factor, time.show(x.domain[1]));
    const value = y.place(scale.draw(valueAt(curve.t, curve.mean, shown / factor)));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(shown));
    const py = pixelY(y, size.height, value);
    return px >= 0 && inside(py) ? [{ variant, px, py, colour: style.stroke }] : [];
  });
  return endLabels(ends, {
    width: size.width,
    height: size.height,
    room: size.padding.right,
    gap: 12,
    neutral: tokens.foreground,
    fields: view.fields,
    grouped: view.fields.length >= 2,
    extra: ghostLabel(input, scale, { x, y, size }).filter(({ py }) => inside(py)),
  });
}

function ghostLabel({ view, tokens }: ChartInput, scale: ValueScale, { y, size }: Place) {
  const ends = view.ghosts.flatMap(ghost => {
    const last = lastDefined(ghost.mean);
    const value = last < 0 ? null : y.place(scale.draw(ghost.mean[last]!));
    return value === null ? [] : [pixelY(y, size.height, value)];
  });
  const middle = ends.sort((a, b) => a - b)[Math.floor(ends.length / 2)];
  if (middle === undefined) return [];
  return [{ py: middle, text: size.narrow ? 'previous' : 'previous batch', colour: tokens.muted }];
}

/** A cross and words where runs diverged. */
export function divergenceLabels(
  drawn: readonly Drawn[],
  time: TimeScale,
  scale: ValueScale,
  { x, y, size }: Place,
  colour: string,
): ChartLabel[] {
  return drawn.flatMap(({ variant }) => {
    if (!variant.divergence) return [];
    const shown = variant.divergence.t * time.factor(variant);
    const value = y.place(scale.draw(variant.divergence.logLoss));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(shown));
    const py = Math.max(6, Math.min(size.height - 6, pixelY(y, size.height, value)));
    if (px < 0 || px > size.width) return [];
    const right = px > size.width * 0.6;
    const words = `${variant.name} diverged after t = ${plain(variant.divergence.t)}`;
    return [
      { px, py, text: '✕', colour, align: 'center' as const },
      {
        px: right ? px - 9 : px + 9,
        py,
        text: words,
        colour,
        align: right ? ('right' as const) : ('left' as const),
      },
    ];
  });
}
