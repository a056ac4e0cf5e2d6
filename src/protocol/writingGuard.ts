import type { Writing } from '../engine/writing.ts';
import { shape, text, type Check } from './checks.ts';

const writing: Check = shape({ prompt: text, before: text, after: text });

/** What a run writes, as it came over a boundary. */
export function isWriting(value: unknown): value is Writing {
  return writing(value);
}
