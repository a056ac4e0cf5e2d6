import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'fflate';
import { charactersOf, countsOf } from '../src/engine/dataset/text/characters.ts';

/**
 * Packs two texts of this project (MIT) for small language models: paragraphs of its documentation, and the TypeScript of
 * src/engine/network. `node scripts/texts.ts` takes both as they are now, which changes every number that rests on them: the
 * packed ones are of 0.1.0.
 */
const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** Typographic marks as ASCII has them. */
const plain = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—−]/g, '-')
    .replace(/…/g, '...')
    .replace(/×/g, 'x')
    .replace(/·/g, '*');

const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

/** Paragraphs and items of lists, each in a line of its own, without markup, tables, code and formulas. */
function proseOf(path: string): readonly string[] {
  return plain(read(path))
    .replace(/^( *)```[^]*?^\1```/gm, '')
    .split(/\n\s*\n|\n(?=[-*] |\d+\. |\|)/)
    .map(block => block.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/\*\*|`/g, ''))
    .map(block =>
      block
        .replace(/^(#+|-|\*|\d+\.) /, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(block => isAscii(block) && /^[A-Z"(]/.test(block) && !/[|<]/.test(block) && block.length > 40);
}

/** Code without the lines that have other letters. */
function codeOf(path: string): readonly string[] {
  return plain(read(path))
    .split('\n')
    .filter(line => isAscii(line));
}

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  ...['guide', 'theory', 'decisions', 'diagnostics', 'command-line', 'visual', 'agents'].map(
    name => `docs/${name}.md`,
  ),
);
const NETWORK = 'src/engine/network';
const sources = readdirSync(new URL(NETWORK, root), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .sort()
  .map(name => `${NETWORK}/${name}`);
const texts = {
  prose: documents.flatMap(proseOf).join('\n'),
  code: sources
    .flatMap(codeOf)
    .join('\n')
    .replace(/[ \t]+/g, ' '),
};

const into = (name: string, lines: readonly string[]) => {
  const path = `src/engine/dataset/text/generated/${name}.ts`;
  const origin = '// Made by scripts/texts.ts from the documentation and the sources of this project, MIT.';
  writeFileSync(new URL(path, root), [origin, ...lines, ''].join('\n'));
};
const entries = Object.entries(texts);
into('packedTexts', [
  'export const packedTexts = {',
  ...entries.map(([name, text]) => {
    const packed = deflateSync(new TextEncoder().encode(text), { level: 9 });
    return `  ${name}:\n    '${Buffer.from(packed).toString('base64')}',`;
  }),
  '} as const;',
]);
into('textCounts', [
  'export const textCounts = {',
  ...entries.map(([name, text]) => {
    const found = charactersOf(text);
    const counts = [...countsOf(found)].sort(([a], [b]) => a - b);
    const characters = JSON.stringify(String.fromCodePoint(...counts.map(([code]) => code)));
    const numbers = counts.map(([, count]) => count).join(', ');
    console.log(name, found.length, 'characters,', counts.length, 'different');
    return `  ${name}: {\n    length: ${found.length},\n    characters: ${characters},\n    counts: [${numbers}],\n  },`;
  }),
  '} as const;',
]);
