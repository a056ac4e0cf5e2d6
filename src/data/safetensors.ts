import type { Result } from '../engine/fault.ts';
import { MAX_ELEMENTS, shapeText, type NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { beyondDouble } from './npy.ts';
import { FORMAT_BYTES, readNumbers, type Keep, type NumberFormat } from './numbers.ts';

const FORMATS: Readonly<Record<string, NumberFormat>> = {
  ...{ F64: 'f64', F32: 'f32', F16: 'f16', BF16: 'bf16', BOOL: 'bool' },
  ...{ I64: 'i64', I32: 'i32', I16: 'i16', I8: 'i8' },
  ...{ U64: 'u64', U32: 'u32', U16: 'u16', U8: 'u8' },
};
const SAVE_AGAIN = 'save it again with safetensors';
const COPY_AGAIN = 'copy or download the file again';

/** One tensor of a file, as its header describes it. */
export interface SafeTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte, and the one after the last, from the start of the file. */
  readonly from: number;
  readonly to: number;
}

/** True where the bytes begin like a safetensors file: a length of 8 bytes and an opening brace. */
export function isSafetensors(bytes: Uint8Array): boolean {
  return bytes[8] === 0x7b && bytes[6] === 0 && bytes[7] === 0;
}

/** Lists the tensors of a file from its header. What lies outside the file, or has the wrong size, is a fault. */
export function listSafetensors(bytes: Uint8Array, file: string): Result<ReadonlyMap<string, SafeTensor>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  if (start > bytes.length) return truncated(`${file}: the file ends within its header`);
  const entries = headerOf(bytes.subarray(8, start));
  if (entries === null) return unreadable(file, 'its header is no JSON object');
  const tensors = new Map<string, SafeTensor>();
  for (const [name, entry] of entries) {
    const tensor = tensorOf(entry, start);
    if (tensor === null) return unreadable(file, `its header does not describe the tensor ${name}`);
    if (tensor.to > bytes.length) {
      const message = `${file}, array ${name}: it ends at byte ${tensor.to}, the file has ${bytes.length}`;
      return truncated(message);
    }
    const width = FORMAT_BYTES[FORMATS[tensor.dtype] ?? 'u8'];
    const size = tensor.shape.reduce((product, length) => product * length, width);
    if (FORMATS[tensor.dtype] !== undefined && size !== tensor.to - tensor.from) {
      const shape = `shape ${shapeText(tensor.shape)} of ${tensor.dtype} needs ${size} bytes`;
      const message = `${file}, array ${name}: ${shape}, its place in the file has ${tensor.to - tensor.from}`;
      return refuse('safetensors-size', message, SAVE_AGAIN);
    }
    tensors.set(name, tensor);
  }
  if (tensors.size > 0) return { ok: true, value: tensors };
  return refuse('safetensors-empty', `${file}: the file holds no tensor`, 'save the arrays that are needed');
}

/** Reads one tensor that `listSafetensors` has found. */
export function readSafetensor(
  bytes: Uint8Array,
  { dtype, shape, from }: SafeTensor,
  label: string,
  keep: Keep,
): Result<NumericArray> {
  const format = FORMATS[dtype];
  if (format === undefined)
    return refuse(
      'safetensors-dtype',
      `${label}: numbers of type ${dtype} cannot be read`,
      'convert it, for example to torch.float32',
    );
  const count = shape.reduce((product, size) => product * size, 1);
  if (count === 0)
    return refuse('npy-empty', `${label}: the array is empty (shape ${shapeText(shape)})`, 'save entries');
  if (count > MAX_ELEMENTS)
    return refuse(
      'npy-too-large',
      `${label}: shape ${shapeText(shape)} is more than ${MAX_ELEMENTS} numbers`,
      'save fewer rows',
    );
  const data = readNumbers(bytes, { format, offset: from, count, littleEndian: true }, keep);
  return data === null ? beyondDouble(label) : { ok: true, value: { shape, data } };
}

/** The members of the header but its metadata; null where it is no JSON object. */
function headerOf(bytes: Uint8Array): readonly (readonly [string, unknown])[] | null {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof header !== 'object' || header === null || Array.isArray(header)) return null;
    return Object.entries(header).filter(([name]) => name !== '__metadata__');
  } catch {
    return null;
  }
}

function tensorOf(entry: unknown, start: number): SafeTensor | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { dtype, shape, data_offsets: offsets } = entry as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) return null;
  const [from, to] = offsets as readonly [number, number];
  return from > to ? null : { dtype, shape, from: start + from, to: start + to };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every(size => Number.isSafeInteger(size) && Number(size) >= 0);
}

function truncated(message: string): Result<never> {
  return refuse('safetensors-truncated', message, COPY_AGAIN);
}

function unreadable(file: string, reason: string): Result<never> {
  return refuse('safetensors-header', `${file}: ${reason}`, SAVE_AGAIN);
}
