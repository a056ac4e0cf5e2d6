import { MARKS, type ReportBlock, type ReportCell, type ReportPage } from './reportBlocks.ts';

/** The page as Markdown. Figures are data in links at its end, so that the text stays readable as it is. */
export function markdownReport({ title, blocks }: ReportPage): string {
  const figures = blocks.flatMap(block => (block.kind === 'figures' ? block.figures : []));
  const links = figures.map(({ id, svg }) => `[${id}]: data:image/svg+xml;base64,${base64(svg)}`);
  return `${[`# ${title}`, ...blocks.map(text), ...links].join('\n\n')}\n`;
}

function text(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `## ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'verdict':
      return `> **${MARKS[block.state]} ${block.text}**`;
    case 'code':
      return `\`\`\`sh\n${block.text}\n\`\`\``;
    case 'figures':
      return block.figures.map(({ id, caption }) => `![${caption}][${id}]\n\n*${caption}*`).join('\n\n');
    case 'table': {
      const rule = block.head.map((_, column) => (column === 0 ? '---' : '---:'));
      const rows = [block.head, rule, ...block.rows.map(row => row.map(cell))];
      return `**${block.caption}**\n\n${rows.map(row => `| ${row.join(' | ')} |`).join('\n')}`;
    }
  }
}

function cell(content: ReportCell): string {
  return typeof content === 'string' ? content.replaceAll('|', '\\|') : MARKS[content.state];
}

function base64(svg: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(svg)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
