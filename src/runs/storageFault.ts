import type { Fault } from '../engine/fault.ts';

/** Error codes of Node's and of VS Code's file systems, by what they mean to a person. */
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const readOnly = new Set(['EROFS', 'EACCES', 'EPERM', 'NoPermissions']);

/** Turns whatever a file system rejected with into a message about the place where runs are kept. */
export function storageFault(error: unknown, root: string): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (full.has(code)) {
    return {
      code: 'disk-full',
      path: [],
      message: `The disk that holds ${root} is full`,
      remedy: 'Free some space, or delete old batches; runs are kept in memory only until then',
    };
  }
  if (readOnly.has(code)) {
    return {
      code: 'folder-read-only',
      path: [],
      message: `${root} cannot be written to`,
      remedy: 'Make the folder writable, or store elsewhere; runs are kept in memory only until then',
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  return {
    code: 'store-failed',
    path: [],
    message: `Storing under ${root} failed: ${text}`,
    remedy: 'Look at the folder; runs are kept in memory only until it can be written',
  };
}
