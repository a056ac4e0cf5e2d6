import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS, type NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { parseNpy } from './npy.ts';
import type { Keep } from './numbers.ts';
import { listZip, unpack, type ZipEntry } from './zip.ts';

/** The members of a `.npz` archive that are arrays, by array name (the member's name without `.npy`). */
export type NpzDirectory = ReadonlyMap<string, ZipEntry>;

/** Room for a header beside the largest array. */
const MAX_MEMBER_BYTES = MAX_ELEMENTS * 8 + 65_536;

/** Lists the arrays of a `.npz` archive without unpacking any. An archive without arrays is a fault. */
export function listNpz(bytes: Uint8Array, file: string): Result<NpzDirectory> {
  const entries = listZip(bytes, file);
  if (!entries.ok) return entries;
  const directory = new Map<string, ZipEntry>();
  for (const entry of entries.value) {
    if (entry.name.endsWith('.npy')) directory.set(entry.name.slice(0, -4), entry);
  }
  if (directory.size === 0) {
    return refuse(
      'npz-empty',
      `${file}: the archive holds no NumPy array`,
      'save the matrices with numpy.savez(path, W1=…, W2=…)',
    );
  }
  return { ok: true, value: directory };
}

/** Unpacks and reads one array that `listNpz` has found. */
export function readNpzArray(
  bytes: Uint8Array,
  entry: ZipEntry,
  file: string,
  name: string,
  keep: Keep,
): Result<NumericArray> {
  const label = `${file}, array ${name}`;
  if (entry.size > MAX_MEMBER_BYTES) {
    return refuse(
      'npy-too-large',
      `${label}: ${entry.size} bytes are more than can be read`,
      'use a smaller matrix, or its leading singular directions',
    );
  }
  const member = unpack(bytes, entry, label);
  return member.ok ? parseNpy(member.value, label, keep) : member;
}
