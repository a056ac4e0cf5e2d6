import { BARE_ARRAY, type NumericArray } from '../data/array.ts';
import type { Fault } from '../engine/fault.ts';
import { openedFile, type OpenedFile } from './openedFile.ts';
import type { FileHashes } from './identity.ts';
import type { FolderListing } from './folderListing.ts';
import { faultFinding, type Finding } from './issue.ts';
import { dotted, type Path } from './json.ts';
import type { ArrayRequest, LoadedFiles } from './kinds/contract.ts';
import { problemKind } from './kinds/registry.ts';
import type { ReadFile, ReadResult } from './load.ts';
import { readSafely } from './readSafely.ts';
import { imageFolder } from './imageFolder/imageFolder.ts';
import type { ResolvedVariantEntry } from './expand.ts';

/** A finding and the variant it was found for. */
export interface VariantFinding {
  readonly finding: Finding;
  readonly entry: ResolvedVariantEntry;
}

/** The arrays of all files that an experiment names, as far as they could be read. */
export interface Reading {
  readonly files: LoadedFiles;
  readonly hashes: FileHashes;
  readonly findings: readonly VariantFinding[];
}

interface Wanted {
  /** The variants that ask for it. */
  readonly entries: ResolvedVariantEntry[];
  readonly request: ArrayRequest;
}

/** Reads every file that any variant names, once, and the arrays that any of them wants. */
export async function readAll(
  variants: readonly ResolvedVariantEntry[],
  readFile: ReadFile,
): Promise<Reading> {
  const wanted = new Map<string, Wanted[]>();
  for (const entry of variants) {
    for (const request of problemKind(entry.resolved.problem['kind'])?.files(entry.resolved) ?? []) {
      const known = wanted.get(request.path) ?? [];
      wanted.set(request.path, known);
      const same = known.find(other => other.request.name === request.name);
      if (same) same.entries.push(entry);
      else known.push({ entries: [entry], request });
    }
  }
  const files: [string, Readonly<Record<string, NumericArray>>][] = [];
  const hashes: [string, string][] = [];
  const findings: VariantFinding[] = [];
  for (const [path, requests] of wanted) {
    const read = await readSafely(readFile, path);
    const folders = requests.filter(({ request }) => request.folder === true);
    const others = requests.filter(({ request }) => request.folder !== true);
    const { parts, hash } = read.ok
      ? contentOf(openedFile(read.bytes, path), others, folders, path)
      : read.folder && folders.length > 0
        ? await folderOf(path, read.folder, readFile, folders, others)
        : { parts: unreadable(path, read, requests), hash: '' };
    for (const part of parts) if ('finding' in part) findings.push(part);
    const arrays = parts.flatMap(part => ('finding' in part ? [] : [part]));
    if (arrays.length === 0) continue;
    files.push([path, Object.fromEntries(arrays)]);
    hashes.push([path, hash]);
  }
  return { files: Object.fromEntries(files), hashes: Object.fromEntries(hashes), findings };
}

/** An array by its name, or what is wrong with it. */
type Part = readonly [string, NumericArray] | VariantFinding;

interface Content {
  readonly parts: readonly Part[];
  readonly hash: string;
}

/** What is wanted of a file; `folders` are requests that take it for a folder. */
function contentOf(
  file: OpenedFile,
  wanted: readonly Wanted[],
  folders: readonly Wanted[],
  path: string,
): Content {
  const texts = wanted.filter(each => each.request.text === true);
  const parts = [
    ...textOf(file, texts.slice(0, 1)),
    ...arraysOf(
      file,
      wanted.filter(each => !texts.includes(each)),
    ),
    ...said(folders, 'folder-is-file', `${path}: it is a file`, 'name its folder, or set "kind" to "file"'),
  ];
  return { parts, hash: parts.some(part => !('finding' in part)) ? file.hash() : '' };
}

/** All arrays of a folder of images; `files` are requests that take it for a file. */
async function folderOf(
  path: string,
  listing: FolderListing,
  readFile: ReadFile,
  wanted: readonly Wanted[],
  files: readonly Wanted[],
): Promise<Content> {
  const folder = await imageFolder(path, listing, readFile);
  const parts = folder.ok
    ? Object.entries(folder.value.arrays)
    : wanted.flatMap(({ entries, request }) => refused(folder.faults, request.fileAt, entries));
  return {
    parts: [...parts, ...isFolder(path, files)],
    hash: folder.ok ? folder.value.hash : '',
  };
}

/** What there is to say of a path that no bytes came from. */
function unreadable(
  path: string,
  read: Extract<ReadResult, { ok: false }>,
  wanted: readonly Wanted[],
): readonly VariantFinding[] {
  if (read.folder) return isFolder(path, wanted);
  return wanted.flatMap(each => {
    const remedy = `check ${dotted(each.request.fileAt)}; paths are relative to the experiment`;
    return said([each], 'file-unreadable', `${path}: ${read.reason}`, remedy);
  });
}

function isFolder(path: string, wanted: readonly Wanted[]): readonly VariantFinding[] {
  return wanted.flatMap(each => {
    const images =
      each.request.asStored === true ? ', or set "kind" to "folder" for images of a network' : '';
    return said([each], 'file-is-folder', `${path}: it is a folder`, `name a file in it${images}`);
  });
}

/** The same of every variant that asks, at the setting that names the file. */
function said(
  wanted: readonly Wanted[],
  code: string,
  message: string,
  remedy: string,
): readonly VariantFinding[] {
  return wanted.flatMap(({ entries, request }) =>
    refused([{ code, path: [], message, remedy }], request.fileAt, entries),
  );
}

function textOf({ text }: OpenedFile, wanted: readonly Wanted[]): readonly Part[] {
  return wanted.flatMap((each): readonly Part[] =>
    text.ok ? [[each.request.name, text.value]] : refused(text.faults, each.request.fileAt, each.entries),
  );
}

function arraysOf(file: OpenedFile, wanted: readonly Wanted[]): readonly Part[] {
  const [first] = wanted;
  if (first === undefined) return [];
  const { opened } = file;
  if (!opened.ok)
    return refused(
      opened.faults,
      first.request.fileAt,
      wanted.flatMap(({ entries }) => entries),
    );
  const bare = opened.value.names.length === 1 && opened.value.names[0] === BARE_ARRAY;
  return (bare ? [first] : wanted).flatMap(({ entries, request }): readonly Part[] => {
    const array = file.arrayOf(request.name, request.asStored === true ? 'asStored' : 'float64');
    if (array.ok) return [[bare ? BARE_ARRAY : request.name, array.value]];
    return refused(array.faults, bare ? request.fileAt : request.at, entries);
  });
}

/** Faults of a file, for every variant that reads it. */
function refused(
  faults: readonly Fault[],
  at: Path,
  entries: readonly ResolvedVariantEntry[],
): readonly VariantFinding[] {
  return faults.flatMap(fault => entries.map(entry => ({ finding: faultFinding(fault, at), entry })));
}
