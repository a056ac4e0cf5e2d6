import { figureTokens, type ChartTokens } from './tokens.ts';

/** Each colour of a figure on white, with what it is on dark ground: a page recolours a drawn figure with them. */
export function darkColours(): readonly (readonly [light: string, dark: string])[] {
  const light = painted(figureTokens('print'));
  const dark = painted(figureTokens('dark'));
  const pairs = light.map((colour, i): readonly [string, string] => [colour, dark[i] ?? colour]);
  return [...new Map(pairs)];
}

function painted(tokens: ChartTokens): readonly string[] {
  const { series, foreground, muted, axis, grid, ghost, shade, background, error } = tokens;
  return [...series, foreground, muted, axis, grid, ghost, shade, background, error];
}
