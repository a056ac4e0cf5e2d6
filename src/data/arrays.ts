import type { Result } from '../engine/fault.ts';
import { BARE_ARRAY, type NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { parseNpy } from './npy.ts';
import { isNpy } from './npyHeader.ts';
import { listNpz, readNpzArray } from './npz.ts';
import { isZip } from './zip.ts';

/** A file whose arrays can be read one by one. */
export interface ArrayFile {
  /** Names of all arrays it has. */
  readonly names: readonly string[];
  /** Unpacks and reads one of them. A bare `.npy` gives its only array for any name. */
  read(name: string): Result<NumericArray>;
}

/**
 * Opens a `.npy` or `.npz` file; which of the two it is, its first bytes say. Nothing is unpacked before it is asked
 * for. Every fault names file, array and reason.
 * @param file the path as the experiment writes it, for messages
 */
export function openArrays(bytes: Uint8Array, file: string): Result<ArrayFile> {
  if (bytes.length === 0)
    return refuse('file-empty', `${file}: the file is empty`, 'save the matrices again');
  if (isNpy(bytes)) {
    return { ok: true, value: { names: [BARE_ARRAY], read: () => parseNpy(bytes, file) } };
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
  const names = [...directory.value.keys()];
  const read = (name: string): Result<NumericArray> => {
    const entry = directory.value.get(name);
    if (entry !== undefined) return readNpzArray(bytes, entry, file, name);
    const list = names.join(', ');
    return refuse(
      'array-missing',
      `${file}: there is no array ${name}; the file has ${list}`,
      `name one of ${list}`,
    );
  };
  return { ok: true, value: { names, read } };
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
