/** Text of files and readers on one line of a Markdown page, where nothing in it means anything. */
export function plainText(text: string): string {
  return text.replaceAll(/[\\|*_`<[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

/** A row of a Markdown table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(plainText).join(' | ')} |`;
}

/** The line below its head. */
export function tableRule(columns: number): string {
  return `| ${Array.from({ length: columns }, () => '---').join(' | ')} |`;
}
