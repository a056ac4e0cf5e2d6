/** The line (from 1) of the heading of each diagnostic code in docs/diagnostics.md. */
export function linesOfCodes(page: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const [i, line] of page.split(/\r?\n/).entries()) {
    const code = /^### `([^`]+)`/.exec(line)?.[1];
    if (code !== undefined) lines.set(code, i + 1);
  }
  return lines;
}
