import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nodeFiles } from '../runs/nodeFiles.ts';
import { nodeOwner } from '../runs/nodeOwner.ts';
import { RunStore } from '../runs/store.ts';

const folderName = '.lora-dynamics';

/** The folder whose `.lora-dynamics` keeps a file's batches, and the file as batches name it. */
export interface StorePlace {
  readonly store: RunStore;
  /** Path of the experiment relative to that folder, with `/`. */
  readonly source: string;
}

/**
 * Where the batches of an experiment file are kept: in the nearest folder above it that already keeps batches or
 * holds a repository or workspace, as the editor would; otherwise in the current folder when the file lies below
 * it; otherwise beside the file.
 */
export function storePlace(file: string, currentFolder: string): StorePlace {
  const path = resolve(currentFolder, file);
  const root = rootOf(dirname(path)) ?? fallback(path, currentFolder);
  return { store: openStore(root), source: relative(root, path).split(sep).join('/') };
}

/** The store that a folder's batches are in. */
export function storeOf(folder: string): RunStore {
  return openStore(rootOf(folder) ?? folder);
}

function openStore(root: string): RunStore {
  return new RunStore(nodeFiles(join(root, folderName)), { owner: nodeOwner() });
}

function rootOf(folder: string): string | undefined {
  const marks = [folderName, '.git', '.vscode'];
  for (let at = folder; ; at = dirname(at)) {
    if (marks.some(mark => existsSync(join(at, mark)))) return at;
    if (dirname(at) === at) return undefined;
  }
}

function fallback(path: string, currentFolder: string): string {
  const below = relative(currentFolder, path);
  return below.startsWith('..') || resolve(below) === below ? dirname(path) : currentFolder;
}
