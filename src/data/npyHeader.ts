import type { Result } from '../engine/fault.ts';
import { refuse } from './fault.ts';

/** What a `.npy` header says, before anything is believed about its type. */
export interface NpyHeader {
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Offset of the first number. */
  readonly dataOffset: number;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const SAVE_AGAIN = 'save it again with numpy.save or numpy.savez';

/** True where the bytes begin with NumPy's magic string. */
export function isNpy(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte);
}

/**
 * Reads the header of the `.npy` format, versions 1 to 3.
 * @param label names file and array in messages, for example `weights.npz, array W1`
 */
export function readNpyHeader(bytes: Uint8Array, label: string): Result<NpyHeader> {
  if (!isNpy(bytes)) {
    return refuse(
      'npy-magic',
      `${label}: not a .npy array (it does not begin with NumPy's magic string)`,
      SAVE_AGAIN,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 10) return truncated(label);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) {
    return refuse('npy-version', `${label}: .npy format version ${version} is not known`, SAVE_AGAIN);
  }
  const start = version === 1 ? 10 : 12;
  if (bytes.length < start) return truncated(label);
  const dataOffset = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (bytes.length < dataOffset) return truncated(label);

  const text = new TextDecoder('latin1').decode(bytes.subarray(start, dataOffset));
  if (/'descr'\s*:\s*\[/.test(text)) {
    return refuse(
      'npy-dtype',
      `${label}: a structured array (several named fields) cannot be read`,
      'save one plain array of float64 for each matrix',
    );
  }
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const tuple = /'shape'\s*:\s*\(([^)]*)\)/.exec(text)?.[1];
  const shape = tuple === undefined ? undefined : readShape(tuple);
  if (descr === undefined || order === undefined || shape === undefined) {
    return refuse(
      'npy-header',
      `${label}: the header does not give descr, fortran_order and shape`,
      SAVE_AGAIN,
    );
  }
  return { ok: true, value: { descr, fortranOrder: order === 'True', shape, dataOffset } };
}

function truncated<T>(label: string): Result<T> {
  return refuse('npy-truncated', `${label}: the file ends within the header`, 'copy or save the file again');
}

function readShape(tuple: string): readonly number[] | undefined {
  const parts = tuple.split(',').map(part => part.trim());
  if (parts.at(-1) === '') parts.pop();
  if (!parts.every(part => /^\d+L?$/.test(part))) return undefined;
  return parts.map(part => Number(part.replace('L', '')));
}
