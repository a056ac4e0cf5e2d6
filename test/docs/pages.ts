import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const project = resolve(import.meta.dirname, '..', '..');

/** A Markdown page of the project. */
export interface Page {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block of code. */
export interface Fence {
  /** What stands after the opening fence: `jsonc`, `sh`. */
  readonly info: string;
  readonly code: string;
}

/** The pages that a reader of the project is offered. */
export function pages(): readonly Page[] {
  return globSync(['*.md', 'docs/*.md'], { cwd: project })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
    .map(path => ({ path, text: readFileSync(join(project, path), 'utf8') }));
}

export function page(path: string): Page {
  return { path, text: readFileSync(join(project, path), 'utf8') };
}

/** The fenced blocks of a page, in order. */
export function fences({ text }: Page): readonly Fence[] {
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, info = '', code = '']) => ({
    info: info.trim(),
    code,
  }));
}

/** The headings of a page as GitHub makes anchors of them. */
export function anchors({ text }: Page): ReadonlySet<string> {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  const found = new Set<string>();
  for (const [, heading = ''] of prose.matchAll(/^#{1,6} +(.+)$/gm)) {
    const slug = heading
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    let name = slug;
    for (let i = 1; found.has(name); i++) name = `${slug}-${i}`;
    found.add(name);
  }
  return found;
}
