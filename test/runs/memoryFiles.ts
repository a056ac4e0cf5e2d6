import type { FileSystem } from '../../src/runs/files.ts';

/** A file system in memory. `fail` may throw before any writing operation, `append: false` makes it chunked. */
export function memoryFiles(
  options: {
    append?: boolean;
    fail?: (operation: string, path: string, bytes: number) => string | null;
  } = {},
): FileSystem & { readonly contents: Map<string, Uint8Array> } {
  const contents = new Map<string, Uint8Array>();
  const times = new Map<string, number>();
  const folders = new Set<string>();
  let clock = 1_000_000;

  const guard = (operation: string, path: string, bytes = 0): void => {
    const code = options.fail?.(operation, path, bytes);
    if (code) throw Object.assign(new Error(`${code}: ${operation} ${path}`), { code });
  };
  const put = (path: string, bytes: Uint8Array): void => {
    contents.set(path, bytes);
    times.set(path, (clock += 1000));
  };
  const under = (folder: string): string[] =>
    [...contents.keys()].filter(path => path.startsWith(`${folder}/`));

  return {
    root: '/memory',
    contents,
    read: path => Promise.resolve(contents.get(path)?.slice()),
    readRange: (path, offset, length) => Promise.resolve(contents.get(path)?.slice(offset, offset + length)),
    async writeAtomic(path, bytes) {
      await Promise.resolve();
      guard('write', path, bytes.length);
      put(path, bytes.slice());
    },
    openAppend:
      options.append === false
        ? null
        : async path => {
            await Promise.resolve();
            guard('open', path);
            if (!contents.has(path)) put(path, new Uint8Array());
            return {
              async append(bytes) {
                await Promise.resolve();
                const before = contents.get(path)!;
                const add = (part: Uint8Array): void => {
                  const whole = new Uint8Array(before.length + part.length);
                  whole.set(before);
                  whole.set(part, before.length);
                  put(path, whole);
                };
                try {
                  guard('append', path, bytes.length);
                } catch (error) {
                  // A full disk takes a part of what it was given.
                  add(bytes.subarray(0, bytes.length >> 1));
                  throw error;
                }
                add(bytes);
              },
              close: () => Promise.resolve(),
            };
          },
    list(folder) {
      const names = new Map<string, 'file' | 'folder'>();
      for (const path of under(folder)) {
        const rest = path.slice(folder.length + 1);
        const at = rest.indexOf('/');
        names.set(at < 0 ? rest : rest.slice(0, at), at < 0 ? 'file' : 'folder');
      }
      return Promise.resolve(
        [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, kind]) => ({ name, kind })),
      );
    },
    stat(path) {
      const bytes = contents.get(path);
      if (bytes) {
        return Promise.resolve({ kind: 'file' as const, bytes: bytes.length, modified: times.get(path)! });
      }
      const isFolder = folders.has(path) || under(path).length > 0;
      return Promise.resolve(isFolder ? { kind: 'folder' as const, bytes: 0, modified: 0 } : undefined);
    },
    async mkdir(folder) {
      await Promise.resolve();
      guard('mkdir', folder);
      folders.add(folder);
    },
    async rename(from, to) {
      await Promise.resolve();
      guard('rename', from);
      for (const path of [...under(from), ...(contents.has(from) ? [from] : [])]) {
        put(to + path.slice(from.length), contents.get(path)!);
        contents.delete(path);
      }
    },
    async remove(path) {
      await Promise.resolve();
      guard('remove', path);
      for (const inside of under(path)) contents.delete(inside);
      contents.delete(path);
    },
  };
}
