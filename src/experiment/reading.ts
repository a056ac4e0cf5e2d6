import { BARE_ARRAY, type NumericArray } from '../data/array.ts';
import type { Fault } from '../engine/fault.ts';
import { openedFile, type OpenedFile } from './openedFile.ts';
import type { FileHashes } from './identity.ts';
import { faultFinding, type Finding } from './issue.ts';
import { dotted, type Path } from './json.ts';
import type { ArrayRequest, LoadedFiles } from './kinds/contract.ts';
import { problemKind } from './kinds/registry.ts';
import type { ReadFile, ReadResult } from './load.ts';
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
    const [first] = requests;
    if (first === undefined) continue;
    const { request } = first;
    const read = await readSafely(readFile, path);
    if (!read.ok) {
      const finding: Finding = {
        ...{ code: 'file-unreadable', severity: 'error', origin: 'meaning', path: request.fileAt },
        message: `${path}: ${read.reason}`,
        remedy: `check ${dotted(request.fileAt)}; paths are relative to the experiment`,
      };
      findings.push(...requests.flatMap(({ entries }) => entries.map(entry => ({ finding, entry }))));
      continue;
    }
    const file = openedFile(read.bytes, path);
    const texts = requests.filter(each => each.request.text === true);
    const parts = [
      ...textOf(file, texts.slice(0, 1)),
      ...arraysOf(
        file,
        requests.filter(each => !texts.includes(each)),
      ),
    ];
    for (const part of parts) if ('finding' in part) findings.push(part);
    const arrays = parts.flatMap(part => ('finding' in part ? [] : [part]));
    if (arrays.length === 0) continue;
    files.push([path, Object.fromEntries(arrays)]);
    hashes.push([path, file.hash()]);
  }
  return { files: Object.fromEntries(files), hashes: Object.fromEntries(hashes), findings };
}

/** An array by its name, or what is wrong with it. */
type Part = readonly [string, NumericArray] | VariantFinding;

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

/** What the reader says, its exceptions included. */
export async function readSafely(readFile: ReadFile, path: string): Promise<ReadResult> {
  try {
    return await readFile(path);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
