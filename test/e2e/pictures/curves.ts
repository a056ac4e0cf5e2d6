import { plateau } from '../experiments.ts';
import { plots, pointed, whole, type Picture } from './picture.ts';
import type { Studio } from './studio.ts';

/** Sets a switch in one of the menus of the toolbar. */
async function choose({ page, panel }: Studio, menu: string, item: string): Promise<void> {
  await panel.frame.locator(`.${menu} .face`).click();
  await panel.frame.getByRole('menuitemcheckbox', { name: item }).first().click();
  await page.keyboard.press('Escape');
}

/** A place of the loss chart, by its shares of width and height, in the window. */
async function place({ panel }: Studio, x: number, y: number): Promise<readonly [number, number]> {
  const box = await panel.chart('loss').locator('.slider').boundingBox();
  if (box === null) throw new Error('The loss chart is not on the screen');
  return [box.x + x * box.width, box.y + y * box.height];
}

async function drag(
  studio: Studio,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> {
  const { mouse } = studio.page;
  await mouse.move(...(await place(studio, ...from)));
  await mouse.down();
  await mouse.move(...(await place(studio, ...to)), { steps: 6 });
  await mouse.up();
}

/** Gives the `1e-3` of the file on a plateau another exponent. */
async function setScale(studio: Studio, digit: string): Promise<void> {
  const [before = ''] = plateau.split('1e-3');
  const lines = before.split('\n');
  await studio.caret(lines.length, (lines.at(-1) ?? '').length + '1e-3'.length + 1);
  for (const key of ['Backspace', digit]) await studio.page.keyboard.press(key);
}

/** Curves over time and what a reader does with them. */
export const curves: readonly Picture[] = [
  {
    name: 'finished',
    take: async studio => {
      await studio.results('figure-1');
      return whole;
    },
  },
  {
    name: 'crosshair',
    take: async studio => {
      await studio.results('figure-1');
      const { page } = studio;
      for (const x of [0.08, 0.4]) {
        await page.mouse.move(...(await place(studio, x, 0.5)));
        await page.mouse.click(...(await place(studio, x, 0.99)));
        await page.keyboard.press('p');
      }
      await page.mouse.move(...(await place(studio, 0.2, 0.5)));
      return pointed(studio);
    },
  },
  {
    name: 'zoomed',
    take: async studio => {
      await studio.results('figure-1');
      await choose(studio, 'looks', 'Zooms to a box');
      await drag(studio, [0.06, 0.15], [0.35, 0.8]);
      await choose(studio, 'looks', 'Zooms time');
      return plots(studio);
    },
  },
  {
    name: 'overlays',
    take: async studio => {
      await studio.results('figure-1');
      await studio.panel.frame.locator('.overlays .face').click();
      return plots(studio);
    },
  },
  {
    name: 'smoothing',
    take: async studio => {
      await studio.results('network-small-init');
      await choose(studio, 'looks', 'Over 8 %');
      await studio.panel.frame.locator('.looks .face').click();
      return plots(studio);
    },
  },
  {
    name: 'measured-rate',
    take: async studio => {
      await studio.results('figure-1');
      await studio.panel.frame.getByRole('button', { name: 'Measure rate' }).click();
      await drag(studio, [0.17, 0.4], [0.24, 0.4]);
      await studio.panel.frame.locator('.rates tbody tr').first().waitFor();
      return plots(studio);
    },
  },
  {
    name: 'badges',
    take: async studio => {
      await studio.results('plateau');
      await studio.panel.frame.locator('header button.badge').first().click();
      return plots(studio);
    },
  },
  {
    name: 'table',
    take: async studio => {
      await studio.results('figure-1');
      await studio.panel.frame.getByRole('button', { name: 'Show as table' }).click();
      return plots(studio);
    },
  },
  {
    name: 'export-menu',
    take: async studio => {
      await studio.results('figure-1');
      await studio.panel.frame.locator('.export .face').click();
      return plots(studio);
    },
  },
  {
    name: 'what-if',
    take: async studio => {
      await studio.results('figure-1');
      const { frame } = studio.panel;
      await frame.getByRole('button', { name: 'What if?' }).click();
      await frame.getByRole('slider', { name: 'initScale' }).fill('300');
      await frame.locator('.figure.loss .preview').waitFor();
      return plots(studio);
    },
  },
  {
    name: 'edited',
    take: async studio => {
      await studio.results('plateau');
      await setScale(studio, '5');
      await studio.panel.frame.locator('.figure.loss .preview').waitFor();
      return whole;
    },
  },
  {
    name: 'ghosts',
    take: async studio => {
      await studio.results('plateau');
      await setScale(studio, '4');
      await studio.page.keyboard.press('Control+Enter');
      await studio.panel.frame.locator('header .stale').waitFor({ state: 'detached' });
      await studio.panel.waitForState('Done');
      return plots(studio);
    },
  },
];
