import type { Result } from '../engine/fault.ts';
import { refuse } from './fault.ts';

/** The refusal of a file that Git LFS has left a pointer for; null where it is no pointer. */
export function refusedPointer(bytes: Uint8Array, file: string): Result<never> | null {
  const size = sizeOfPointed(bytes);
  if (size === null) return null;
  return refuse(
    'file-lfs-pointer',
    `${file}: this is a Git LFS pointer, not the ${size} bytes that it stands for`,
    'fetch them with git lfs pull',
  );
}

/** How large the file itself is, as the pointer writes it. */
function sizeOfPointed(bytes: Uint8Array): string | null {
  if (bytes.length > 1024) return null;
  const text = new TextDecoder('latin1').decode(bytes);
  if (!text.startsWith('version https://git-lfs')) return null;
  return /^size (\d+)$/m.exec(text)?.[1] ?? '?';
}
