import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { captions, galleryPage } from '../e2e/pictures/captions.ts';
import { page, project } from './pages.ts';

const names = Object.values(captions).flatMap(section => Object.keys(section));
const isTaken = (name: string): boolean =>
  ['dark', 'light', 'hc'].every(theme =>
    existsSync(join(project, 'docs', 'gallery', `${theme}-${name}.webp`)),
  );

describe('docs/gallery.md', () => {
  it('shows every picture that there is, in three themes', () => {
    expect(page('docs/gallery.md').text).toBe(galleryPage(isTaken));
    const shown = names.filter(isTaken);
    expect(shown.length).toBeGreaterThan(0);
    const expected = shown.flatMap(name => ['dark', 'hc', 'light'].map(theme => `${theme}-${name}.webp`));
    expect(globSync('*', { cwd: join(project, 'docs', 'gallery') }).sort()).toEqual(expected.sort());
  });

  it('is linked where readers look for it', () => {
    expect(page('README.md').text).toContain('(docs/gallery.md)');
    expect(page('docs/visual.md').text).toContain('(gallery.md)');
  });
});
