import { charactersOf, countsOf, type Characters } from '../../dataset/text/characters.ts';
import { builtInDescription, type TextDescription } from '../../dataset/text/description.ts';
import type { Result } from '../../fault.ts';
import { fail, type EngineFiles } from '../arrays.ts';
import type { TextSource } from './textSettings.ts';

/** Which setting names a text. */
export type TextKey = 'pretrainedOn' | 'fineTunedOn';

/** Under which name the bytes of a text are among the arrays of its file. */
export const TEXT_ARRAY = 'text';

interface Known {
  /** Tells texts apart within this process, also where a file has changed under its name. */
  readonly id: number;
  readonly characters: Characters;
  readonly description: TextDescription;
}

const known = new WeakMap<object, Known>();
let seen = 0;

/** The text of a file, or that it was not read. */
export function fileText(path: string, key: TextKey, files: EngineFiles): Result<Known> {
  const bytes = files[path]?.[TEXT_ARRAY]?.data;
  if (!(bytes instanceof Uint8Array))
    return fail({
      code: 'file-missing',
      path: ['problem', key, 'path'],
      message: `The file “${path}” was not read`,
      remedy: 'Check the path; it is relative to the experiment file.',
    });
  const before = known.get(bytes);
  if (before) return { ok: true, value: before };
  // a copy: decoders refuse memory that is shared
  const characters = charactersOf(new TextDecoder().decode(bytes.slice()));
  const { codes, length } = characters;
  const description = { read: codes.length, length, counts: countsOf(characters) };
  const text = { id: seen++, characters, description };
  known.set(bytes, text);
  return { ok: true, value: text };
}

/** What is known of a text before it is learned. */
export function describedText(source: TextSource, key: TextKey, files: EngineFiles): Result<TextDescription> {
  if (source.kind !== 'file') return { ok: true, value: builtInDescription(source.kind) };
  const text = fileText(source.path, key, files);
  return text.ok ? { ok: true, value: text.value.description } : text;
}
