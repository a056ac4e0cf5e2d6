import type { Tone } from '../../protocol/page.ts';
import type { ChartTokens } from '../tokens.ts';
import type { MarkShape, PointMark, RectMark } from './pageModel.ts';

/** Shape and filling say the same as the colour, for readers who cannot tell the colours apart and for print. */
const SHAPES: Readonly<Record<Tone, MarkShape>> = {
  good: 'circle',
  warning: 'diamond',
  bad: 'triangle-down',
  neutral: 'square',
};

/** The same shapes in text, for the subtitle of a figure. */
export const TONE_SIGNS: Readonly<Record<Tone, string>> = {
  good: '●',
  warning: '◇',
  bad: '▽',
  neutral: '□',
};

export function toneColour(tone: Tone, tokens: ChartTokens): string {
  return { good: tokens.good, warning: tokens.warning, bad: tokens.error, neutral: tokens.axis }[tone];
}

/** A point of a tone: filled where all is well, hollow otherwise. */
export function toneMark(tone: Tone, tokens: ChartTokens): Pick<PointMark, 'shape' | 'fill' | 'stroke'> {
  const colour = toneColour(tone, tokens);
  return { shape: SHAPES[tone], fill: tone === 'good' ? colour : tokens.background, stroke: colour };
}

/** A part of a bar: filled, lightly filled, hollow, or without an outline; words on it stay readable. */
export function toneArea(
  tone: Tone,
  tokens: ChartTokens,
): Pick<RectMark, 'fill' | 'fillOpacity' | 'stroke' | 'strokeWidth'> {
  const colour = toneColour(tone, tokens);
  const fillOpacity = { good: 0.4, warning: 0.2, bad: 0, neutral: 0.15 }[tone];
  return { fill: colour, fillOpacity, stroke: colour, strokeWidth: tone === 'neutral' ? 0 : 1.25 };
}
