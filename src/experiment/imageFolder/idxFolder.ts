import type { NumericArray } from '../../data/array.ts';
import { openArrays } from '../../data/arrays.ts';
import type { Result } from '../../engine/fault.ts';
import type { ReadFile } from '../load.ts';
import { incomplete, type FileDigest, type ReadFolder } from './folderContents.ts';
import { readNamed } from './readNamed.ts';

/** `train-images-idx3-ubyte`, and as it is called where it was unpacked by hand: `train-images.idx3-ubyte`; or packed. */
const NAME = /^(train|t10k)-(images|labels)[-.]idx\d-ubyte(\.gz)?$/i;

/** True of the names of MNIST’s four files. */
export function isIdxFile(name: string): boolean {
  return NAME.test(name);
}

/** The arrays that the files of a set are, by their names: set and content. */
const ARRAYS = [
  ['X', 'train', 'images'],
  ['y', 'train', 'labels'],
  ['testX', 't10k', 'images'],
  ['testY', 't10k', 'labels'],
] as const;

/**
 * Reads MNIST, Fashion-MNIST or another set under their names, packed or not: of two of a kind the one that is unpacked. The files of
 * the test set may both be missing.
 */
export async function readIdxFolder(
  path: string,
  names: readonly string[],
  readFile: ReadFile,
): Promise<Result<ReadFolder>> {
  const found = ARRAYS.map(([key, set, content]) => {
    const own = names.filter(name => {
      const [, ofSet = '', ofContent = ''] = NAME.exec(name) ?? [];
      return ofSet.toLowerCase() === set && ofContent.toLowerCase() === content;
    });
    return { key, missing: `${set}-${content}`, name: own.find(name => !/\.gz$/i.test(name)) ?? own[0] };
  });
  const tested = found.slice(2).some(({ name }) => name !== undefined);
  const wanted = tested ? found : found.slice(0, 2);
  const missing = wanted.filter(({ name }) => name === undefined);
  if (missing.length > 0)
    return incomplete(
      path,
      missing.map(each => each.missing),
      'MNIST',
    );
  const arrays: [string, NumericArray][] = [];
  const digests: FileDigest[] = [];
  for (const { key, name } of wanted) {
    const read = await readNamed(path, name!, readFile);
    if (!read.ok) return read;
    const { bytes, file, digest } = read.value;
    const opened = openArrays(bytes, file);
    const array = opened.ok ? opened.value.read(key, 'asStored') : opened;
    if (!array.ok) return array;
    arrays.push([key, array.value]);
    digests.push(digest);
  }
  return { ok: true, value: { arrays: Object.fromEntries(arrays), digests } };
}
