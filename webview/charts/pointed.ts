import { svg, type TemplateResult } from 'lit';
import { valueAt } from '../../src/charts/curveAt.ts';
import type { ChartModel, PathPoint } from '../../src/charts/model/chartModel.ts';
import { pixelY } from '../../src/charts/model/chartModel.ts';
import { strokesOf } from '../../src/charts/strokes.ts';

/** A line that is pointed at: the mean of a variant, or one of its seeds. */
export interface Pointed {
  readonly variant: string;
  readonly seed: number | null;
}

/** Pixels within which a line is pointed at, and how far to each side a steep one is looked for. */
const REACH = 7;
const ASIDE = 3;

/** The line nearest to a place in pixels of the plot; null where none is near. */
export function lineAt(model: ChartModel, px: number, py: number): Pointed | null {
  const [low, high] = model.x.domain;
  const places = [0, -ASIDE, ASIDE].map(aside => ({
    aside: Math.abs(aside),
    x: low + ((px + aside) / model.size.width) * (high - low),
  }));
  let nearest: Pointed | null = null;
  let least = REACH;
  const look = (xs: ArrayLike<number>, ys: ArrayLike<number>, line: Pointed): void => {
    for (const { x, aside } of places) {
      const away = Math.abs(pixelY(model.y, model.size.height, valueAt(xs, ys, x)) - py) + aside;
      if (away < least) {
        least = away;
        nearest = line;
      }
    }
  };
  for (const { x, y, variant } of model.readouts) if (variant !== null) look(x, y, { variant, seed: null });
  for (const { x, y, variant, seed } of model.crowd) look(x, y, { variant, seed });
  return nearest;
}

/** The pointed line over the others, and of a variant its seeds, where they are drawn. */
export function pointedLayer(model: ChartModel, pointed: Pointed): TemplateResult<2> {
  const { width, height } = model.size;
  return svg`<svg class="pointed inside" aria-hidden="true" width=${width} height=${height}>
    <g>${strokesOf(pointedPaths(model, pointed), model).map(
      ({ d, stroke, dash, width: thickness }) =>
        svg`<path d=${d} stroke=${stroke} stroke-dasharray=${dash} stroke-width=${thickness} />`,
    )}</g>
  </svg>`;
}

function pointedPaths(model: ChartModel, { variant, seed }: Pointed): PathPoint[] {
  const path = (
    line: Pick<PathPoint, 'id' | 'stroke' | 'dash' | 'width'>,
    xs: ArrayLike<number>,
    ys: ArrayLike<number>,
  ): PathPoint[] =>
    Array.from(xs, (x, i) => {
      const y = ys[i]!;
      return { ...line, opacity: 1, cap: 'butt' as const, x, y: Number.isNaN(y) ? null : y };
    }).filter(({ x }) => Number.isFinite(x));
  const own = model.crowd.filter(line => line.variant === variant);
  const seeds = own.filter(line => line.seed !== null);
  const solid = { dash: [1, 0] };
  return [
    ...seeds.flatMap(({ stroke, x, y, seed: of }) =>
      path({ id: `seed ${of}`, stroke, width: of === seed ? 2.5 : 1, ...solid }, x, y),
    ),
    ...own
      .filter(line => line.seed === null)
      .flatMap(({ stroke, dash, x, y }) => path({ id: 'mean', stroke, width: 2.5, dash }, x, y)),
    ...model.lines
      .filter(({ id }) => id === variant && seed === null)
      .map(point => ({ ...point, id: 'mean', width: 2.75 })),
  ];
}
