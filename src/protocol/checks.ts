/** Checks of which the guards of a boundary are put together; unknown extra keys pass. */
import { isObject } from './objectGuards.ts';

export type Check = (value: unknown) => boolean;

export const text: Check = value => typeof value === 'string';
export const flag: Check = value => typeof value === 'boolean';
export const number: Check = value => typeof value === 'number';
export const floats: Check = value => value instanceof Float64Array;

export function list(item: Check): Check {
  return value => Array.isArray(value) && value.every(item);
}

/** Numbers that JSON has no word for arrive as null. */
export function orNull(check: Check): Check {
  return value => value === null || check(value);
}

export function optional(check: Check): Check {
  return value => value === undefined || value === null || check(value);
}

export function oneOf(...options: readonly string[]): Check {
  return value => typeof value === 'string' && options.includes(value);
}

export function table(item: Check): Check {
  return value => isObject(value) && Object.values(value).every(item);
}

export function shape(fields: Readonly<Record<string, Check>>): Check {
  return value => isObject(value) && Object.entries(fields).every(([key, check]) => check(value[key]));
}

/** An object whose field `tag` is one of the names, and whose other fields are those of that name. */
export function tagged(tag: string, checks: Readonly<Record<string, Check>>): Check {
  return value => {
    if (!isObject(value)) return false;
    const name = value[tag];
    return typeof name === 'string' && Object.hasOwn(checks, name) && checks[name]!(value);
  };
}
