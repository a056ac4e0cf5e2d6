import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openArrays } from '../../../../../src/data/arrays.ts';
import { digitImages, picked, PIXELS, turned } from '../../../../../src/engine/problem/ntk/digits/images.ts';

const images = digitImages();

it('there are 1797 digits, of every kind about as many, with pixels in sixteenths', () => {
  expect(images.count).toBe(1797);
  expect(images.pixels).toHaveLength(1797 * PIXELS);
  const counts = Array.from(
    { length: 10 },
    (_, digit) => images.labels.filter(label => label === digit).length,
  );
  expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  expect(images.pixels.every(pixel => Number.isInteger(16 * pixel) && pixel >= 0 && pixel <= 1)).toBe(true);
  // scikit-learn’s first image, row by row.
  expect(Array.from(images.pixels.subarray(0, 16), pixel => 16 * pixel)).toEqual([
    0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0,
  ]);
  expect(images.labels[0]).toBe(0);
});

it('four quarter turns are none, one is counter-clockwise', () => {
  const one = picked(images, [7]);
  expect(turned(turned(turned(turned(one))))).toEqual(one);
  // The right column becomes the top row.
  const right = Array.from({ length: 8 }, (_, row) => one.pixels[row * 8 + 7]);
  expect(Array.from(turned(one).pixels.subarray(0, 8))).toEqual(right);
});

it('the turned digits are those that the independent program used', () => {
  const file = openArrays(
    readFileSync(new URL('../../../../reference/ntk/digits100.npz', import.meta.url)),
    'x',
  );
  const inputs = file.ok ? file.value.read('inputs') : file;
  if (!inputs.ok) throw new Error('no inputs');
  const known = new Set<string>();
  const all = turned(images).pixels;
  for (let i = 0; i < images.count; i++) known.add(all.subarray(i * PIXELS, (i + 1) * PIXELS).join());
  for (let i = 0; i < 10; i++)
    expect(known.has(inputs.value.data.subarray(i * PIXELS, (i + 1) * PIXELS).join())).toBe(true);
});
