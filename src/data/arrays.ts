import type { Result } from '../engine/fault.ts';
import { BARE_ARRAY, type NumericArray } from './array.ts';
import { isCifar, parseCifar } from './cifar.ts';
import { refuse } from './fault.ts';
import { gunzip, isGzip } from './gzip.ts';
import { isIdx, parseIdx } from './idx.ts';
import { refusedPointer } from './lfs.ts';
import { parseNpy } from './npy.ts';
import { isNpy } from './npyHeader.ts';
import { listNpz, readNpzArray } from './npz.ts';
import type { Keep } from './numbers.ts';
import { isSafetensors, listSafetensors, readSafetensor } from './safetensors.ts';
import { isZip } from './zip.ts';

/** A file whose arrays can be read one by one. */
export interface ArrayFile {
  /** Names of all arrays it has. */
  readonly names: readonly string[];
  /** Unpacks and reads one of them. A bare `.npy` or IDX file gives its only array for any name. */
  read(name: string, keep?: Keep): Result<NumericArray>;
}

/**
 * Opens a file of arrays: `.npy`, `.npz`, `.safetensors`, IDX (MNIST), a binary batch of CIFAR-10, or any of them gzipped.
 * Which it is, its first bytes say (of CIFAR-10 the name). Of archives nothing is unpacked before it is asked for. Every fault
 * names file, array and reason.
 * @param file the path as the experiment writes it, for messages
 */
export function openArrays(bytes: Uint8Array, file: string): Result<ArrayFile> {
  if (bytes.length === 0)
    return refuse('file-empty', `${file}: the file is empty`, 'save the matrices again');
  const pointer = refusedPointer(bytes, file);
  if (pointer) return pointer;
  if (isGzip(bytes)) {
    const unpacked = gunzip(bytes, file);
    return unpacked.ok ? openPlain(unpacked.value, file.replace(/\.gz$/i, ''), file) : unpacked;
  }
  return openPlain(bytes, file, file);
}

/** @param name the path without the ending of what it was packed with */
function openPlain(bytes: Uint8Array, name: string, file: string): Result<ArrayFile> {
  if (isNpy(bytes)) return bare(keep => parseNpy(bytes, file, keep));
  if (isZip(bytes)) {
    const directory = listNpz(bytes, file);
    if (!directory.ok) return directory;
    return named(directory.value, file, (entry, array, keep) =>
      readNpzArray(bytes, entry, file, array, keep),
    );
  }
  if (isSafetensors(bytes)) {
    const tensors = listSafetensors(bytes, file);
    if (!tensors.ok) return tensors;
    return named(tensors.value, file, (tensor, array, keep) =>
      readSafetensor(bytes, tensor, `${file}, array ${array}`, keep),
    );
  }
  if (isCifar(name)) {
    const batch = parseCifar(bytes, file);
    if (!batch.ok) return batch;
    return named(new Map(Object.entries(batch.value)), file, value => ({ ok: true, value }));
  }
  if (isIdx(bytes)) return bare(keep => parseIdx(bytes, file, keep));
  return refuse(
    'file-format',
    `${file}: neither .npy, .npz, .safetensors nor IDX${guess(bytes)}`,
    'save the matrices with numpy.save or numpy.savez',
  );
}

function bare(read: (keep: Keep) => Result<NumericArray>): Result<ArrayFile> {
  return { ok: true, value: { names: [BARE_ARRAY], read: (_, keep = 'float64') => read(keep) } };
}

function named<Entry>(
  entries: ReadonlyMap<string, Entry>,
  file: string,
  read: (entry: Entry, name: string, keep: Keep) => Result<NumericArray>,
): Result<ArrayFile> {
  const names = [...entries.keys()];
  return {
    ok: true,
    value: {
      names,
      read: (name, keep = 'float64') => {
        const entry = entries.get(name);
        if (entry !== undefined) return read(entry, name, keep);
        const list = names.join(', ');
        return refuse(
          'array-missing',
          `${file}: there is no array ${name}; the file has ${list}`,
          `name one of ${list}`,
        );
      },
    },
  };
}

/** What the first bytes look like instead, for the formats that people keep matrices in. */
function guess(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16));
  if (head.startsWith('\u0089HDF')) return ' (it looks like HDF5 or MATLAB 7.3)';
  if (head.startsWith('MATLAB')) return ' (it looks like a MATLAB file)';
  if (head.startsWith('\u0080')) return ' (it looks like a Python pickle)';
  return '';
}
