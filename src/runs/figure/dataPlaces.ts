import type { ReadResult } from '../../experiment/load.ts';

/**
 * Where a file may be that the experiment of a figure names, relative to a folder of the reader's: below it as
 * written, then there by its name alone. A figure may come from anybody: absolute paths, networks and ways up are
 * never followed.
 */
export function dataPlaces(path: string): readonly string[] {
  const parts = path.split(/[\\/]/).filter(part => part !== '' && part !== '.');
  const name = parts.at(-1) ?? '';
  if (name === '' || path.includes('\0') || parts.some(part => /^\.\.[. ]*$/.test(part)))
    return isPlain(name) ? [name] : [];
  const below = /^([\\/~]|[a-z][a-z0-9+.-]*:)/i.test(path) ? [] : [parts.join('/')];
  return [...new Set([...below, ...(isPlain(name) ? [name] : [])])];
}

function isPlain(name: string): boolean {
  return name !== '' && !/^\.\.[. ]*$/.test(name) && !/[:\0]/.test(name);
}

/** Reads the first of several places that there is. */
export async function readFirst(
  places: readonly string[],
  read: (place: string) => Promise<ReadResult>,
): Promise<ReadResult> {
  for (const place of places) {
    const found = await read(place);
    if (found.ok || found.folder) return found;
  }
  return { ok: false, reason: 'there is no such file beside the figure' };
}
