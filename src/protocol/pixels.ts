/** Whether these are the pixels of an image of this size: two hexadecimal digits a number. */
export function hasPixels(
  { rows, columns, channels }: { readonly rows: number; readonly columns: number; readonly channels: number },
  pixels: string,
): boolean {
  return pixels.length === 2 * rows * columns * channels;
}
