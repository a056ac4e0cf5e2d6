/** Bytes as an IDX file, the format of MNIST. */
export function idxBytes(shape: readonly number[], bytes: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(4 + 4 * shape.length + bytes.length);
  out.set([0, 0, 8, shape.length]);
  const view = new DataView(out.buffer);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  out.set(bytes, 4 + 4 * shape.length);
  return out;
}
