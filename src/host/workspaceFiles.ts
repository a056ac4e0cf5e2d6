import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { FolderEntry } from '../experiment/folderListing.ts';
import type { FileSystem } from '../runs/files.ts';

/** A `FileSystem` below a URI of any scheme: remote, virtual, or the extension's own storage. It cannot append. */
export function workspaceFiles(root: Uri): FileSystem {
  const at = (path: string): Uri => {
    const parts = path.split('/');
    if (parts.includes('..')) throw new Error(`Path leaves its root: ${path}`);
    return Uri.joinPath(root, ...parts);
  };
  let temporary = 0;

  return {
    root: root.scheme === 'file' ? root.fsPath : root.toString(),
    read: path => absentAsUndefined(workspace.fs.readFile(at(path))),
    async readRange(path, offset, length) {
      const bytes = await absentAsUndefined(workspace.fs.readFile(at(path)));
      return bytes?.subarray(offset, offset + length);
    },
    async writeAtomic(path, bytes) {
      const beside = at(`${path}.${temporary++}.tmp`);
      await workspace.fs.createDirectory(Uri.joinPath(at(path), '..'));
      try {
        await workspace.fs.writeFile(beside, bytes);
        await workspace.fs.rename(beside, at(path), { overwrite: true });
      } catch (error) {
        await workspace.fs.delete(beside).then(undefined, () => undefined);
        throw error;
      }
    },
    openAppend: null,
    async list(folder) {
      const entries = (await absentAsUndefined(workspace.fs.readDirectory(at(folder)))) ?? [];
      return entries
        .flatMap(([name, type]): FolderEntry[] => {
          if ((type & FileType.Directory) !== 0) return [{ name, kind: 'folder' }];
          return (type & FileType.File) !== 0 ? [{ name, kind: 'file' }] : [];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async stat(path) {
      const stat = await absentAsUndefined(workspace.fs.stat(at(path)));
      if (stat === undefined) return undefined;
      const folder = (stat.type & FileType.Directory) !== 0;
      return { kind: folder ? 'folder' : 'file', bytes: stat.size, modified: stat.mtime };
    },
    async mkdir(folder) {
      await workspace.fs.createDirectory(at(folder));
    },
    async rename(from, to) {
      await workspace.fs.createDirectory(Uri.joinPath(at(to), '..'));
      await workspace.fs.rename(at(from), at(to), { overwrite: true });
    },
    async remove(path) {
      await absentAsUndefined(workspace.fs.delete(at(path), { recursive: true }));
    },
  };
}

async function absentAsUndefined<T>(work: Thenable<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
