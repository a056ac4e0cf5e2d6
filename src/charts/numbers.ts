/** Numbers as the plots show them: true minus, powers of ten in superscript, thin spaces between thousands. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const TRUE_MINUS = '\u2212';
const THIN_SPACE = '\u2009';

/** An integer as superscript: `-8` → `⁻⁸`. */
export function superscript(exponent: number): string {
  return String(exponent)
    .replace('-', '⁻')
    .replace(/\d/g, digit => SUPERSCRIPTS[Number(digit)] ?? digit);
}

/** `10⁻⁸`; 1 and 10 are written plainly. */
export function powerOfTen(exponent: number): string {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  return `10${superscript(exponent)}`;
}

/** Fixed decimals with a true minus; `−0.00` becomes `0.00`. */
export function fixed(value: number, decimals = 2): string {
  if (!Number.isFinite(value)) return '–';
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', TRUE_MINUS);
}

/** Groups of three digits from 10 000 on, as `50 000`. */
export function grouped(value: number): string {
  const text = String(Math.round(value)).replace('-', TRUE_MINUS);
  return Math.abs(value) < 9999.5 ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** `2 × 10⁻⁷`: `digits` significant digits, the factor 1 left out. */
export function scientific(value: number, digits = 1): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return '–';
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const power = `10${superscript(Number(exponent))}`;
  const factor = mantissa.replace('-', TRUE_MINUS);
  if (Number(mantissa) === 1) return power;
  if (Number(mantissa) === -1) return TRUE_MINUS + power;
  return `${factor} × ${power}`;
}

/** Plain decimals where they are readable, powers of ten elsewhere. */
export function plain(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return scientific(value, digits);
  if (size >= 10_000) return grouped(value);
  return String(Number(value.toPrecision(digits))).replace('-', TRUE_MINUS);
}

/** As few digits as say it, and no more than `digits`: `10⁻³`, `3 × 10⁻⁴`, `1.05`. */
export function brief(value: number, digits = 3): string {
  const enough = Array.from({ length: digits }, (_, i) => i + 1).find(
    count => Number(value.toPrecision(count)) === value,
  );
  const small = Math.abs(value) <= 1e-3 && value !== 0;
  return small ? scientific(value, enough ?? digits) : plain(value, enough ?? digits);
}

/** Wall-clock seconds: `0.4 s`, `7.9 s`, `2 min 05 s`, `1 h 02 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Math.max(0, seconds).toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(Math.round(seconds) / 60);
  if (minutes < 60) return `${minutes} min ${String(Math.round(seconds) % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}
