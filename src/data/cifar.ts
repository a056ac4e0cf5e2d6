import type { Result } from '../engine/fault.ts';
import type { NumericArrays } from './array.ts';
import { refuse } from './fault.ts';

/** A record of a binary batch of CIFAR-10: a label, then 32×32 pixels of red, of green and of blue. */
const PIXELS = 3 * 32 * 32;
const RECORD = 1 + PIXELS;
const CLASSES = 10;
const DOWNLOAD = 'give the files of cifar-10-binary.tar.gz: data_batch_1.bin … test_batch.bin';

/** True where a file’s name is that of a binary batch: the format itself has no mark. */
export function isCifar(file: string): boolean {
  return file.toLowerCase().endsWith('.bin');
}

/** Reads a binary batch of CIFAR-10: `images` N×3×32×32 of bytes and `labels` N. */
export function parseCifar(bytes: Uint8Array, file: string): Result<NumericArrays> {
  if (bytes.length % RECORD !== 0) {
    const message = `${file}: ${bytes.length} bytes are no whole number of CIFAR-10 records of ${RECORD} bytes`;
    return refuse('cifar-size', message, DOWNLOAD);
  }
  const count = bytes.length / RECORD;
  const images = new Uint8Array(count * PIXELS);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const label = bytes[i * RECORD]!;
    if (label >= CLASSES)
      return refuse('cifar-label', `${file}: record ${i} has the label ${label}, expected 0 … 9`, DOWNLOAD);
    labels[i] = label;
    images.set(bytes.subarray(i * RECORD + 1, (i + 1) * RECORD), i * PIXELS);
  }
  return {
    ok: true,
    value: {
      images: { shape: [count, 3, 32, 32], data: images },
      labels: { shape: [count], data: labels },
    },
  };
}
