import { expect, it } from 'vitest';
import { textWidth } from '../../src/cli/textWidth.ts';

// measured in Chromium, 11 pixels, in fonts with the widths of Helvetica and of Times
const measured = [
  ['prediction: slope −5.3λ', 'Helvetica', 110.4],
  ['mean ± 1 sd of log₁₀ L, 30 seeds', 'Helvetica', 159.2],
  ['10⁻¹²', 'Helvetica', 25.4],
  ['prediction: slope −5.3λ', '"Times New Roman"', 101.7],
  ['slow tail', '"Times New Roman"', 37.6],
] as const;

it.each(measured)('%s in %s is about %d pixels wide', (text, font, pixels) => {
  expect(Math.abs(textWidth(text, 11, font) / pixels - 1)).toBeLessThan(0.12);
});

it('grows with the size and is smaller in Times', () => {
  expect(textWidth('alignment', 22, '')).toBeCloseTo(2 * textWidth('alignment', 11, ''));
  expect(textWidth('alignment', 11, '"Times New Roman"')).toBeLessThan(textWidth('alignment', 11, ''));
  expect(textWidth('', 11, '')).toBe(0);
});
