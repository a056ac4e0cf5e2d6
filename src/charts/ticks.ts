import { fixed, grouped, plain, powerOfTen, scientific } from './numbers.ts';

/** Where an axis is labelled, in the coordinates that are drawn (exponents on log axes), and with what text. */
export interface Ticks {
  readonly values: readonly number[];
  readonly labels: readonly string[];
}

const DECADE_STEPS = [1, 2, 3, 4, 5, 10, 20, 50, 100];

/** The step, in whole decades, that leaves at least `minimum` pixels between ticks of a log axis. */
export function decadeStep(span: number, pixels: number, minimum = 28): number {
  return DECADE_STEPS.find(step => (pixels / span) * step >= minimum) ?? 100;
}

/**
 * Ticks of a log axis that carries exponents: whole decades `10⁻⁸`, and only when fewer than `enough` of them are in
 * view multiples in between, written out.
 */
export function exponentTicks(low: number, high: number, pixels: number, minimum = 28, enough = 2): Ticks {
  const step = decadeStep(high - low, pixels, minimum);
  const values = multiples(step, low, high);
  const decades = { values, labels: values.map(powerOfTen) };
  if (values.length >= enough) return decades;
  const finer = mantissaTicks(low, high, pixels, minimum);
  return finer.values.length > values.length ? finer : decades;
}

function mantissaTicks(low: number, high: number, pixels: number, minimum: number): Ticks {
  const haveRoom = (values: readonly number[]): boolean => {
    const gaps = values.slice(1).map((value, i) => ((value - values[i]!) / (high - low)) * pixels);
    return values.length >= 2 && gaps.every(gap => gap >= minimum);
  };
  for (const mantissas of [
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 5],
    [1, 3],
  ]) {
    const values: number[] = [];
    const labels: string[] = [];
    for (let decade = Math.floor(low); decade <= high; decade++) {
      for (const mantissa of mantissas) {
        const value = decade + Math.log10(mantissa);
        if (value < low || value > high) continue;
        values.push(value);
        labels.push(readable(mantissa, decade));
      }
    }
    if (haveRoom(values)) return { values, labels };
  }
  // less than a factor of about two is in view: round numbers as on a linear axis
  for (const share of [1, 1.5, 2]) {
    const { values: numbers, labels } = linearTicks(10 ** low, 10 ** high, pixels, share * minimum);
    const values = numbers.map(number => Math.log10(number));
    if (haveRoom(values)) return { values, labels };
  }
  const middle = (low + high) / 2;
  return { values: [middle], labels: [plain(10 ** middle)] };
}

function readable(mantissa: number, decade: number): string {
  if (mantissa === 1 && (decade < -2 || decade > 4)) return powerOfTen(decade);
  return decade >= -3 && decade < 5 ? plain(mantissa * 10 ** decade) : scientific(mantissa * 10 ** decade);
}

/** Ticks of a linear axis at 1, 2 or 5 times a power of ten, at least `minimum` pixels apart. */
export function linearTicks(low: number, high: number, pixels: number, minimum: number): Ticks {
  const step = linearStep(high - low, pixels, minimum);
  const values = multiples(step, low, high);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return { values, labels: values.map(value => linearLabel(value, step, decimals)) };
}

/** The step of `linearTicks`. */
export function linearStep(span: number, pixels: number, minimum: number): number {
  const least = (span * minimum) / pixels;
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5, 10].find(factor => factor * power >= least * (1 - 1e-9)) ?? 10);
}

function linearLabel(value: number, step: number, decimals: number): string {
  if (value === 0) return '0';
  if (step < 1e-4) return scientific(value, 3);
  if (step >= 1 && Math.abs(value) < 1e7) return grouped(value);
  if (step >= 1) return scientific(value, 2);
  return fixed(value, decimals).replace(/\.?0+$/, '');
}

function multiples(step: number, low: number, high: number): number[] {
  const values: number[] = [];
  const slack = step * 1e-9;
  for (let index = Math.ceil((low - slack) / step); index * step <= high + slack; index++)
    values.push(roundOff(index * step));
  return values;
}

/** 0.30000000000000004 → 0.3. */
function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}
