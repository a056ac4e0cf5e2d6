/** Ten steps of cividis (Nuñez, Anderton and Renslow 2018), readable for colour-blind readers and in grey. */
const STEPS = [
  [0, 32, 77],
  [0, 51, 111],
  [57, 72, 107],
  [87, 92, 109],
  [112, 113, 115],
  [138, 135, 121],
  [166, 157, 117],
  [196, 181, 108],
  [228, 207, 91],
  [255, 234, 70],
] as const;

/** The colour of a share in [0, 1], and whether black or white reads better on it. */
export function cividis(share: number): { readonly fill: string; readonly text: '#000000' | '#ffffff' } {
  const place = Math.max(0, Math.min(1, share)) * (STEPS.length - 1);
  const below = Math.min(STEPS.length - 2, Math.floor(place));
  const channels = [0, 1, 2].map(i => {
    const [from, to] = [STEPS[below]![i]!, STEPS[below + 1]![i]!];
    return Math.round(from + (place - below) * (to - from));
  });
  // relative luminance at which contrast with black and white is the same
  const text = luminance(channels) > 0.179 ? '#000000' : '#ffffff';
  return { fill: `rgb(${channels.join(', ')})`, text };
}

function luminance(channels: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = channels.map(channel => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
