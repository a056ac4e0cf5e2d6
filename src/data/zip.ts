import { inflateSync } from 'fflate';
import type { Result } from '../engine/fault.ts';
import { crc32 } from './crc32.ts';
import { refuse } from './fault.ts';

/** One member of a zip archive, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const COPY_AGAIN = 'copy or save the file again';

/** True where the bytes begin like a zip archive, an empty one included. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** Lists the members of a zip archive from its central directory; zip64 and split archives are refused. */
export function listZip(bytes: Uint8Array, file: string): Result<readonly ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0) {
    return isZip(bytes)
      ? refuse('zip-truncated', `${file}: the archive is truncated (its directory is missing)`, COPY_AGAIN)
      : refuse(
          'zip-magic',
          `${file}: not a zip archive`,
          'give a .npz file as numpy.savez writes it, or a .npy file',
        );
  }
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) return zip64(file);
  if (start + size > end) {
    return refuse('zip-truncated', `${file}: the archive's directory is out of place or cut`, COPY_AGAIN);
  }
  const entries: ZipEntry[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      return refuse(
        'zip-corrupt',
        `${file}: entry ${i + 1} of the archive's directory is damaged`,
        COPY_AGAIN,
      );
    }
    const nameLength = view.getUint16(at + 28, true);
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, Math.min(at + 46 + nameLength, end))),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    };
    if ([entry.packedSize, entry.size, entry.headerOffset].includes(0xffffffff)) return zip64(file);
    entries.push(entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { ok: true, value: entries };
}

/**
 * Unpacks one member and checks its length and checksum. Nothing is allocated before the sizes are believed:
 * a caller that limits sizes looks at `entry.size` first.
 */
export function unpack(bytes: Uint8Array, entry: ZipEntry, label: string): Result<Uint8Array> {
  if (entry.encrypted) {
    return refuse('zip-encrypted', `${label}: the archive is encrypted`, 'save it without a password');
  }
  if (entry.method !== 0 && entry.method !== 8) {
    return refuse(
      'zip-method',
      `${label}: packed by method ${entry.method}; only stored and deflated members can be read`,
      'save it with numpy.savez or numpy.savez_compressed',
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER) return damaged(label);
  // numpy writes zip64 extra fields into local headers even of small files: lengths come from the directory.
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packedSize > bytes.length) {
    return refuse('zip-truncated', `${label}: the archive ends within this member`, COPY_AGAIN);
  }
  const packed = bytes.subarray(start, start + entry.packedSize);
  const plain = entry.method === 0 ? packed : inflate(packed, entry.size);
  if (plain?.length !== entry.size || crc32(plain) !== entry.crc) return damaged(label);
  return { ok: true, value: plain };
}

function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    return undefined;
  }
}

/** Offset of the end-of-directory record; it is followed by a comment of at most 65535 bytes. */
function findEnd(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

function zip64<T>(file: string): Result<T> {
  return refuse(
    'zip64',
    `${file}: zip64 archives (over 4 GB, or over 65534 members) cannot be read`,
    'save the matrices that the experiment needs in a smaller file',
  );
}

function damaged<T>(label: string): Result<T> {
  return refuse(
    'zip-corrupt',
    `${label}: the packed data are damaged (wrong length or checksum)`,
    COPY_AGAIN,
  );
}
