import type { Result } from '../engine/fault.ts';
import type { NumericArray } from './array.ts';
import { refuse } from './fault.ts';
import { refusedPointer } from './lfs.ts';

/** Larger files are not looked through while somebody types. */
const MOST_BYTES = 32e6;

const TAB = 9;
const RETURN = 13;
const ESCAPE = 27;
const SPACE = 32;

/**
 * The bytes of a text in UTF-8, of a file that is one. Every fault names the file and the reason.
 * @param file the path as the experiment writes it, for messages
 */
export function openText(bytes: Uint8Array, file: string): Result<NumericArray> {
  const name = 'name a text in UTF-8';
  if (bytes.length === 0) return refuse('text-empty', `${file}: the file is empty`, name);
  const pointer = refusedPointer(bytes, file);
  if (pointer) return pointer;
  if (bytes.length > MOST_BYTES)
    return refuse(
      'text-too-large',
      `${file}: the text has ${Math.round(bytes.length / 1e6)} MB; at most ${MOST_BYTES / 1e6} MB are opened`,
      'save a part of it as a file of its own',
    );
  const control = bytes.findIndex(byte => byte < SPACE && (byte < TAB || byte > RETURN) && byte !== ESCAPE);
  if (control >= 0)
    return refuse('text-not-text', `${file}: this is no text: byte ${control} is ${bytes[control]!}`, name);
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('text-not-text', `${file}: this is no text in UTF-8`, 'save it in UTF-8');
  }
  return { ok: true, value: { shape: [bytes.length], data: bytes } };
}
