import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Server } from '../../rig/server.ts';
import { around } from './around.ts';
import { galleryPage } from './captions.ts';
import { curves } from './curves.ts';
import { files } from './files.ts';
import { pages } from './pages.ts';
import type { Picture } from './picture.ts';
import { emptyList, runs } from './runs.ts';
import { speaking } from './speaking.ts';
import { Studio } from './studio.ts';
import { sweeps } from './sweeps.ts';

const folder = resolve(import.meta.dirname, '..', '..', '..', 'docs', 'gallery');
const failed = resolve(import.meta.dirname, '..', '..', '..', '.cache', 'screenshots');

/** Everything in the gallery, in the order in which it is taken: the list of runs is empty first. */
const pictures: readonly Picture[] = [
  emptyList,
  ...speaking,
  ...curves,
  ...runs.slice(0, 1),
  ...sweeps,
  ...runs.slice(1),
  ...pages,
  ...around,
];

/**
 * Takes the pictures of the gallery whose names have one of the given parts, all of them if none is given, in every theme.
 * The answer is how many could not be taken; a picture of what stood there instead is in .cache/screenshots.
 */
export async function takeGallery(
  server: Server,
  browser: Browser,
  only: readonly string[],
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  mkdirSync(failed, { recursive: true });
  const size = { width: 1360, height: 920 };
  const studio = await Studio.open({ server, browser, size, scale: 1, files });
  let missing = 0;
  for (const { name, take } of pictures) {
    if (only.length > 0 && !only.some(part => name.includes(part))) continue;
    try {
      await studio.save(theme => join(folder, `${theme}-${name}.webp`), await take(studio));
    } catch (error) {
      missing += 1;
      console.error(`${name}:`, error);
      await studio.page.screenshot({ path: join(failed, `${name}.png`) });
    }
  }
  await studio.close();
  writeFileSync(`${folder}.md`, galleryPage(isTaken));
  return missing;
}

const isTaken = (name: string): boolean =>
  ['dark', 'light', 'hc'].every(theme => existsSync(join(folder, `${theme}-${name}.webp`)));
