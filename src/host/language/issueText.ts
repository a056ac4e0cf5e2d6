import type { Issue } from '../../experiment/issue.ts';

/** What is wrong, and on a line of its own what to do about it, as sentences. */
export function issueText({ message, remedy }: Pick<Issue, 'message' | 'remedy'>): string {
  return remedy === '' ? ended(message) : `${ended(message)}\n${ended(capital(remedy))}`;
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
