/** Lines of text in columns, the first line being the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const lines = rows.map(row =>
    row
      .map((text, column) => text.padEnd(widths[column]!))
      .join('   ')
      .trimEnd(),
  );
  const rule = '─'.repeat(Math.max(...lines.map(({ length }) => length)));
  return `${[lines[0]!, rule, ...lines.slice(1)].join('\n')}\n`;
}
