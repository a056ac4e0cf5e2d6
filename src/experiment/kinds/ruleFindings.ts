import type { Finding, Proposal, Severity } from '../issue.ts';
import type { Json, Path } from '../json.ts';

/** A finding of the rules of a kind. */
export function finding(
  severity: Severity,
  code: string,
  path: Path,
  message: string,
  remedy: string,
  proposal?: Proposal,
): Finding {
  return { code, severity, origin: 'meaning', message, remedy, path, ...(proposal && { proposal }) };
}

/** Proposes to set a setting to a value. */
export function setTo(path: Path, value: Json, title?: string): Proposal {
  return { kind: 'set', title: title ?? `Set ${path.at(-1) ?? ''} to ${JSON.stringify(value)}`, path, value };
}

/** A number as messages show it: three significant digits. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
