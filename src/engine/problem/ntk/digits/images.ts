import { packedDigits } from './generated/packedDigits.ts';

/** Side of an image, and how many pixels it has. */
export const SIDE = 8;
export const PIXELS = 64;

/** Images as rows of pixels from 0 to 1, with their digits. */
export interface Images {
  readonly pixels: Float64Array;
  readonly labels: Uint8Array;
  readonly count: number;
}

let unpacked: Images | undefined;

/** The 1797 handwritten digits of 8×8 pixels (Alpaydin and Kaynak, UCI), in their own order. */
export function digitImages(): Images {
  return (unpacked ??= unpack(packedDigits));
}

/** The format is described where it is made: a label, then letters for pixels and for runs of zeros. */
function unpack(text: string): Images {
  const labels: number[] = [];
  const pixels: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 58) labels.push(code - 48);
    else if (code < 97) pixels.push((code - 65) / 16);
    else for (let zero = 95; zero < code; zero++) pixels.push(0);
  }
  return { pixels: Float64Array.from(pixels), labels: Uint8Array.from(labels), count: labels.length };
}

/** Those at the given places. */
export function picked({ pixels, labels }: Images, places: readonly number[]): Images {
  const out = new Float64Array(places.length * PIXELS);
  places.forEach((from, to) => out.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), to * PIXELS));
  return { pixels: out, labels: Uint8Array.from(places, place => labels[place]!), count: places.length };
}

/** Every image turned by a quarter, counter-clockwise. */
export function turned({ pixels, labels, count }: Images): Images {
  const out = new Float64Array(pixels.length);
  for (let i = 0; i < count; i++)
    for (let row = 0; row < SIDE; row++)
      for (let column = 0; column < SIDE; column++)
        out[i * PIXELS + row * SIDE + column] = pixels[i * PIXELS + column * SIDE + (SIDE - 1 - row)]!;
  return { pixels: out, labels, count };
}
