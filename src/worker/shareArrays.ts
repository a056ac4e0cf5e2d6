import type { LoadedArray, LoadedFiles } from '../protocol/worker.ts';

/** The same arrays in shared memory, so that posting them to many workers copies nothing. */
export function shareArrays(files: LoadedFiles): LoadedFiles {
  if (typeof SharedArrayBuffer === 'undefined') return files;
  return mapValues(files, arrays => mapValues(arrays, shareArray));
}

function shareArray(array: LoadedArray): LoadedArray {
  if (array.data.buffer instanceof SharedArrayBuffer) return array;
  const memory = new SharedArrayBuffer(array.data.byteLength);
  const data = inMemory(array.data, memory);
  data.set(array.data);
  return { shape: array.shape, data };
}

/** Room for such numbers. */
function inMemory(like: LoadedArray['data'], memory: SharedArrayBuffer): LoadedArray['data'] {
  if (like instanceof Float64Array) return new Float64Array(memory);
  return like instanceof Float32Array ? new Float32Array(memory) : new Uint8Array(memory);
}

function mapValues<A, B>(table: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, map(value)]));
}
