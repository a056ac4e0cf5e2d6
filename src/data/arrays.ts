import type { Fault, Result } from '../engine/fault.ts';
import { BARE_ARRAY, type NumericArray, type NumericArrays } from './array.ts';
import { dataFault, refuse } from './fault.ts';
import { parseNpy } from './npy.ts';
import { isNpy } from './npyHeader.ts';
import { listNpz, readNpzArray } from './npz.ts';
import { isZip } from './zip.ts';

/** Largest file that is looked at. */
export const MAX_FILE_BYTES = 2 ** 31;

/** What a file turned out to hold: the arrays that were asked for, and the names of all it has. */
export interface FileArrays {
  readonly arrays: NumericArrays;
  readonly names: readonly string[];
}

/**
 * Reads the named arrays of a `.npy` or `.npz` file; which of the two it is, its first bytes say.
 * A bare `.npy` has the one array `data` and gives it for any name. Arrays that are not asked for are not unpacked.
 * @param file the path as the experiment writes it, for messages
 * @returns every fault at once, each naming file, array and reason
 */
export function readArrays(bytes: Uint8Array, file: string, names: readonly string[]): Result<FileArrays> {
  if (bytes.length === 0)
    return refuse('file-empty', `${file}: the file is empty`, 'save the matrices again');
  if (isNpy(bytes)) {
    const array = parseNpy(bytes, file);
    if (!array.ok) return array;
    return { ok: true, value: { arrays: { [BARE_ARRAY]: array.value }, names: [BARE_ARRAY] } };
  }
  if (!isZip(bytes)) {
    return refuse(
      'file-format',
      `${file}: neither a .npy nor a .npz file${guess(bytes)}`,
      'save the matrices with numpy.save or numpy.savez',
    );
  }
  const directory = listNpz(bytes, file);
  if (!directory.ok) return directory;
  const faults: Fault[] = [];
  const arrays: Record<string, NumericArray> = {};
  const known = [...directory.value.keys()];
  for (const name of new Set(names)) {
    const entry = directory.value.get(name);
    if (entry === undefined) {
      faults.push(
        dataFault(
          'array-missing',
          `${file}: there is no array ${name}; the file has ${known.join(', ')}`,
          `name one of ${known.join(', ')}`,
        ),
      );
      continue;
    }
    const array = readNpzArray(bytes, entry, file, name);
    if (array.ok) arrays[name] = array.value;
    else faults.push(...array.faults);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { arrays, names: known } };
}

/** What the first bytes look like instead, for the formats that people keep matrices in. */
function guess(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  if (head.startsWith('\u0089HDF')) return ' (it looks like HDF5 or MATLAB 7.3)';
  if (head.startsWith('MATLAB')) return ' (it looks like a MATLAB file)';
  if (head.startsWith('\u001f\u008b')) return ' (it looks gzipped: unpack it first)';
  if (head.startsWith('\u0080')) return ' (it looks like a Python pickle)';
  if (head.charCodeAt(8) === 0x7b && bytes[7] === 0) return ' (it looks like safetensors)';
  return '';
}
