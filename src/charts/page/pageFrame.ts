import type { PageAxis } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import type { Ticks } from '../ticks.ts';
import type { ChartTokens } from '../tokens.ts';
import type { PlacedAxis } from './pageAxis.ts';
import type { PageModel, PathMark } from './pageModel.ts';

const PLAIN = { dash: [1, 0], width: 1, opacity: 1 } as const;

/** A straight line as the path of an id. */
export function segment(
  id: string,
  [x, y, x2, y2]: readonly [number, number, number, number],
  stroke: string,
  style: Pick<PathMark, 'dash' | 'width' | 'opacity'> = PLAIN,
): readonly PathMark[] {
  return [
    { id, x, y, stroke, ...style },
    { id, x: x2, y: y2, stroke, ...style },
  ];
}

/** Horizontal grid, x axis with its ticks, and their words; and the floor band where an axis has one. */
export function frame(
  { width, height }: PlotSize,
  x: Pick<PlacedAxis, 'ticks'>,
  y: PlacedAxis,
  tokens: ChartTokens,
  value: PageAxis | null = null,
): Pick<PageModel, 'rules' | 'ticks' | 'floor'> {
  const rules = [
    ...y.ticks.values
      .filter(at => !(value?.floor && y.band > 0 && at < y.band))
      .flatMap((at, i) => segment(`grid${i}`, [0, height - at, width, height - at], tokens.grid)),
    ...segment('axis', [0, height, width, height], tokens.axis),
    ...x.ticks.values.flatMap((at, i) => segment(`tick${i}`, [at, height, at, height + 4], tokens.axis)),
  ];
  return {
    rules,
    ticks: [...leftWords(y.ticks, height, tokens), ...footWords(x.ticks, height, tokens)],
    floor: y.band > 0 ? { left: 0, right: width, top: height - y.band, bottom: height } : null,
  };
}

function leftWords(ticks: Ticks, height: number, tokens: ChartTokens): ChartLabel[] {
  return ticks.values.map((at, i) => ({
    ...{ px: -6, py: height - at, text: ticks.labels[i]!, colour: tokens.muted, align: 'right' },
  }));
}

export function footWords(ticks: Ticks, height: number, tokens: ChartTokens): ChartLabel[] {
  return ticks.values.map((at, i) => ({
    ...{ px: at, py: height + 14, text: ticks.labels[i]!, colour: tokens.muted, align: 'center' },
  }));
}
