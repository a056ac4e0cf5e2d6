import { crc32 } from './crc32.ts';
import { joined, PNG_SIGNATURE, pngChunk } from './pngChunks.ts';

interface Chunk {
  readonly type: string;
  /** From its length field to its checksum. */
  readonly whole: Uint8Array;
  readonly data: Uint8Array;
  readonly intact: boolean;
}

/** A text that a PNG carries, and the bytes of its other chunks: what is drawn, and how. */
export interface PngText {
  /** Null where there is no text of that keyword. */
  readonly text: string | null;
  readonly rest: Uint8Array<ArrayBuffer>;
}

/** True where the bytes begin with the signature of PNG. */
export function isPng(bytes: Uint8Array): boolean {
  return PNG_SIGNATURE.every((byte, i) => bytes[i] === byte);
}

/** The PNG with a text of that keyword (international text, UTF-8, not packed) before its end; null where it is none. */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> | null {
  const chunks = chunksOf(png);
  if (typeof chunks === 'string') return null;
  const latin = new TextEncoder().encode(keyword);
  const words = new TextEncoder().encode(text);
  // keyword, no compression, no language, no translated keyword
  const data = new Uint8Array(latin.length + 5 + words.length);
  data.set(latin);
  data.set(words, latin.length + 5);
  const kept = chunks.filter(chunk => !hasKeyword(chunk, keyword));
  const end = kept.length - 1;
  return joined([
    Uint8Array.from(PNG_SIGNATURE),
    ...kept.slice(0, end).map(({ whole }) => whole),
    pngChunk('iTXt', data),
    kept[end]!.whole,
  ]);
}

/** Reads the text of that keyword; a sentence where the bytes are no whole PNG or the text is damaged. */
export function readPngText(png: Uint8Array, keyword: string): PngText | string {
  const chunks = chunksOf(png);
  if (typeof chunks === 'string') return chunks;
  const carrier = chunks.find(chunk => hasKeyword(chunk, keyword));
  const rest = joined(chunks.filter(chunk => chunk !== carrier).map(({ whole }) => whole));
  if (carrier === undefined) return { text: null, rest };
  if (!carrier.intact) return 'what the picture carries is damaged (wrong checksum)';
  const at = keyword.length;
  if (carrier.data[at + 1] !== 0) return 'what the picture carries was packed by another program';
  const languageEnd = carrier.data.indexOf(0, at + 3);
  const start = languageEnd < 0 ? -1 : carrier.data.indexOf(0, languageEnd + 1);
  if (start < 0) return 'what the picture carries is damaged (no text in it)';
  return { text: new TextDecoder().decode(carrier.data.subarray(start + 1)), rest };
}

function hasKeyword({ type, data }: Chunk, keyword: string): boolean {
  const latin = new TextEncoder().encode(keyword);
  return type === 'iTXt' && data[latin.length] === 0 && latin.every((byte, i) => data[i] === byte);
}

/** All chunks, the last being the end; a sentence where the file is none or is cut. */
function chunksOf(png: Uint8Array): readonly Chunk[] | string {
  if (!isPng(png)) return 'it is not a PNG picture';
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = PNG_SIGNATURE.length; at + 12 <= png.length;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > png.length) break;
    const typed = png.subarray(at + 4, end - 4);
    const type = new TextDecoder('latin1').decode(typed.subarray(0, 4));
    const intact = crc32(typed) === view.getUint32(end - 4);
    chunks.push({ type, whole: png.subarray(at, end), data: typed.subarray(4), intact });
    if (type === 'IEND') return chunks;
    at = end;
  }
  return 'the picture is cut off: its end is missing';
}
