import type { RunRecord } from '../runs/record.ts';

/** Checks that what came over a boundary has the shape it should have. */

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(entry => typeof entry === 'string');
}

export function isNumberTable(value: unknown): value is Readonly<Record<string, number>> {
  return isObject(value) && Object.values(value).every(entry => typeof entry === 'number');
}

/** Numbers, or null where one is not defined. */
export function isPartialNumberTable(value: unknown): value is Readonly<Record<string, number | null>> {
  return isObject(value) && Object.values(value).every(entry => entry === null || typeof entry === 'number');
}

/** Lists of numbers by name. */
export function isSpectra(value: unknown): value is Readonly<Record<string, readonly number[]>> {
  return (
    isObject(value) &&
    Object.values(value).every(list => Array.isArray(list) && list.every(entry => typeof entry === 'number'))
  );
}

export function isReduction(value: unknown): value is NonNullable<RunRecord['reduction']> {
  return (
    isObject(value) &&
    ['m', 'h', 'n', 'r1', 'r2'].every(key => typeof value[key] === 'number') &&
    isTextList(value['reasons'])
  );
}

export function isDivergence(value: unknown): value is NonNullable<RunRecord['divergence']> {
  return (
    isObject(value) &&
    typeof value['t'] === 'number' &&
    (value['step'] === undefined || typeof value['step'] === 'number') &&
    typeof value['loss'] === 'number' &&
    typeof value['remedy'] === 'string'
  );
}
