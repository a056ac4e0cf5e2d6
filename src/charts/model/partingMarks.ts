import type { PanelView, VariantView } from '../../protocol/panel.ts';
import { valueAt } from '../curveAt.ts';
import { pixelX, pixelY, type ChartLabel } from './chartModel.ts';
import type { ValueScale } from './curvePoints.ts';
import type { Drawn, Place } from './lossLabels.ts';
import type { TimeScale } from './viewTime.ts';

/** In a comparison: rings where the selected curve and the others part, in the colour of the other. */
export function partingMarks(
  { comparison }: PanelView,
  series: string,
  selected: VariantView | null,
  drawn: readonly Drawn[],
  time: TimeScale,
  scale: ValueScale,
  { x, y, size }: Place,
): ChartLabel[] {
  const own = drawn.find(({ variant }) => variant.id === selected?.id);
  if (!comparison || !own) return [];
  return drawn.flatMap(({ variant, style }) => {
    const parting = comparison.partings.find(
      one =>
        one.series === series &&
        [one.a, one.b].includes(own.variant.id) &&
        [one.a, one.b].includes(variant.id),
    );
    if (variant === own.variant || parting === undefined || parting.t === null) return [];
    const value = y.place(scale.draw(valueAt(own.curve.t, own.curve.mean, parting.t)));
    if (value === null) return [];
    const px = pixelX({ x, size }, time.draw(parting.t * time.factor(own.variant)));
    const py = pixelY(y, size.height, value);
    const inside = px >= 0 && px <= size.width && py >= 0 && py <= size.height;
    return inside ? [{ px, py, text: '○', colour: style.stroke, align: 'center' as const }] : [];
  });
}
