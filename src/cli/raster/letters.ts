import { glyphs } from './generated/glyphs.ts';
import { combined, type Outline, type Transform } from './outline.ts';

/** Units of the font's em. */
const EM = 1000;
/** What is drawn for a letter that the font lacks. */
const MISSING = '□';

interface Glyph {
  readonly advance: number;
  /** `M x y`, `L x y`, `Q cx cy x y`, y upwards. */
  readonly outline: readonly (readonly [command: string, ...numbers: number[]])[];
}

const known = new Map<string, Glyph>();

/** How wide a text is in pixels, in a font as a canvas has it: `bold 11px sans-serif`. */
export function widthOfText(text: string, font: string): number {
  let width = 0;
  for (const letter of text) width += glyphOf(letter).advance;
  return (width * sizeOf(font)) / EM;
}

/** Adds a text's outlines, its baseline starting where the transformed coordinates do. */
export function drawText(text: string, font: string, transform: Transform, outline: Outline): void {
  const scale = sizeOf(font) / EM;
  const slant = /\b(italic|oblique)\b/.test(font) ? 0.2 : 0;
  let at = 0;
  for (const letter of text) {
    const { advance, outline: lines } = glyphOf(letter);
    const place = combined(transform, [scale, 0, slant * scale, -scale, at * scale, 0]);
    for (const [command, ...numbers] of lines) {
      const [a = 0, b = 0, c = 0, d = 0] = numbers;
      if (command === 'Q') outline.quadraticCurveTo(place, a, b, c, d);
      else if (command === 'L') outline.lineTo(place, a, b);
      else outline.moveTo(place, a, b);
    }
    at += advance;
  }
}

function sizeOf(font: string): number {
  return Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '10');
}

function glyphOf(letter: string): Glyph {
  const found = known.get(letter);
  if (found !== undefined) return found;
  const packed = glyphs[letter];
  if (packed === undefined) return glyphOf(MISSING);
  const [advance = '0', path = ''] = packed.split('|');
  const outline = [...path.matchAll(/([MLQ])([^MLQ]*)/g)].map(
    ([, command = 'M', numbers = '']) => [command, ...numbers.split(' ').map(Number)] as const,
  );
  const glyph = { advance: Number(advance), outline };
  known.set(letter, glyph);
  return glyph;
}
