import { inflateSync } from 'fflate';
import { bytesOf } from '../../base64.ts';
import { charactersOf, type Characters } from './characters.ts';
import { packedTexts } from './generated/packedTexts.ts';
import type { BuiltInText } from './description.ts';

/** A text that ships, unpacked. */
export function packedText(kind: BuiltInText): Characters {
  return charactersOf(new TextDecoder().decode(inflateSync(bytesOf(packedTexts[kind]))));
}
