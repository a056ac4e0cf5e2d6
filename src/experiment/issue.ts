import type { Fault } from '../engine/fault.ts';
import type { Json, Path } from './json.ts';

export type Severity = 'error' | 'warning' | 'hint';

/**
 * Who else may report the same thing: an editor's JSON service sees `syntax` and `structure` (types, enums, unknown
 * keys) through the schema; `meaning` is what only this project knows.
 */
export type Origin = 'syntax' | 'structure' | 'meaning';

/** Replaces `length` characters at `offset`. */
export interface TextEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** A message about a place in the text of an experiment. */
export interface Issue {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: Severity;
  readonly origin: Origin;
  /** What is wrong. One sentence, no full stop at the end. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Place in the document that `offset` and `length` point at. */
  readonly path: Path;
  readonly offset: number;
  readonly length: number;
  /** Both from 1; the column counts UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** An edit that removes the cause, where it is certain. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** An edit proposed in terms of settings, before it is known where they stand in the text. */
export type Proposal =
  | { readonly kind: 'rename'; readonly title: string; readonly to: string }
  | { readonly kind: 'set'; readonly title: string; readonly path: Path; readonly value: Json }
  | { readonly kind: 'remove'; readonly title: string }
  /** Writes over the part of a string that the finding is about. */
  | { readonly kind: 'reword'; readonly title: string; readonly text: string };

/** A message about a setting, before it is known where that stands in the text. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly origin: Origin;
  readonly message: string;
  readonly remedy: string;
  /** Place among the settings: `['adapter', 'rank']`. */
  readonly path: Path;
  /** Whether the key or the value is to be underlined; the value unless said. */
  readonly at?: 'key' | 'value';
  /** The part of a string that is meant, counted in what the string says (not in how the file escapes it). */
  readonly within?: { readonly from: number; readonly to: number };
  readonly proposal?: Proposal;
}

/** A fault of the engine or of a user's file as a finding. */
export function faultFinding(fault: Fault, under: Path = []): Finding {
  return {
    code: fault.code,
    severity: 'error',
    origin: 'meaning',
    message: withoutFullStop(fault.message),
    remedy: withoutFullStop(fault.remedy),
    path: [...under, ...fault.path],
  };
}

function withoutFullStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
