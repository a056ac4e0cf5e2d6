import { convertIndexedToRgb, decode, type DecodedPng } from 'fast-png';
import type { Result } from '../engine/fault.ts';
import { refuse } from './fault.ts';
import { refusedPointer } from './lfs.ts';
import { PNG_SIGNATURE } from './pngChunks.ts';

/** A picture without transparency: grey, or red, green and blue. */
export interface Pixels {
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
  /** The largest number that a pixel can be: 255, or 65535 where the file has 16 bits. */
  readonly largest: number;
  /** Row by row, the channels of a pixel side by side. */
  readonly data: Uint8Array | Uint16Array;
}

/** Numbers of the largest picture that is unpacked: 2048×2048 in colour and more. */
const MOST_NUMBERS = 2 ** 24;
const HEADER_END = 33;

/** How to make PNGs of one kind from pictures of any; what stays beside them would be refused again. */
export const CONVERT =
  'convert them in Python, with pathlib and PIL.Image imported, and move the originals away: for p in pathlib.Path("data").rglob("*.jpg"): PIL.Image.open(p).convert("RGB").save(p.with_suffix(".png"))';

/**
 * Reads a PNG of any depth, grey, colour or palette, interlaced or not, and checks its checksums. Fewer than 8 bits are spread over
 * 0 … 255. What is opaque everywhere loses its alpha channel; transparent pixels are a fault, as nobody has said what is behind them.
 * @param file the path as the experiment writes it, for messages
 */
export function readPng(bytes: Uint8Array, file: string): Result<Pixels> {
  const pointer = refusedPointer(bytes, file);
  if (pointer) return pointer;
  if (!PNG_SIGNATURE.every((byte, i) => bytes[i] === byte))
    return bytes[0] === 0xff && bytes[1] === 0xd8
      ? refuse('image-not-png', `${file}: this is a JPEG, whatever it is called; PNG is read`, CONVERT)
      : unreadable(file, bytes.length === 0 ? 'the file is empty' : 'it does not begin like a PNG');
  if (bytes.length < HEADER_END) return unreadable(file, 'it ends within its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width * height === 0) return unreadable(file, 'it has no pixels');
  if (width * height * 4 > MOST_NUMBERS)
    return refuse(
      'folder-too-large',
      `${file}: ${height}×${width} pixels are more than a picture may have`,
      'make the images smaller: a perceptron has a weight for every pixel',
    );
  try {
    return picture(decode(bytes, { checkCrc: true }), file);
  } catch (error) {
    return unreadable(file, reasonOf(error));
  }
}

/** What the decoder says; of reads beyond the end, it only passes on what its language calls them. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  if (error instanceof RangeError || cause instanceof RangeError) return 'it is cut off or damaged';
  return cause instanceof Error ? `${message} ${cause.message}` : message;
}

function unreadable(file: string, reason: string): Result<never> {
  const message = `${file}: this PNG cannot be read: ${reason.replace(/[.:]$/, '')}`;
  return refuse('png-unreadable', message, 'copy or save it again');
}

function picture(png: DecodedPng, file: string): Result<Pixels> {
  const { width: columns, height: rows, depth } = png;
  const [numbers, stored] = png.palette
    ? ([convertIndexedToRgb(png), png.palette[0]!.length] as const)
    : ([spread(png), png.channels] as const);
  const channels = stored < 3 ? 1 : 3;
  const data = numbers instanceof Uint16Array ? numbers : Uint8Array.from(numbers);
  const largest = depth === 16 ? 65_535 : 255;
  const own = { rows, columns, channels, largest } as const;
  if (hasTransparent(data, stored, channels, largest) || hasKeyed(png))
    return refuse(
      'png-transparent',
      `${file}: it has transparent pixels, and nothing says what is behind them`,
      'lay it on a background: Image.alpha_composite(Image.new("RGBA", im.size, "white"), im).convert("RGB") in Pillow',
    );
  return { ok: true, value: { ...own, data: stored === channels ? data : opaque(data, stored, channels) } };
}

function hasTransparent(data: Pixels['data'], stored: number, channels: number, largest: number): boolean {
  if (stored === channels) return false;
  for (let i = channels; i < data.length; i += stored) if (data[i] !== largest) return true;
  return false;
}

/** Whether a pixel has the one colour that stands for transparency in files without an alpha channel. */
function hasKeyed({ transparency, data, channels, depth, width, height }: DecodedPng): boolean {
  if (transparency === undefined) return false;
  const numbers = depth < 8 ? samples(data, depth, width, height) : data;
  for (let i = 0; i < numbers.length; i += channels)
    if (transparency.every((value, channel) => numbers[i + channel] === value)) return true;
  return false;
}

/** The same without the alpha channel. */
function opaque(data: Pixels['data'], stored: number, channels: number): Pixels['data'] {
  return data.filter((_, i) => i % stored < channels);
}

/** Grey of fewer than 8 bits as bytes, the brightest being 255. */
function spread({ data, depth, width, height }: DecodedPng): DecodedPng['data'] {
  if (depth >= 8) return data;
  const step = 255 / (2 ** depth - 1);
  return samples(data, depth, width, height).map(sample => sample * step);
}

/** One number a pixel, from rows that begin with a byte each. */
function samples(data: DecodedPng['data'], depth: number, width: number, height: number): Uint8Array {
  const bytes = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const bit = (i % width) * depth;
    return (data[Math.floor(i / width) * bytes + (bit >> 3)]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}
