import type { Result } from '../engine/fault.ts';

/** A failed result: something wrong with the bytes of a user's file. The caller adds which setting names that file. */
export function refuse<T>(code: string, message: string, remedy: string): Result<T> {
  return { ok: false, faults: [{ code, path: [], message, remedy }] };
}
