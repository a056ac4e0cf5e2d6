import { MARKS, type ReportBlock, type ReportCell, type ReportPage } from './reportBlocks.ts';
import { reportStyle, type ColourPairs, type ReportScheme } from './reportStyle.ts';

/**
 * The page as one HTML file: no script, nothing remote, the figures inside as SVG. It follows the reader's light or dark
 * scheme; `colours` are the colours of the figures with what they become on dark ground.
 */
export function htmlReport(
  { title, blocks }: ReportPage,
  colours: ColourPairs,
  scheme: ReportScheme = 'auto',
): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${reportStyle(colours, scheme)}
</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${blocks.map(html).join('\n')}
</main>
</body>
</html>
`;
}

function html(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${inline(block.text)}</h2>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'verdict':
      return `<p class="verdict ${block.state}"><span>${MARKS[block.state]}</span> ${inline(block.text)}</p>`;
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'figures':
      return `<div class="figures">${block.figures
        .map(
          ({ id, svg, caption }) =>
            `<figure id="${escaped(id)}">${inPage(svg, id)}<figcaption>${inline(caption)}</figcaption></figure>`,
        )
        .join('')}</div>`;
    case 'table': {
      const head = block.head.map(text => `<th scope="col">${inline(text)}</th>`).join('');
      const rows = block.rows.map(row => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
      return `<div class="table"><table><caption>${inline(block.caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows}
</tbody></table></div>`;
    }
  }
}

const WORDS = { within: 'within the band', outside: 'outside the band', open: 'not judged' } as const;

function cell(content: ReportCell, column: number): string {
  if (typeof content !== 'string') {
    const { state } = content;
    return `<td class="${state}" title="${WORDS[state]}">${MARKS[state]}</td>`;
  }
  return column === 0 ? `<th scope="row">${inline(content)}</th>` : `<td>${inline(content)}</td>`;
}

/** An SVG file inside a page: it scales with its column, and its own names (of clips) meet no other figure's. */
function inPage(svg: string, id: string): string {
  return svg
    .replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, '')
    .replaceAll(/\bid="([^"]+)"/g, `id="${id}-$1"`)
    .replaceAll(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .trim();
}

function inline(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, character => `&#${character.codePointAt(0) ?? 0};`);
}
