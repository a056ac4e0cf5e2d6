/** A `.npy` file with that header text and those bytes of numbers. */
export function npyBytes(header: string, numbers: Uint8Array, version = 1): Uint8Array {
  const start = version === 1 ? 10 : 12;
  const length = Math.ceil((start + header.length + 1) / 64) * 64 - start;
  const bytes = new Uint8Array(start + length + numbers.length).fill(0x20, start, start + length);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0]);
  const view = new DataView(bytes.buffer);
  if (version === 1) view.setUint16(8, length, true);
  else view.setUint32(8, length, true);
  bytes.set(new TextEncoder().encode(header), start);
  bytes[start + length - 1] = 10;
  bytes.set(numbers, start + length);
  return bytes;
}
