/**
 * What the packed part of Fashion-MNIST is, apart from its pixels: whoever describes an experiment needs this and never the
 * half megabyte that workers load.
 */
export const fashionDescription = {
  train: 2000,
  test: 1000,
  image: { rows: 14, columns: 14, channels: 1 },
  classNames: [
    ...['T-shirt', 'trouser', 'pullover', 'dress', 'coat'],
    ...['sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'],
  ],
} as const;
