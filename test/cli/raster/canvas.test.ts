import { inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { Canvas } from '../../../src/cli/raster/canvas.ts';
import { encodePng } from '../../../src/cli/raster/png.ts';
import { isPng, readPngText } from '../../../src/data/pngText.ts';

/** How much black there is, in pixels. */
function ink({ pixels }: Canvas): number {
  let sum = 0;
  for (let i = 0; i < pixels.length; i += 3) sum += (255 - pixels[i]!) / 255;
  return sum;
}

function pixel({ pixels, width }: Canvas, x: number, y: number): readonly number[] {
  return [...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
}

it('covers pixels by their exact share', () => {
  const canvas = new Canvas(10, 10);
  canvas.fillRect(2.25, 3.5, 4, 2);
  expect(pixel(canvas, 4, 4)).toEqual([0, 0, 0]);
  expect(pixel(canvas, 2, 4)[0]).toBe(Math.round(255 * 0.25));
  expect(pixel(canvas, 6, 5)[0]).toBe(Math.round(255 * (1 - 0.25 * 0.5)));
  expect(ink(canvas)).toBeCloseTo(8, 1);
});

it.each([
  ['a triangle', [5, 5, 45, 12, 20, 48]],
  ['a thin sliver', [1, 1, 49, 2, 49, 3]],
  ['a steep one', [10.3, 1.7, 12.9, 48.2, 11.1, 48.9]],
])('%s has its area', (_, points) => {
  const canvas = new Canvas(50, 50);
  const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = points;
  canvas.beginPath();
  canvas.moveTo(ax, ay);
  canvas.lineTo(bx, by);
  canvas.lineTo(cx, cy);
  canvas.closePath();
  canvas.fill();
  const area = Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  expect(Math.abs(ink(canvas) - area)).toBeLessThan(0.02 * area + 0.2);
});

it('a circle has its area, and a hole where one runs the other way round', () => {
  const canvas = new Canvas(60, 60);
  canvas.beginPath();
  canvas.moveTo(50, 30);
  canvas.arc(30, 30, 20, 0, 2 * Math.PI);
  canvas.closePath();
  canvas.moveTo(40, 30);
  canvas.arc(30, 30, 10, 2 * Math.PI, 0);
  canvas.fill();
  expect(Math.abs(ink(canvas) / (Math.PI * (400 - 100)) - 1)).toBeLessThan(0.02);
  expect(pixel(canvas, 30, 30)).toEqual([255, 255, 255]);
});

it('a stroke is as long and as wide as it should be, dashes half as long', () => {
  const canvas = new Canvas(100, 40);
  canvas.lineWidth = 3;
  canvas.beginPath();
  canvas.moveTo(10, 10);
  canvas.lineTo(90, 10);
  canvas.stroke();
  expect(ink(canvas)).toBeCloseTo(240, 0);
  const dashed = new Canvas(100, 40);
  dashed.lineWidth = 3;
  dashed.setLineDash([4, 4]);
  dashed.beginPath();
  dashed.moveTo(10, 10);
  dashed.lineTo(90, 10);
  dashed.stroke();
  expect(ink(dashed)).toBeCloseTo(120, 0);
});

it('a stroke around a rectangle has mitred corners', () => {
  const canvas = new Canvas(40, 40);
  canvas.lineWidth = 2;
  canvas.beginPath();
  canvas.rect(10, 10, 20, 20);
  canvas.stroke();
  expect(ink(canvas)).toBeCloseTo(22 * 22 - 18 * 18, 0);
  expect(pixel(canvas, 9, 9)).toEqual([0, 0, 0]);
});

it('what lies beside the picture or the clip is not drawn', () => {
  const canvas = new Canvas(20, 20);
  canvas.save();
  canvas.beginPath();
  canvas.rect(0, 0, 10, 20);
  canvas.clip();
  canvas.fillRect(-30, 5, 100, 2);
  canvas.restore();
  expect(ink(canvas)).toBeCloseTo(20, 1);
  canvas.fillRect(-5, 15, 100, 1);
  expect(ink(canvas)).toBeCloseTo(40, 1);
});

it('mixes opacities and gradients', () => {
  const canvas = new Canvas(10, 10);
  canvas.globalAlpha = 0.5;
  canvas.fillStyle = '#f00';
  canvas.fillRect(0, 0, 5, 10);
  expect(pixel(canvas, 1, 1)).toEqual([255, 128, 128]);
  const gradient = canvas.createLinearGradient(0, 0, 10, 0);
  gradient.addColorStop(0, 'rgb(0, 0, 0)');
  gradient.addColorStop(1, '#ffffff');
  canvas.globalAlpha = 1;
  canvas.fillStyle = gradient;
  canvas.fillRect(0, 0, 10, 10);
  expect(pixel(canvas, 0, 5)[0]).toBe(Math.round(255 * 0.05));
  expect(pixel(canvas, 9, 5)[0]).toBe(Math.round(255 * 0.95));
});

it('writes text with its width, turned as well, and a box for letters that it lacks', () => {
  const canvas = new Canvas(100, 100);
  canvas.font = 'bold 20px sans-serif';
  expect(canvas.measureText('λ').width).toBeCloseTo(canvas.measureText('λλ').width / 2);
  expect(canvas.measureText('漢').width).toBe(canvas.measureText('□').width);
  canvas.fillText('H', 10, 50);
  const upright = ink(canvas);
  expect(upright).toBeGreaterThan(30);
  const turned = new Canvas(100, 100);
  turned.font = '20px sans-serif';
  turned.translate(50, 50);
  turned.rotate(-Math.PI / 2);
  turned.fillText('H', 0, 0);
  expect(ink(turned)).toBeCloseTo(upright, 0);
});

it('becomes a PNG whose pixels are those that were drawn', () => {
  const canvas = new Canvas(3, 2);
  canvas.fillStyle = '#102030';
  canvas.fillRect(1, 0, 1, 1);
  const png = encodePng(canvas);
  expect(isPng(png)).toBe(true);
  expect(readPngText(png, 'any')).toMatchObject({ text: null });
  const view = new DataView(png.buffer, png.byteOffset);
  expect([view.getUint32(16), view.getUint32(20)]).toEqual([3, 2]);
  const rows = inflateSync(png.subarray(41, 41 + view.getUint32(33)));
  expect([...rows.subarray(0, 10)]).toEqual([0, 255, 255, 255, 16, 32, 48, 255, 255, 255]);
});
