/** Widths in hundredths of the type size, as Helvetica has them; texts of the axes have true minus signs and powers. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[⁰¹²³⁴-⁹₀-₉⁻]/u, 34],
  [/[il.,:;'’|!jtf ]/u, 28],
  [/[mwMW—…]/u, 85],
  [/[\p{Lu}±−×+=<>~◇∇]/u, 66],
  [/\p{L}|\p{N}/u, 55],
];
/** Times is that much narrower. */
const SERIF = 0.88;

/**
 * How wide a text is drawn, in pixels, where nothing can measure it: Vega's own guess without a canvas is half as
 * much again, which leaves figures with a wide empty margin.
 */
export function textWidth(text: string, fontSize: number, font: string): number {
  let hundredths = 0;
  for (const letter of text) hundredths += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 50;
  return (hundredths / 100) * fontSize * (font.includes('Times') ? SERIF : 1);
}
