import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { THEMES } from './harness/page.ts';
import { usePanel } from './harness/usePanel.ts';

const open = usePanel();

/** Turns to a view by the beginning of its name. */
async function turnTo(page: Page, name: string): Promise<void> {
  await page.locator('.views .face').click();
  await page.getByRole('menuitem', { name }).click();
}

async function tick(page: Page, menu: string, name: string): Promise<void> {
  await page.locator(`.${menu} .face`).click();
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}

/** What a reader does with Figure 1, one after another, and what is on the page then. */
const steps: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['the menu of views', page => page.locator('.views .face').click()],
  [
    'the menu of dragging',
    async page => {
      await page.keyboard.press('Escape');
      await page.locator('.looks .face').click();
    },
  ],
  [
    'the menu of files',
    async page => {
      await page.keyboard.press('Escape');
      await page.locator('.export .face').click();
    },
  ],
  [
    'smoothed curves with a pin',
    async page => {
      await page.keyboard.press('Escape');
      await tick(page, 'looks', 'Over 8 % of the time');
      await page.locator('.figure.loss .slider').focus();
      for (const key of ['Home', 'PageUp', 'p']) await page.keyboard.press(key);
      await page.waitForSelector('.pinned table');
    },
  ],
  [
    'pooled runs',
    async page => {
      await tick(page, 'series', 'All runs of each init');
      await page.waitForFunction(() => document.querySelectorAll('table.legend tbody tr').length === 2);
    },
  ],
  [
    'single seeds of pooled runs',
    async page => {
      await page.getByRole('radio', { name: 'lines' }).click();
      await page.waitForSelector('.figure.loss canvas');
    },
  ],
  [
    'pooled runs as tables',
    async page => {
      await page.click('.as-table');
      await page.waitForSelector('.twin');
    },
  ],
  [
    'one of small multiples',
    async page => {
      await page.click('.as-table');
      await tick(page, 'series', 'Each variant');
      await turnTo(page, 'Small multiples');
      await page.getByRole('button', { name: 'Open spectral over the whole width' }).click();
      await page.waitForSelector('.opened .lines path');
    },
  ],
];

describe('axe finds nothing to complain of', () => {
  test.each(THEMES)(
    'while Figure 1 is looked at, in %s',
    async theme => {
      const page = await open('finished', { theme });
      for (const [what, act] of steps) {
        await act(page);
        expect(await violations(page), what).toEqual([]);
      }
    },
    120_000,
  );

  test.each(THEMES)(
    'in a sweep, a comparison and the NTK regime, in %s',
    async theme => {
      const sweep = await open('sweep', { theme });
      await turnTo(sweep, 'Ends over the sweep');
      await sweep.waitForSelector('.heat tbody tr');
      expect(await violations(sweep), 'sweep').toEqual([]);
      for (const state of ['comparison', 'zeros', 'ntkCurves', 'ntkEmpty', 'ntkFailed'])
        expect(await violations(await open(state, { theme })), state).toEqual([]);
    },
    120_000,
  );
});
