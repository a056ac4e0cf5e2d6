/** Numbers for people. Display only: nothing here reaches a stored value. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const THIN_SPACE = '\u2009';
const TRUE_MINUS = '\u2212';

/** `-8` as `⁻⁸`. */
export function superscript(exponent: number): string {
  const digits = String(Math.abs(exponent));
  let text = exponent < 0 ? '⁻' : '';
  for (const digit of digits) {
    text += SUPERSCRIPTS[Number(digit)] ?? '';
  }
  return text;
}

/** 10 raised to `exponent`, as text: 1 and 10 plain, `10⁻⁸` otherwise. */
export function powerOfTen(exponent: number): string {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  return `10${superscript(exponent)}`;
}

/** The exponent of an exact positive power of ten, null for every other number. */
export function exactPowerOfTen(value: number): number | null {
  if (!(value > 0) || !Number.isFinite(value)) return null;
  const [mantissa, exponent] = value.toExponential().split('e');
  return mantissa === '1' ? Number(exponent) : null;
}

/** Whole numbers from 10 000 on in groups of three with thin spaces: `50 000`. */
export function grouped(value: number): string {
  const digits = String(Math.abs(value));
  const text = digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  return withSign(value, text);
}

function withSign(value: number, unsigned: string): string {
  return value < 0 && /[1-9]/.test(unsigned) ? TRUE_MINUS + unsigned : unsigned;
}

/** A fixed number of decimals with a true minus: `−12.49`. */
export function fixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return special(value);
  return withSign(value, Math.abs(value).toFixed(decimals));
}

/**
 * At most `digits` significant digits in the shortest readable form: `0.05`, `10⁻³`, `2 × 10⁻⁷`, `50 000`.
 * Powers of ten from 10⁻³ down and from 10⁶ up are written as such.
 */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  const [mantissa, exponentText] = size.toExponential(digits - 1).split('e');
  const exponent = Number(exponentText);
  const trimmed = trimZeros(mantissa ?? '');
  if (trimmed === '1' && (exponent <= -3 || exponent >= 6)) return withSign(value, powerOfTen(exponent));
  if (exponent < -3 || exponent >= 7) return withSign(value, `${trimmed} × ${powerOfTen(exponent)}`);
  if (Number.isInteger(size)) return grouped(value);
  return withSign(value, trimZeros(size.toFixed(Math.max(0, digits - 1 - exponent))));
}

function trimZeros(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function special(value: number): string {
  if (Number.isNaN(value)) return '–';
  return value > 0 ? '∞' : `${TRUE_MINUS}∞`;
}

/** A size to one significant digit: `2 × 10⁻⁷`. For drifts and tolerances. */
export function roughly(value: number): string {
  return formatNumber(value, 1);
}

/** Rounded to `digits` significant digits whatever its size: `160 000`, `2 × 10⁷`. For predictions. */
export function about(value: number, digits = 2): string {
  return formatNumber(Number(value.toPrecision(digits)), digits);
}

/** Wall-clock time: `12 ms`, `7.9 s`, `48 s`, `2 min 5 s`, `1 h 12 min`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 0.0995) return `${Math.max(1, Math.round(seconds * 1000))} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600)
    return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A forecast of wall-clock time, no finer than it deserves: `4 s`, `3 min`. Never less than a second. */
export function formatForecast(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  if (seconds < 1) return 'under 1 s';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}

/** Runs a second, or a minute where that is readable: `12 runs/s`, `3.4 runs/min`. */
export function rateWords(perSecond: number): string {
  const [value, unit] = perSecond >= 0.5 ? [perSecond, 's'] : [60 * perSecond, 'min'];
  return `${value < 9.95 ? trimZeros(value.toFixed(1)) : grouped(Math.round(value))} runs/${unit}`;
}

/** A size in memory or on a disk: `under 1 MB`, `12 MB`, `3.4 GB`. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes) || bytes < 0) return '–';
  if (bytes < 1e6) return 'under 1 MB';
  if (bytes < 9.995e8) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(bytes < 9.95e9 ? 1 : 0)} GB`;
}

/** `1 run`, `180 runs`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}
