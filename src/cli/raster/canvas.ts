import { Coverage, type Box } from './coverage.ts';
import { drawText, widthOfText } from './letters.ts';
import { combined, Outline, type Polyline, type Transform } from './outline.ts';
import { LinearGradient, rgba, type Rgba } from './paint.ts';
import { dashed, strokeOf } from './stroke.ts';

/** What `save` keeps. */
interface Pen {
  transform: Transform;
  clip: Box;
  fillStyle: string | LinearGradient;
  strokeStyle: string | LinearGradient;
  globalAlpha: number;
  lineWidth: number;
  lineDashOffset: number;
  dashes: readonly number[];
  font: string;
  textAlign: string;
}

const START: Omit<Pen, 'clip'> = {
  transform: [1, 0, 0, 1, 0, 0],
  fillStyle: 'black',
  strokeStyle: 'black',
  globalAlpha: 1,
  lineWidth: 1,
  lineDashOffset: 0,
  dashes: [],
  font: '10px sans-serif',
  textAlign: 'left',
};

/**
 * A picture of pixels on white, drawn on as on a browser's canvas, by what Vega calls: paths, strokes with dashes and
 * mitred corners, rectangles to clip to, text, opacity and linear gradients. It needs no browser and no native library.
 */
export class Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
  readonly #coverage: Coverage;
  readonly #saved: Pen[] = [];
  #pen: Pen;
  #path = new Outline();

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(3 * width * height).fill(255);
    this.#coverage = new Coverage(width, height);
    this.#pen = { ...START, clip: { left: 0, top: 0, right: width, bottom: height } };
  }

  set fillStyle(style: string | LinearGradient) {
    this.#pen.fillStyle = style;
  }

  set strokeStyle(style: string | LinearGradient) {
    this.#pen.strokeStyle = style;
  }

  set globalAlpha(opacity: number) {
    this.#pen.globalAlpha = opacity;
  }

  get globalAlpha(): number {
    return this.#pen.globalAlpha;
  }

  set lineWidth(width: number) {
    this.#pen.lineWidth = width;
  }

  set lineDashOffset(offset: number) {
    this.#pen.lineDashOffset = offset;
  }

  set font(font: string) {
    this.#pen.font = font;
  }

  set textAlign(align: string) {
    this.#pen.textAlign = align;
  }

  save(): void {
    this.#saved.push({ ...this.#pen });
  }

  restore(): void {
    this.#pen = this.#saved.pop() ?? this.#pen;
  }

  translate(x: number, y: number): void {
    this.#pen.transform = combined(this.#pen.transform, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.#pen.transform = combined(this.#pen.transform, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    this.#pen.transform = combined(this.#pen.transform, [cosine, sine, -sine, cosine, 0, 0]);
  }

  beginPath(): void {
    this.#path = new Outline();
  }

  moveTo(x: number, y: number): void {
    this.#path.moveTo(this.#pen.transform, x, y);
  }

  lineTo(x: number, y: number): void {
    this.#path.lineTo(this.#pen.transform, x, y);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path.quadraticCurveTo(this.#pen.transform, cx, cy, x, y);
  }

  bezierCurveTo(...points: readonly number[]): void {
    this.#path.bezierCurveTo(this.#pen.transform, ...points);
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.#path.arc(this.#pen.transform, x, y, radius, from, to);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  closePath(): void {
    this.#path.close();
  }

  fill(): void {
    this.#paint(this.#path.lines, this.#pen.fillStyle);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.fill();
  }

  stroke(): void {
    const { transform, lineWidth, dashes, lineDashOffset, strokeStyle } = this.#pen;
    const scale = Math.hypot(transform[0], transform[1]);
    const lengths = dashes.map(length => length * scale);
    const strokes = this.#path.lines
      .flatMap(line => dashed(line, lengths, lineDashOffset * scale))
      .flatMap(line => strokeOf(line, (lineWidth * scale) / 2));
    this.#paint(strokes, strokeStyle);
  }

  setLineDash(dashes: readonly number[]): void {
    this.#pen.dashes = dashes.length % 2 === 0 ? dashes : [...dashes, ...dashes];
  }

  /** Clips to the rectangle around the path. */
  clip(): void {
    const xs = this.#path.lines.flatMap(({ points }) => points.filter((_, i) => i % 2 === 0));
    const ys = this.#path.lines.flatMap(({ points }) => points.filter((_, i) => i % 2 === 1));
    const { clip } = this.#pen;
    this.#pen.clip = {
      left: Math.max(clip.left, Math.round(Math.min(...xs))),
      top: Math.max(clip.top, Math.round(Math.min(...ys))),
      right: Math.min(clip.right, Math.round(Math.max(...xs))),
      bottom: Math.min(clip.bottom, Math.round(Math.max(...ys))),
    };
  }

  measureText(text: string): { readonly width: number } {
    return { width: widthOfText(text, this.#pen.font) };
  }

  fillText(text: string, x: number, y: number): void {
    this.#paint(this.#letters(text, x, y), this.#pen.fillStyle);
  }

  strokeText(text: string, x: number, y: number): void {
    const { transform, lineWidth, strokeStyle } = this.#pen;
    const half = (lineWidth * Math.hypot(transform[0], transform[1])) / 2;
    // a halo: letter by letter, so that neighbours do not cancel each other
    for (const line of this.#letters(text, x, y)) this.#paint(strokeOf(line, half), strokeStyle);
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): LinearGradient {
    return new LinearGradient(x0, y0, x1, y1);
  }

  #letters(text: string, x: number, y: number): readonly Polyline[] {
    const { font, textAlign, transform } = this.#pen;
    const width = widthOfText(text, font);
    const start = textAlign === 'center' ? x - width / 2 : textAlign === 'right' ? x - width : x;
    const outline = new Outline();
    drawText(text, font, combined(transform, [1, 0, 0, 1, start, y]), outline);
    return outline.lines;
  }

  #paint(lines: readonly Polyline[], style: string | LinearGradient): void {
    for (const { points } of lines) {
      let [x, y] = [points.at(-2)!, points.at(-1)!];
      for (let i = 0; i < points.length; i += 2) {
        this.#coverage.edge(x, y, points[i]!, points[i + 1]!);
        [x, y] = [points[i]!, points[i + 1]!];
      }
    }
    const { clip, globalAlpha, transform } = this.#pen;
    const { pixels, width } = this;
    const blend = (at: number, [red, green, blue]: Rgba, opacity: number): void => {
      pixels[at] = Math.round(pixels[at]! + opacity * (red - pixels[at]!));
      pixels[at + 1] = Math.round(pixels[at + 1]! + opacity * (green - pixels[at + 1]!));
      pixels[at + 2] = Math.round(pixels[at + 2]! + opacity * (blue - pixels[at + 2]!));
    };
    if (typeof style === 'string') {
      const colour = rgba(style);
      const opacity = colour[3] * globalAlpha;
      this.#coverage.sweep(clip, (x, y, share) => blend(3 * (y * width + x), colour, opacity * share));
    } else {
      const at = style.paint(transform);
      this.#coverage.sweep(clip, (x, y, share) => {
        const colour = at(x, y);
        blend(3 * (y * width + x), colour, colour[3] * globalAlpha * share);
      });
    }
  }
}
