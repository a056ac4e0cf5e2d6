/** A folder whose path must not be told, and what stands for it. */
export interface KnownFolder {
  readonly path: string;
  readonly name: string;
}

/** Paths of files from the root of a disk, with or without their scheme; `\` on Windows. Not `and/or`, not `runs/s`. */
const ABSOLUTE =
  /(?<![\w.)])(?:[a-z][a-z0-9+.-]*:\/\/[^\s/'"`)]*)?(?:[A-Za-z]:)?(?:[\\/][^\s\\/:'"`()<>]+)+/g;

/**
 * A text without the paths of this machine: those below a known folder become relative to it, of all others only the
 * last part is left. The first folder that fits counts.
 */
export function scrubbed(text: string, folders: readonly KnownFolder[]): string {
  return text.replace(ABSOLUTE, found => {
    const path = decoded(found.replace(/^[a-z][a-z0-9+.-]*:\/\/[^\\/]*(?=[\\/])/, '')).replaceAll('\\', '/');
    for (const { path: folder, name } of folders) {
      const root = folder.replaceAll('\\', '/').replace(/\/+$/, '');
      if (root === '' || !(path === root || path.startsWith(`${root}/`))) continue;
      return [name, path.slice(root.length + 1)].filter(part => part !== '').join('/');
    }
    return `…/${path.slice(path.lastIndexOf('/') + 1)}`;
  });
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
