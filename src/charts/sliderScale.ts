import type { FieldView } from '../protocol/whatIf.ts';

type Scale = Pick<FieldView, 'from' | 'to' | 'scale' | 'whole'>;

/** Positions of a slider, from 0. */
export const SLIDER_STEPS = 400;

/** Significant digits of a value that is dragged: as a person would write it. */
const DIGITS = 2;

/** Where a value stands on its slider, 0 … 1. */
export function shareOf({ from, to, scale }: Scale, value: number): number {
  const share =
    scale === 'log'
      ? (Math.log10(value) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
      : (value - from) / (to - from);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** The value at a place of a slider: rounded, and within its limits. */
export function valueAtShare({ from, to, scale, whole }: Scale, share: number): number {
  const exact =
    scale === 'log'
      ? 10 ** (Math.log10(from) + share * (Math.log10(to) - Math.log10(from)))
      : from + share * (to - from);
  const rounded = whole ? Math.round(roughly(exact, scale)) : roughly(exact, scale, to - from);
  return Math.min(to, Math.max(from, rounded));
}

/** Two digits of its own on a log scale; of the whole way on a linear one. */
function roughly(value: number, scale: Scale['scale'], way?: number): number {
  if (scale === 'log') return Number(value.toPrecision(DIGITS));
  if (way === undefined) return value;
  const decimals = Math.min(12, Math.max(0, DIGITS - Math.floor(Math.log10(way))));
  return Number(value.toFixed(decimals));
}
