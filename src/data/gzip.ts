import { FlateErrorCode, inflateSync } from 'fflate';
import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS } from './array.ts';
import { crc32 } from './crc32.ts';
import { refuse } from './fault.ts';

const COPY_AGAIN = 'copy or download the file again';
const DEFLATED = 8;
/** Flags of the header: a checksum of it, extra fields, a name and a comment follow. */
const HEADER_SUM = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
/** The most that deflate can pack into a byte. */
const MOST_PACKED = 1032;

/** True where the bytes begin like a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks a gzip file of one member (RFC 1952) and checks its length and checksum. */
export function gunzip(bytes: Uint8Array, file: string): Result<Uint8Array> {
  const start = bytes[2] === DEFLATED ? headerEnd(bytes) : -1;
  if (bytes.length >= 10 && bytes[2] !== DEFLATED)
    return refuse('gzip-corrupt', `${file}: packed by an unknown method`, 'pack it with gzip');
  if (start < 0 || start + 8 > bytes.length) return truncated(file);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8, 8);
  const size = trailer.getUint32(4, true);
  if (size > MOST_PACKED * (bytes.length - start)) return truncated(file);
  if (size > 8 * MAX_ELEMENTS)
    return refuse('npy-too-large', `${file}: ${size} bytes are more than can be read`, 'keep fewer examples');
  let plain: Uint8Array;
  try {
    plain = inflateSync(bytes.subarray(start), { out: new Uint8Array(size) });
  } catch (error) {
    const { code } = error as { readonly code?: number };
    return code === FlateErrorCode.UnexpectedEOF ? truncated(file) : damaged(file);
  }
  return plain.length === size && crc32(plain) === trailer.getUint32(0, true)
    ? { ok: true, value: plain }
    : damaged(file);
}

/** Where the packed data begin; −1 where the header is cut off. */
function headerEnd(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & EXTRA) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const text of [NAME, COMMENT]) {
    if (!(flags & text)) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return -1;
    at = end + 1;
  }
  return flags & HEADER_SUM ? at + 2 : at;
}

function truncated(file: string): Result<never> {
  return refuse('gzip-truncated', `${file}: the gzip file is truncated`, COPY_AGAIN);
}

function damaged(file: string): Result<never> {
  const message = `${file}: the gzip file is damaged or cut off at its end (wrong length or checksum)`;
  return refuse('gzip-corrupt', message, COPY_AGAIN);
}
