import type { NumericArray } from '../data/array.ts';
import { openedFile } from './openedFile.ts';
import type { FileHashes } from './identity.ts';
import { faultFinding, type Finding } from './issue.ts';
import { dotted } from './json.ts';
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
  readonly entry: ResolvedVariantEntry;
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
      if (!known.some(other => other.request.name === request.name)) known.push({ entry, request });
    }
  }
  const files: [string, Readonly<Record<string, NumericArray>>][] = [];
  const hashes: [string, string][] = [];
  const findings: VariantFinding[] = [];
  for (const [path, requests] of wanted) {
    const [first] = requests;
    if (first === undefined) continue;
    const { entry, request } = first;
    const read = await readSafely(readFile, path);
    if (!read.ok) {
      const finding: Finding = {
        ...{ code: 'file-unreadable', severity: 'error', origin: 'meaning', path: request.fileAt },
        message: `${path}: ${read.reason}`,
        remedy: `check ${dotted(request.fileAt)}; paths are relative to the experiment`,
      };
      findings.push({ finding, entry });
      continue;
    }
    const file = openedFile(read.bytes, path);
    const { opened } = file;
    if (!opened.ok) {
      for (const fault of opened.faults)
        findings.push({ finding: faultFinding(fault, request.fileAt), entry });
      continue;
    }
    const arrays: [string, NumericArray][] = [];
    for (const each of requests) {
      const bare = opened.value.names.length === 1 && opened.value.names[0] === 'data';
      if (bare && arrays.length > 0) break;
      const array = file.arrayOf(each.request.name, each.request.asStored === true ? 'asStored' : 'float64');
      if (array.ok) arrays.push([bare ? 'data' : each.request.name, array.value]);
      else
        for (const fault of array.faults)
          findings.push({
            finding: faultFinding(fault, bare ? each.request.fileAt : each.request.at),
            entry: each.entry,
          });
    }
    files.push([path, Object.fromEntries(arrays)]);
    hashes.push([path, file.hash()]);
  }
  return { files: Object.fromEntries(files), hashes: Object.fromEntries(hashes), findings };
}

/** What the reader says, its exceptions included. */
export async function readSafely(readFile: ReadFile, path: string): Promise<ReadResult> {
  try {
    return await readFile(path);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
