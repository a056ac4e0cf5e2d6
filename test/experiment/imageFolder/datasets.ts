import { gzipSync } from 'fflate';
import { idxBytes } from '../../data/idxBytes.ts';
import { pngBytes } from '../../data/pngBytes.ts';

type Files = Record<string, Uint8Array>;

/** How the files of MNIST are called: as they are downloaded, packed or unpacked, and as some programs unpack them. */
export type IdxNames = 'ubyte.gz' | 'ubyte' | '.idx';

/** The four files of MNIST in a folder: squares of `side`, labels 0 … 9 in turn. */
export function mnistFiles(
  folder: string,
  {
    train = 40,
    test = 20,
    side = 28,
    names = 'ubyte.gz',
  }: { train?: number; test?: number; side?: number; names?: IdxNames } = {},
): Files {
  const file = (set: string, content: string, dimensions: number): string => {
    const joint = names === '.idx' ? '.' : '-';
    return `${folder}/${set}-${content}${joint}idx${dimensions}-ubyte${names === 'ubyte.gz' ? '.gz' : ''}`;
  };
  const stored = (bytes: Uint8Array) => (names === 'ubyte.gz' ? gzipSync(bytes) : bytes);
  const set = (name: string, count: number): Files => ({
    [file(name, 'images', 3)]: stored(idxBytes([count, side, side], pixels(count * side * side))),
    [file(name, 'labels', 1)]: stored(
      idxBytes(
        [count],
        Array.from({ length: count }, (_, i) => i % 10),
      ),
    ),
  });
  return { ...set('train', train), ...set('t10k', test) };
}

/** The files of cifar-10-binary.tar.gz, with so many records to a batch. */
export function cifarFiles(folder: string, records = 10): Files {
  const batch = (first: number) =>
    Uint8Array.from(
      Array.from({ length: records }, (_, i) => [(first + i) % 10, ...pixels(3072, first + i)]).flat(),
    );
  const names = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');
  return {
    ...Object.fromEntries([1, 2, 3, 4, 5].map(k => [`${folder}/data_batch_${k}.bin`, batch(k)])),
    [`${folder}/test_batch.bin`]: batch(7),
    [`${folder}/batches.meta.txt`]: new TextEncoder().encode(`${names.join('\n')}\n\n`),
    [`${folder}/readme.html`]: new TextEncoder().encode('<html></html>'),
  };
}

/** A folder for each class with so many PNGs: grey ones of 4×4, all different, or all as given. */
export function classFiles(
  folder: string,
  classes: Readonly<Record<string, number>>,
  image?: Uint8Array,
): Files {
  return Object.fromEntries(
    Object.entries(classes).flatMap(([name, count], label) =>
      Array.from({ length: count }, (_, i): [string, Uint8Array] => [
        `${folder}/${name}/${i}.png`,
        image ?? pngBytes({ width: 4, height: 4 }, pixels(16, 31 * label + i)),
      ]),
    ),
  );
}

/** Bytes that look like noise. */
export function pixels(length: number, start = 0): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => ((i + start) * (i + start) * 31 + 7 * start) % 251);
}
