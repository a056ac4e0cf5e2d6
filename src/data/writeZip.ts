import { crc32 } from './crc32.ts';

/** One member of an archive to be written. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The first day that a zip archive can name: the same members make the same archive, whenever it is written. */
const FIRST_DAY = 0x21;
/** Names are UTF-8. */
const UTF8 = 0x0800;

/**
 * A zip archive of stored (uncompressed) members, as `numpy.savez` writes them. No zip64: fewer than 65535 members
 * and less than 4 GB, which the caller sees to.
 */
export function zipOf(members: readonly ZipMember[]): Uint8Array<ArrayBuffer> {
  const entries = members.map(({ name, bytes }) => ({
    name: new TextEncoder().encode(name),
    bytes,
    crc: crc32(bytes),
  }));
  const size = entries.reduce((sum, { name, bytes }) => sum + 76 + 2 * name.length + bytes.length, 22);
  const archive = new Uint8Array(size);
  const view = new DataView(archive.buffer);
  let at = 0;
  const put = (bytes: Uint8Array): void => {
    archive.set(bytes, at);
    at += bytes.length;
  };
  const words = (fields: readonly (readonly [width: 2 | 4, value: number])[]): void => {
    for (const [width, value] of fields) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
  };
  const about = ({ name, bytes, crc }: (typeof entries)[number]): [2 | 4, number][] => [
    ...([
      [2, 20],
      [2, UTF8],
      [2, 0],
      [2, 0],
      [2, FIRST_DAY],
    ] as [2, number][]),
    ...([
      [4, crc],
      [4, bytes.length],
      [4, bytes.length],
    ] as [4, number][]),
    ...([
      [2, name.length],
      [2, 0],
    ] as [2, number][]),
  ];

  const offsets: number[] = [];
  for (const entry of entries) {
    offsets.push(at);
    words([[4, 0x04034b50], ...about(entry)]);
    put(entry.name);
    put(entry.bytes);
  }
  const directory = at;
  entries.forEach((entry, i) => {
    words([[4, 0x02014b50], [2, 20], ...about(entry)]);
    words([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offsets[i]!],
    ]);
    put(entry.name);
  });
  const length = at - directory;
  words([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
  ]);
  words([
    [4, length],
    [4, directory],
    [2, 0],
  ]);
  return archive;
}
