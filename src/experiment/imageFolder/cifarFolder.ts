import type { NumericArray, NumericArrays } from '../../data/array.ts';
import { parseCifar } from '../../data/cifar.ts';
import { refusedPointer } from '../../data/lfs.ts';
import type { Result } from '../../engine/fault.ts';
import type { ReadFile } from '../load.ts';
import { incomplete, type FileDigest, type ReadFolder } from './folderContents.ts';
import { readNamed } from './readNamed.ts';

const TRAIN = [1, 2, 3, 4, 5].map(number => `data_batch_${number}.bin`);
const TEST = 'test_batch.bin';
/** A line for each class. */
const NAMES = 'batches.meta.txt';

/** True of the names of CIFAR-10’s binary batches. */
export function isCifarFile(name: string): boolean {
  return TRAIN.includes(name) || name === TEST;
}

/** Reads the five batches of CIFAR-10 as one training set, its test set and the names of its classes; the last two may be missing. */
export async function readCifarFolder(
  path: string,
  names: readonly string[],
  readFile: ReadFile,
): Promise<Result<ReadFolder>> {
  const missing = TRAIN.filter(name => !names.includes(name));
  if (missing.length > 0) return incomplete(path, missing, 'CIFAR-10');
  const digests: FileDigest[] = [];
  const batches: NumericArrays[] = [];
  let arrays: NumericArrays = {};
  for (const name of [NAMES, ...TRAIN, TEST].filter(each => names.includes(each))) {
    const read = await readNamed(path, name, readFile);
    if (!read.ok) return read;
    const { bytes, file, digest } = read.value;
    digests.push(digest);
    const pointer = refusedPointer(bytes, file);
    if (pointer) return pointer;
    if (name === NAMES) {
      arrays = { ...arrays, classNames: { shape: [bytes.length], data: bytes } };
      continue;
    }
    const batch = parseCifar(bytes, file);
    if (!batch.ok) return batch;
    if (name === TEST) arrays = { ...arrays, testX: batch.value['images']!, testY: batch.value['labels']! };
    else batches.push(batch.value);
  }
  const X = joined(batches.map(batch => batch['images']!));
  const y = joined(batches.map(batch => batch['labels']!));
  return { ok: true, value: { arrays: { X, y, ...arrays }, digests } };
}

/** Arrays of bytes one after the other along their first dimension. */
function joined(parts: readonly NumericArray[]): NumericArray {
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  const count = parts.reduce((sum, { shape }) => sum + shape[0]!, 0);
  return { shape: [count, ...parts[0]!.shape.slice(1)], data };
}
