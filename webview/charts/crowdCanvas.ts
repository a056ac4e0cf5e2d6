import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import type { CrowdLine } from '../../src/charts/model/crowd.ts';

/**
 * Paints the thin lines of a chart. There may be a thousand: as elements of an SVG they would be painted again with every
 * move of the crosshair over them.
 */
export function paintCrowd(canvas: HTMLCanvasElement, { crowd, x, y, size }: ChartModel): void {
  const dots = window.devicePixelRatio;
  const { width, height } = size;
  canvas.width = Math.round(width * dots);
  canvas.height = Math.round(height * dots);
  const context = canvas.getContext('2d');
  if (!context) return;
  const colours = new Map<string, string>();
  const across = canvas.width / (x.domain[1] - x.domain[0]);
  const down = canvas.height / (y.domain[1] - y.domain[0]);
  context.lineWidth = dots;
  context.lineJoin = 'round';
  for (const line of crowd) {
    context.strokeStyle = colourIn(canvas, line.stroke, colours);
    context.globalAlpha = line.opacity;
    context.setLineDash(line.dash[1] === 0 ? [] : line.dash.map(length => length * dots));
    context.beginPath();
    trace(
      context,
      line,
      at => (at - x.domain[0]) * across,
      at => canvas.height - (at - y.domain[0]) * down,
    );
    context.stroke();
  }
}

function trace(
  context: CanvasRenderingContext2D,
  line: CrowdLine,
  across: (x: number) => number,
  down: (y: number) => number,
): void {
  let broken = true;
  for (let i = 0; i < line.x.length; i++) {
    const px = across(line.x[i]!);
    const py = down(line.y[i]!);
    if (!Number.isFinite(px) || Number.isNaN(py)) {
      broken = true;
      continue;
    }
    if (broken) context.moveTo(px, py);
    else context.lineTo(px, py);
    broken = false;
  }
}

/** A canvas knows no variables of the style sheet. */
function colourIn(canvas: HTMLCanvasElement, stroke: string, known: Map<string, string>): string {
  const found = known.get(stroke);
  if (found !== undefined) return found;
  const name = /^var\((--[\w-]+)\)$/.exec(stroke)?.[1];
  const colour = name === undefined ? stroke : getComputedStyle(canvas).getPropertyValue(name).trim();
  known.set(stroke, colour);
  return colour;
}
