/** What the handwritten digits are, apart from their pixels: how they are divided, and the shape of an image. */
export const digitsDescription = {
  train: 1000,
  test: 797,
  classes: 10,
  image: { rows: 8, columns: 8, channels: 1 },
} as const;
