import type { FieldView } from '../protocol/whatIf.ts';

type Scale = Pick<FieldView, 'from' | 'to' | 'scale' | 'whole'>;

/** Steps of a slider whose values are not counted. */
const FINE = 400;

/** Digits of a value: few where few say where the slider stands. */
const DIGITS = [1, 2, 3, 4] as const;

/** How many steps a slider has: as many as there are values, where they are counted one by one. */
export function sliderSteps({ from, to, scale, whole }: Scale): number {
  return whole && scale === 'linear' ? to - from : FINE;
}

/** Where a value stands on its slider, 0 … 1. */
export function shareOf({ from, to, scale }: Scale, value: number): number {
  const share =
    scale === 'log'
      ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
      : (value - from) / (to - from);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/**
 * The value at a place of a slider, with as few digits as leave it nearer to this step than to the next: each step is
 * another value, so that the keyboard is never stuck.
 */
export function valueAtShare(field: Scale, share: number): number {
  const { from, to, scale, whole } = field;
  if (share <= 0) return from;
  if (share >= 1) return to;
  const exact =
    scale === 'log'
      ? 10 ** (Math.log10(from) + share * (Math.log10(to) - Math.log10(from)))
      : from + share * (to - from);
  const half = 0.5 / sliderSteps(field);
  const rounded = DIGITS.map(digits => Number(exact.toPrecision(digits))).find(
    value => Math.abs(shareOf(field, value) - share) < half,
  );
  const value = whole ? Math.round(rounded ?? exact) : (rounded ?? exact);
  return Math.min(to, Math.max(from, value));
}
