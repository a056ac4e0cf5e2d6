import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FolderListing } from '../experiment/folderListing.ts';
import type { LoadedExperiment, ReadResult } from '../experiment/load.ts';
import { loadExperiment } from '../experiment/load.ts';
import { refusal } from '../experiment/paths.ts';
import type { Override } from '../experiment/override.ts';
import { withOverrides } from '../experiment/override.ts';

/** More than this is not read into memory. */
const mostBytes = 2e9;

export interface ExperimentFile {
  /** As it was run: settings of the call included. */
  readonly text: string;
  readonly loaded: LoadedExperiment;
}

/** Reads and understands an experiment file and the files it names; a sentence when it cannot be read at all. */
export async function readExperiment(
  path: string,
  overrides: readonly Override[] = [],
): Promise<ExperimentFile | string> {
  const read = await readBytes(path);
  if (!read.ok) return read.reason;
  const text = withOverrides(new TextDecoder().decode(read.bytes), overrides);
  const folder = dirname(resolve(path));
  const loaded = await loadExperiment(text, named => {
    const refused = refusal(named, { folder: null, trusted: true });
    if (refused !== null) return Promise.resolve({ ok: false, reason: refused });
    return readBytes(resolve(folder, named));
  });
  return { text, loaded };
}

/** The bytes of a file, or why there are none; what is in it, of a folder. */
export async function readBytes(path: string): Promise<ReadResult> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { ok: false, reason: 'it is a folder', folder: await listed(path) };
    const { size } = found;
    if (size > mostBytes) return { ok: false, reason: `the file is larger than ${mostBytes / 1e9} GB` };
    return { ok: true, bytes: await readFile(path) };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Links are what they lead to; what is neither file nor folder is left out. */
async function listed(folder: string): Promise<FolderListing> {
  const names = await readdir(folder, { withFileTypes: true });
  const entries = await Promise.all(
    names.map(async entry => {
      const linked = entry.isSymbolicLink() ? await stat(join(folder, entry.name)).catch(() => null) : entry;
      if (linked?.isDirectory()) return [{ name: entry.name, kind: 'folder' as const }];
      return linked?.isFile() ? [{ name: entry.name, kind: 'file' as const }] : [];
    }),
  );
  return entries.flat();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
