import type { Result } from '../../engine/fault.ts';

/** Settings that another version resolved, which a kind cannot read. `kind` completes "not those of …". */
export function unknownSettings(kind: string): Result<never> {
  const message = `these settings are not those of ${kind} in this version`;
  return {
    ok: false,
    faults: [{ code: 'settings-unknown', path: [], message, remedy: 'run the file again' }],
  };
}
