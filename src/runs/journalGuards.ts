import type { RunEnd, RunStart } from './journal.ts';

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(entry => typeof entry === 'string');
}

function isNumberTable(value: unknown): value is Readonly<Record<string, number>> {
  return isObject(value) && Object.values(value).every(entry => typeof entry === 'number');
}

export function isRunStart(value: unknown): value is RunStart {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['variant'] === 'number' &&
    typeof value['seed'] === 'number' &&
    typeof value['kernel'] === 'string' &&
    isTextList(value['columns']) &&
    (value['reduction'] === undefined || isReduction(value['reduction']))
  );
}

export function isReduction(value: unknown): value is NonNullable<RunStart['reduction']> {
  return (
    isObject(value) &&
    ['m', 'h', 'n', 'r1', 'r2'].every(key => typeof value[key] === 'number') &&
    isTextList(value['reasons'])
  );
}

export function isRunEnd(value: unknown): value is RunEnd {
  return (
    isObject(value) &&
    (value['status'] === 'done' || value['status'] === 'failed' || value['status'] === 'cancelled') &&
    typeof value['reason'] === 'string' &&
    typeof value['seconds'] === 'number' &&
    isNumberTable(value['events']) &&
    isNumberTable(value['health']) &&
    isNumberTable(value['counts']) &&
    (value['divergence'] === undefined || isDivergence(value['divergence']))
  );
}

export function isDivergence(value: unknown): value is NonNullable<RunEnd['divergence']> {
  return (
    isObject(value) &&
    typeof value['t'] === 'number' &&
    (value['step'] === undefined || typeof value['step'] === 'number') &&
    typeof value['loss'] === 'number' &&
    typeof value['remedy'] === 'string'
  );
}
