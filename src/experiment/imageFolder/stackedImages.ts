import type { NumericArray } from '../../data/array.ts';
import { refuse } from '../../data/fault.ts';
import { readPng, type Pixels } from '../../data/png.ts';
import type { Result } from '../../engine/fault.ts';
import { below } from '../folderListing.ts';
import type { ReadFile } from '../load.ts';
import type { FileDigest } from './folderContents.ts';
import { readNamed } from './readNamed.ts';

/** As many images are read, and as many bytes kept of them. */
const MOST_IMAGES = 100_000;
const MOST_BYTES = 2 ** 28;
/** Files that are asked for at a time; between two groups others have their turn. */
const GROUP = 32;

/** Images of one kind in one array, in their order: N×rows×columns, or N×3×rows×columns in colour. */
export interface StackedImages {
  readonly X: NumericArray;
  readonly digests: readonly FileDigest[];
}

/** Reads PNGs that have all one size, colour and depth: bytes stay bytes, 16 bits become single precision. */
export async function stackedImages(
  folder: string,
  files: readonly { readonly path: string }[],
  readFile: ReadFile,
): Promise<Result<StackedImages>> {
  const tooMany = (what: string) =>
    refuse<StackedImages>('folder-too-large', `${folder}: ${what}`, 'take fewer images, or smaller ones');
  if (files.length > MOST_IMAGES)
    return tooMany(`${files.length} images are more than the ${MOST_IMAGES} that are read`);
  const digests: FileDigest[] = [];
  let stack: Stack | null = null;
  for (let from = 0; from < files.length; from += GROUP) {
    const group = files.slice(from, from + GROUP);
    const reads = await Promise.all(group.map(({ path }) => readNamed(folder, path, readFile)));
    for (const read of reads) {
      if (!read.ok) return read;
      const { bytes, file, digest } = read.value;
      const image = readPng(bytes, file);
      if (!image.ok) return image;
      stack ??= new Stack(image.value, below(folder, files[0]!.path), files.length);
      if (stack.bytes > MOST_BYTES)
        return tooMany(
          `${files.length} images of ${wordsOf(image.value)} take ${Math.round(stack.bytes / 1e6)} MB; at most ${Math.round(MOST_BYTES / 1e6)} MB are read`,
        );
      const fault = stack.add(image.value, file);
      if (fault) return fault;
      digests.push(digest);
    }
  }
  return { ok: true, value: { X: stack!.array, digests } };
}

class Stack {
  readonly #first: Pixels;
  readonly #file: string;
  readonly #count: number;
  #data: Uint8Array | Float32Array | null = null;
  #used = 0;

  /** For so many images like the first one, which lies in `file`. */
  constructor(first: Pixels, file: string, count: number) {
    this.#first = first;
    this.#file = file;
    this.#count = count;
  }

  get bytes(): number {
    return this.#numbers * (this.#first.largest > 255 ? 4 : 1);
  }

  get array(): NumericArray {
    const { rows, columns, channels } = this.#first;
    const shape = channels === 1 ? [rows, columns] : [channels, rows, columns];
    return { shape: [this.#count, ...shape], data: this.#data! };
  }

  /** Takes the next image; a fault where it is unlike the first. */
  add(image: Pixels, file: string): Result<never> | null {
    if (wordsOf(image) !== wordsOf(this.#first))
      return refuse(
        'images-differ',
        `${file} is ${wordsOf(image)}, but ${this.#file} is ${wordsOf(this.#first)}`,
        'make all alike in Python: PIL.Image.open(p).convert("RGB").resize((32, 32)).save(p)',
      );
    this.#data ??=
      this.#first.largest > 255 ? new Float32Array(this.#numbers) : new Uint8Array(this.#numbers);
    const { rows, columns, channels, data } = image;
    const pixels = rows * columns;
    for (let channel = 0; channel < channels; channel++)
      for (let i = 0; i < pixels; i++) this.#data[this.#used++] = data[i * channels + channel]!;
    return null;
  }

  get #numbers(): number {
    const { rows, columns, channels } = this.#first;
    return this.#count * rows * columns * channels;
  }
}

/** `32×32 in colour of 8 bits` */
function wordsOf({ rows, columns, channels, largest }: Pixels): string {
  return `${rows}×${columns} in ${channels === 1 ? 'grey' : 'colour'} of ${largest > 255 ? 16 : 8} bits`;
}
