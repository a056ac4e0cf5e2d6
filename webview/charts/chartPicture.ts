import { svg, type TemplateResult } from 'lit';
import type {
  ChartLabel,
  ChartModel,
  DiamondPoint,
  PathPoint,
  TimeCross,
} from '../../src/charts/model/chartModel.ts';
import { isInPlot, pixelX, pixelY } from '../../src/charts/model/chartModel.ts';
import { areasOf, strokesOf, type StrokePlace } from '../../src/charts/strokes.ts';
import { panelTokens } from '../../src/charts/tokens.ts';

type SvgTemplate = TemplateResult<2>;

/** Half the diagonal of a diamond. */
const DIAMOND = 3.4;
/** From the middle of letters to their base line. */
const HALF_LETTER = 3.3;
/** How far a predicted time reaches up, and where its arms are. */
const [UPRIGHT, ARMS] = [11, 5];

/**
 * The drawn part of a chart, from back to front as in its figure (chartLayers): ghosts, bands, lines, theory, marks,
 * words; thin lines lie below it (paintCrowd), what belongs to the right axis over the left one's. What leaves the plot is cut off.
 */
export function chartPicture(model: ChartModel): SvgTemplate {
  const { width, height } = model.size;
  const left = { x: model.x, y: model.y, size: model.size };
  const right = { ...left, y: model.right ?? model.y };
  return svg`<svg class="inside" width=${width} height=${height}>
      ${lines('ghosts', model.ghosts, left)} ${bands('bands', model, left)}
      ${lines('lines', model.lines, left)}
      ${lines('theory', model.theory, left)}
      <g class="crosses">${model.crosses.map(cross => timeCross(cross, model))}</g>
      ${bands('rightBands', model, right)} ${lines('rightLines', model.rightLines, right)}
      ${lines('rightTheory', model.rightTheory, right)}
    </svg>
    <g class="diamonds">${model.diamonds.filter(point => isInPlot(model, point)).map(point => diamond(point, model))}</g>
    <g class="words">${model.labels.map(word)}</g>`;
}

function lines(name: string, points: readonly PathPoint[], place: StrokePlace): SvgTemplate {
  return svg`<g class=${name}>${strokesOf(points, place).map(
    ({ d, stroke, dash, width, opacity, cap }) =>
      svg`<path d=${d} stroke=${stroke} stroke-dasharray=${dash} stroke-width=${width} stroke-opacity=${opacity} stroke-linecap=${cap} />`,
  )}</g>`;
}

function bands(name: 'bands' | 'rightBands', model: ChartModel, place: StrokePlace): SvgTemplate {
  return svg`<g class="area ${name}">${areasOf(model[name], place).map(
    ({ d, fill, opacity }) => svg`<path d=${d} fill=${fill} opacity=${opacity} />`,
  )}</g>`;
}

/** A predicted time: an upright and, as its arms, ± 1 sd, standing on the time axis. */
function timeCross({ x, low, high, stroke }: TimeCross, model: ChartModel): SvgTemplate {
  const { height } = model.size;
  const at = pixelX(model, x);
  return svg`<path class="foreseen" stroke=${stroke} d="M${pixelX(model, low)},${height - ARMS}H${pixelX(model, high)}M${at},${height - UPRIGHT}V${height}" />`;
}

function diamond({ x, y, stroke }: DiamondPoint, model: ChartModel): SvgTemplate {
  const [px, py] = [pixelX(model, x), pixelY(model.y, model.size.height, y)];
  const side = `l${DIAMOND},${DIAMOND}`;
  return svg`<path stroke=${stroke} fill=${panelTokens.background} d="M${px},${py - DIAMOND}${side}l${-DIAMOND},${DIAMOND}l${-DIAMOND},${-DIAMOND}Z" />`;
}

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;

function word({ px, py, text, colour, align }: ChartLabel): SvgTemplate {
  return svg`<text x=${px} y=${py + HALF_LETTER} fill=${colour} text-anchor=${ANCHORS[align]}>${text}</text>`;
}
