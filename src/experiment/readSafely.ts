import type { ReadFile, ReadResult } from './load.ts';

/** What the reader says, its exceptions included. */
export async function readSafely(readFile: ReadFile, path: string): Promise<ReadResult> {
  try {
    return await readFile(path);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
