import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, page, pages, project } from './pages.ts';

describe('links of the documentation', () => {
  it.each(pages().map(({ path }) => path))('%s leads to files and headings that are there', path => {
    const here = page(path);
    const prose = here.text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    for (const link of links.filter(target => !/^[a-z]+:/.test(target))) {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : relative(project, join(project, dirname(path), file));
      expect(existsSync(join(project, target)), `${link} in ${path}`).toBe(true);
      if (anchor === undefined || !target.endsWith('.md')) continue;
      expect([...anchors(page(target.replaceAll('\\', '/')))], `${link} in ${path}`).toContain(anchor);
    }
  });
});
