import type { Fault, Result } from '../engine/fault.ts';

/** Something wrong with the bytes of a user's file; the caller adds where the experiment names that file. */
export function dataFault(code: string, message: string, remedy: string): Fault {
  return { code, path: [], message, remedy };
}

/** A failed result with one fault. */
export function refuse<T>(code: string, message: string, remedy: string): Result<T> {
  return { ok: false, faults: [dataFault(code, message, remedy)] };
}
