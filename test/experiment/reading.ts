import type { ReadFile } from '../../src/experiment/load.ts';

/** Serves files from memory; everything else is missing. */
export function filesOf(files: Readonly<Record<string, Uint8Array>>): ReadFile {
  return path =>
    Promise.resolve(
      Object.hasOwn(files, path) ? { ok: true, bytes: files[path]! } : { ok: false, reason: 'no such file' },
    );
}

export const noFiles = filesOf({});
