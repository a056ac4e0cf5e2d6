/** An array as NumPy is to have it: its shape, and its entries in C order. Texts become fixed-width Unicode. */
export interface NpyContent {
  readonly shape: readonly number[];
  readonly entries: Float64Array | BigInt64Array | readonly string[];
}

/**
 * The bytes of a `.npy` file, format version 1: float64, int64 or Unicode, little-endian, in C order. A shape without
 * dimensions is a single value.
 */
export function npyFile({ shape, entries }: NpyContent): Uint8Array<ArrayBuffer> {
  const { descr, bytes } = encode(entries);
  const header = headerOf(descr, shape);
  const file = new Uint8Array(header.length + bytes.length);
  file.set(header);
  file.set(bytes, header.length);
  return file;
}

function encode(entries: NpyContent['entries']): { readonly descr: string; readonly bytes: Uint8Array } {
  if (entries instanceof Float64Array) {
    const bytes = new DataView(new ArrayBuffer(8 * entries.length));
    entries.forEach((value, i) => bytes.setFloat64(8 * i, value, true));
    return { descr: '<f8', bytes: new Uint8Array(bytes.buffer) };
  }
  if (entries instanceof BigInt64Array) {
    const bytes = new DataView(new ArrayBuffer(8 * entries.length));
    entries.forEach((value, i) => bytes.setBigInt64(8 * i, value, true));
    return { descr: '<i8', bytes: new Uint8Array(bytes.buffer) };
  }
  // UTF-32, every text padded with zeros to the longest; NumPy has no type of width 0
  const texts = entries.map(text => Array.from(text, letter => letter.codePointAt(0) ?? 0));
  const width = texts.reduce((most, { length }) => Math.max(most, length), 1);
  const bytes = new DataView(new ArrayBuffer(4 * width * texts.length));
  texts.forEach((letters, i) =>
    letters.forEach((letter, j) => bytes.setUint32(4 * (i * width + j), letter, true)),
  );
  return { descr: `<U${width}`, bytes: new Uint8Array(bytes.buffer) };
}

/** Magic string, version, length and the dictionary, padded so that the numbers begin at a multiple of 64. */
function headerOf(descr: string, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]!},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = 10;
  const length = Math.ceil((start + text.length + 1) / 64) * 64 - start;
  const header = new Uint8Array(start + length).fill(0x20, start);
  header.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, length & 0xff, length >> 8]);
  header.set(new TextEncoder().encode(text), start);
  header[start + length - 1] = 0x0a;
  return header;
}
