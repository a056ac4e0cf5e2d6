import { deflateSync } from 'node:zlib';
import { joined, PNG_SIGNATURE, pngChunk } from '../../data/pngChunks.ts';
import type { Canvas } from './canvas.ts';

/** A picture as a PNG file, eight bits a colour. */
export function encodePng({ width, height, pixels }: Canvas): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, 2], 8);
  // each row says how it is filtered: not at all
  const rows = new Uint8Array(height * (3 * width + 1));
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(3 * width * y, 3 * width * (y + 1)), y * (3 * width + 1) + 1);
  return joined([
    Uint8Array.from(PNG_SIGNATURE),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', new Uint8Array()),
  ]);
}
