import type { ImageShape } from '../../dataset/contract.ts';

/** How images lie in an array. */
export interface ImageLayout {
  /** Null where points are no images. */
  readonly image: ImageShape | null;
  /** Whether the channels of a pixel lie side by side, as in N×rows×columns×channels. */
  readonly channelsLast: boolean;
}

/** Channels of grey and of colour images. */
const CHANNELS = [1, 3];

/**
 * What an array of points says of its images, or a user of a flat one: `given` is rows, columns and perhaps channels. Of
 * N×a×b×c the channels are a where that is 1 or 3, else c. Null where the two do not agree.
 */
export function layoutOf(shape: readonly number[], given?: readonly number[]): ImageLayout | null {
  const own = layoutOfArray(shape);
  if (given === undefined) return own;
  const [rows = 0, columns = 0, channels = 1] = given;
  const { image } = own;
  if (image !== null || shape.length !== 2)
    return image?.rows === rows && image.columns === columns && image.channels === channels ? own : null;
  return rows * columns * channels === shape[1]
    ? { image: { rows, columns, channels }, channelsLast: false }
    : null;
}

function layoutOfArray([, a = 0, b = 0, c = 0, ...more]: readonly number[]): ImageLayout {
  if (b > 0 && c === 0) return { image: { rows: a, columns: b, channels: 1 }, channelsLast: false };
  if (c > 0 && more.length === 0) {
    if (CHANNELS.includes(a)) return { image: { rows: b, columns: c, channels: a }, channelsLast: false };
    if (CHANNELS.includes(c)) return { image: { rows: a, columns: b, channels: c }, channelsLast: true };
  }
  return { image: null, channelsLast: false };
}
