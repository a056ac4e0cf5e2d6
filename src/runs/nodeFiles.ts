import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FolderEntry } from '../experiment/folderListing.ts';
import type { AppendHandle, FileSystem } from './files.ts';

/** A `FileSystem` below a folder of this machine. The folder itself is made by the first write. */
export function nodeFiles(root: string): FileSystem {
  const full = (path: string): string => {
    if (path.split('/').includes('..')) throw new Error(`Path leaves its root: ${path}`);
    return join(root, path);
  };
  let temporary = 0;

  return {
    root,
    read: path => absentAsUndefined(readFile(full(path))),
    readRange: (path, offset, length) => absentAsUndefined(readRange(full(path), offset, length)),
    async writeAtomic(path, bytes) {
      const target = full(path);
      await mkdir(join(target, '..'), { recursive: true });
      // The process id keeps two processes apart, the counter two writes of this one.
      const beside = `${target}.${process.pid}-${temporary++}.tmp`;
      try {
        const handle = await open(beside, 'w');
        try {
          await handle.writeFile(bytes);
          await handle.datasync();
        } finally {
          await handle.close();
        }
        await rename(beside, target);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    openAppend: path => openAppend(full(path)),
    async list(folder) {
      const entries = await absentAsUndefined(readdir(full(folder), { withFileTypes: true }));
      const found: FolderEntry[] = [];
      for (const entry of entries ?? []) {
        if (entry.isDirectory()) found.push({ name: entry.name, kind: 'folder' });
        else if (entry.isFile()) found.push({ name: entry.name, kind: 'file' });
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async stat(path) {
      const found = await absentAsUndefined(stat(full(path)));
      if (!found) return undefined;
      return {
        kind: found.isDirectory() ? 'folder' : 'file',
        bytes: found.size,
        modified: found.mtimeMs,
      };
    },
    async mkdir(folder) {
      await mkdir(full(folder), { recursive: true });
    },
    async rename(from, to) {
      await mkdir(join(full(to), '..'), { recursive: true });
      await rename(full(from), full(to));
    },
    remove: path => rm(full(path), { recursive: true, force: true }),
  };
}

async function readRange(path: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

async function openAppend(path: string): Promise<AppendHandle> {
  await mkdir(join(path, '..'), { recursive: true });
  const handle = await open(path, 'a');
  return {
    async append(bytes) {
      await handle.writeFile(bytes);
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

async function absentAsUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
