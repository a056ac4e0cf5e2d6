import { describe, expect, it } from 'vitest';
import { readPngText, withPngText } from '../../src/data/pngText.ts';

/** One grey pixel, as a browser writes it. */
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  letter => letter.charCodeAt(0),
);
const carrying = (text: string): Uint8Array => withPngText(pixel, 'lora-dynamics', text)!;

describe('a text in a PNG', () => {
  it('reads back, and leaves everything else as it was', () => {
    const text = '{ "α": "≤ 𝛼" }';
    const plain = readPngText(pixel, 'lora-dynamics');
    expect(plain).toMatchObject({ text: null });
    expect(readPngText(carrying(text), 'lora-dynamics')).toEqual({ ...(plain as object), text });
    expect(readPngText(carrying(text), 'other')).toMatchObject({ text: null });
  });

  it('is replaced, not doubled', () => {
    expect(withPngText(carrying('old'), 'lora-dynamics', 'new')).toEqual(carrying('new'));
  });

  it('is refused where the file is cut, anywhere', () => {
    const whole = carrying('{}');
    for (let length = 8; length < whole.length; length++)
      expect(readPngText(whole.subarray(0, length), 'lora-dynamics')).toMatch(/cut off/);
    expect(readPngText(whole.subarray(0, 5), 'lora-dynamics')).toMatch(/not a PNG/);
  });

  it('is refused where a bit of it was lost, or a length is a lie', () => {
    const damaged = carrying('{"a":1}');
    damaged[damaged.length - 20]! ^= 1;
    expect(readPngText(damaged, 'lora-dynamics')).toMatch(/checksum/);
    const endless = pixel.slice();
    endless.set([0xff, 0xff, 0xff, 0xff], 8);
    expect(readPngText(endless, 'lora-dynamics')).toMatch(/cut off/);
    expect(withPngText(endless, 'lora-dynamics', '')).toBeNull();
  });
});
