import type { Issue } from '../experiment/issue.ts';

/** `file:line:col severity code message. Remedy.` */
export function issueLine(file: string, issue: Issue): string {
  const { line, column, severity, code, message, remedy } = issue;
  return `${file}:${line}:${column} ${severity} ${code} ${message}${remedy ? `; ${remedy}` : ''}\n`;
}
