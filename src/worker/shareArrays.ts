import type { LoadedArray, LoadedFiles } from '../protocol/worker.ts';

/** The same arrays in shared memory, so that posting them to many workers copies nothing. */
export function shareArrays(files: LoadedFiles): LoadedFiles {
  if (typeof SharedArrayBuffer === 'undefined') return files;
  return mapValues(files, arrays => mapValues(arrays, shareArray));
}

function shareArray(array: LoadedArray): LoadedArray {
  if (array.data.buffer instanceof SharedArrayBuffer) return array;
  const data = new Float64Array(new SharedArrayBuffer(array.data.byteLength));
  data.set(array.data);
  return { shape: array.shape, data };
}

function mapValues<A, B>(table: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, map(value)]));
}
