import { zlibSync } from 'fflate';
import { joined, PNG_SIGNATURE, pngChunk } from '../../src/data/pngChunks.ts';

/** How the numbers of a PNG are to be taken. */
interface Png {
  readonly width: number;
  readonly height: number;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly type?: 0 | 2 | 3 | 4 | 6;
  readonly depth?: 1 | 2 | 4 | 8 | 16;
  /** Further chunks before the image, `PLTE` and `tRNS`. */
  readonly chunks?: Readonly<Record<string, readonly number[]>>;
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** A PNG of rows that are stored as they are: `bytes` of every row, packed where there are several pixels to a byte. */
export function pngBytes(
  { width, height, type = 0, depth = 8, chunks = {} }: Png,
  bytes: ArrayLike<number>,
): Uint8Array {
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([depth, type], 8);
  const row = Math.ceil((width * CHANNELS[type] * depth) / 8);
  const lines = new Uint8Array(height * (row + 1));
  for (let i = 0; i < height * row; i++) lines[i + Math.floor(i / row) + 1] = bytes[i]!;
  return joined([
    Uint8Array.from(PNG_SIGNATURE),
    pngChunk('IHDR', header),
    ...Object.entries(chunks).map(([name, data]) => pngChunk(name, Uint8Array.from(data))),
    pngChunk('IDAT', zlibSync(lines)),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}
