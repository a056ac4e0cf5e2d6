import type { StoredNumbers } from './array.ts';

/** How a number is written in a file. */
export type NumberFormat =
  'f64' | 'f32' | 'f16' | 'bf16' | 'i64' | 'u64' | 'i32' | 'u32' | 'i16' | 'u16' | 'i8' | 'u8' | 'bool';

/**
 * Whether numbers become float64, or stay as narrow as they hold every value of their format: float32 for float32,
 * float16, bfloat16 and integers of 16 bits or fewer with sign, bytes for bytes and booleans.
 */
export type Keep = 'float64' | 'asStored';

/** Bytes that a number takes in a file. */
export const FORMAT_BYTES: Readonly<Record<NumberFormat, number>> = {
  ...{ f64: 8, i64: 8, u64: 8 },
  ...{ f32: 4, i32: 4, u32: 4 },
  ...{ f16: 2, bf16: 2, i16: 2, u16: 2 },
  ...{ i8: 1, u8: 1, bool: 1 },
};

/** Where numbers lie, and how. */
export interface NumberPlace {
  readonly format: NumberFormat;
  readonly offset: number;
  readonly count: number;
  readonly littleEndian: boolean;
}

/**
 * Reads numbers from bytes that reach far enough; bytes that stay bytes are a view of them; NaN and infinity come as they are. Integers of 64 bits beyond 2⁵³, which a
 * double does not hold, give null.
 */
export function readNumbers(bytes: Uint8Array, place: NumberPlace, keep: Keep): StoredNumbers | null {
  const { format, offset, count, littleEndian: little } = place;
  // of many images the copy would be most of the memory that reading takes
  if (keep === 'asStored' && isByte(format)) return bytes.subarray(offset, offset + count);
  const out = keep === 'asStored' ? narrowest(format, count) : new Float64Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * FORMAT_BYTES[format]);
  switch (format) {
    case 'f64':
      for (let i = 0; i < count; i++) out[i] = view.getFloat64(8 * i, little);
      return out;
    case 'f32':
      for (let i = 0; i < count; i++) out[i] = view.getFloat32(4 * i, little);
      return out;
    case 'f16':
      for (let i = 0; i < count; i++) out[i] = half(view.getUint16(2 * i, little));
      return out;
    case 'bf16':
      for (let i = 0; i < count; i++) out[i] = ofBits(view.getUint16(2 * i, little) << 16);
      return out;
    case 'i64':
    case 'u64':
      for (let i = 0; i < count; i++) {
        const whole = format === 'i64' ? view.getBigInt64(8 * i, little) : view.getBigUint64(8 * i, little);
        out[i] = Number(whole);
        if (!Number.isSafeInteger(out[i])) return null;
      }
      return out;
    case 'i32':
      for (let i = 0; i < count; i++) out[i] = view.getInt32(4 * i, little);
      return out;
    case 'u32':
      for (let i = 0; i < count; i++) out[i] = view.getUint32(4 * i, little);
      return out;
    case 'i16':
      for (let i = 0; i < count; i++) out[i] = view.getInt16(2 * i, little);
      return out;
    case 'u16':
      for (let i = 0; i < count; i++) out[i] = view.getUint16(2 * i, little);
      return out;
    case 'i8':
      for (let i = 0; i < count; i++) out[i] = view.getInt8(i);
      return out;
    case 'u8':
    case 'bool':
      for (let i = 0; i < count; i++) out[i] = view.getUint8(i);
      return out;
  }
}

function isByte(format: NumberFormat): boolean {
  return format === 'u8' || format === 'bool';
}

function narrowest(format: NumberFormat, count: number): StoredNumbers {
  const wide = format.endsWith('64') || format === 'i32' || format === 'u32';
  return wide ? new Float64Array(count) : new Float32Array(count);
}

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** The single-precision number of these 32 bits. */
function ofBits(pattern: number): number {
  bits[0] = pattern;
  return single[0]!;
}

/** The number of 16 bits in IEEE half precision: 1 of sign, 5 of exponent, 10 of fraction. */
function half(pattern: number): number {
  const sign = (pattern & 0x8000) << 16;
  const exponent = (pattern >> 10) & 31;
  const fraction = pattern & 1023;
  if (exponent === 0) return (sign === 0 ? fraction : -fraction) * 5.9604644775390625e-8;
  return ofBits(sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13));
}
