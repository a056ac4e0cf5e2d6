import type { FolderEntry } from '../../src/experiment/folderListing.ts';
import type { ReadFile } from '../../src/experiment/load.ts';

/** Serves files from memory, and folders where paths have them; everything else is missing. */
export function filesOf(files: Readonly<Record<string, Uint8Array>>): ReadFile {
  return path => {
    if (Object.hasOwn(files, path)) return Promise.resolve({ ok: true, bytes: files[path]! });
    const folder = entriesOf(path, Object.keys(files));
    if (folder.length > 0) return Promise.resolve({ ok: false, reason: 'it is a folder', folder });
    return Promise.resolve({ ok: false, reason: 'there is no such file' });
  };
}

function entriesOf(folder: string, paths: readonly string[]): readonly FolderEntry[] {
  const entries = new Map<string, FolderEntry>();
  for (const path of paths) {
    if (!path.startsWith(`${folder}/`)) continue;
    const [name = '', ...more] = path.slice(folder.length + 1).split('/');
    if (name !== '') entries.set(name, { name, kind: more.length > 0 ? 'folder' : 'file' });
  }
  return [...entries.values()];
}

export const noFiles = filesOf({});
