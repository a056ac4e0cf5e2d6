/// <reference types="node" />
/**
 * Writes a picture of every state in every theme at 980 and 640 px into .cache/shots (git-ignored), and complains of
 * overlapping or cut words. `node test/webview/shots.ts [part of a name…]`
 */
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { launchBrowser, openPanel } from './harness/browser.ts';
import { THEMES, servePanel } from './harness/page.ts';

const STATES = [
  'finished',
  'running',
  'empty',
  'error',
  'stopped',
  'comparison',
  'diverged',
  'zeros',
  'single',
  'overlays',
  'everything',
  'spectral',
  'grouped',
  'groups',
  'multiples',
  'opened',
  'sweep',
  'staircase',
  'map',
  'unrecorded',
  'rates',
  'whatif',
  'ntkCurves',
  'ntkDigits',
  'ntkEmpty',
  'ntkStopped',
  'ntkFailed',
  'ranks',
  'ranksRunning',
  'mistakes',
  'writing',
] as const;
/** Figure 1 after the reader has done something: the menu of overlays open, all of them on, a spectral row selected, variants pooled. */
const FINISHED: ReadonlySet<string> = new Set([
  'overlays',
  'everything',
  'spectral',
  'grouped',
  'groups',
  'opened',
  'unrecorded',
  'rates',
  'whatif',
]);
/** Views of their own over the batch with three directions. */
const DIRECTIONS: ReadonlySet<string> = new Set(['staircase', 'map']);
const WIDTHS = [980, 640] as const;
const only = process.argv.slice(2);
const out = new URL('../../.cache/shots/', import.meta.url);

await mkdir(out, { recursive: true });
const server = await servePanel();
const browser = await launchBrowser();
try {
  for (const state of STATES) {
    for (const theme of THEMES) {
      for (const width of WIDTHS) {
        const name = `${state}-${theme}-${width}`;
        if (only.length > 0 && !only.some(part => name.includes(part))) continue;
        const { page, complaints } = await openPanel(
          browser,
          server,
          FINISHED.has(state)
            ? 'finished'
            : state === 'multiples'
              ? 'sweep'
              : DIRECTIONS.has(state)
                ? 'directions'
                : state,
          { theme, width },
        );
        if (state === 'finished') await pointAt(page, 0.86);
        if (state === 'spectral') await page.locator('table.legend tbody tr').nth(5).click();
        if (state === 'everything') await switchAllOn(page);
        if (state === 'overlays') await page.click('.overlays .face');
        if (state === 'grouped') await pool(page);
        if (state === 'groups') await page.click('.series .face');
        if (state === 'multiples') await showView(page, 'Small multiples');
        if (state === 'opened') await openFacet(page);
        if (state === 'sweep') await showSweep(page);
        if (state === 'staircase' || state === 'unrecorded') await showView(page, 'Staircase');
        if (state === 'map') await showMap(page);
        if (state === 'mistakes') await showView(page, 'Mistakes');
        if (state === 'writing') await showView(page, 'What the model writes');
        if (state === 'rates') await measure(page);
        if (state === 'whatif') await dragScale(page);
        const problems = [...complaints, ...(await overlaps(page))];
        await page.screenshot({ path: new URL(`${name}.png`, out).pathname, fullPage: true });
        console.log(name, problems.length === 0 ? 'ok' : problems.join(' | '));
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  server.close();
}

/** Puts the crosshair on a time of the loss chart, whose plot rectangle spans [0, 5]. */
async function pointAt(page: Page, t: number): Promise<void> {
  const box = await page.locator('.figure.loss .slider').boundingBox();
  if (box) await page.mouse.move(box.x + (t / 5) * box.width, box.y + box.height / 2);
  await page.waitForSelector('.figure.loss .chip');
}

async function switchAllOn(page: Page): Promise<void> {
  await page.click('.overlays .face');
  const off = page.locator('.overlays [aria-checked=false]');
  while ((await off.count()) > 0) await off.first().click();
  await page.keyboard.press('Escape');
}

/** The chart of the Gaussian initialisation among small multiples. */
async function openFacet(page: Page): Promise<void> {
  await showView(page, 'Small multiples');
  await page.getByRole('button', { name: 'Open gaussian over the whole width' }).click();
  await page.waitForTimeout(300);
}

/** Curves of all runs of each initialisation. */
async function pool(page: Page): Promise<void> {
  await page.click('.series .face');
  await page.getByRole('menuitemcheckbox', { name: 'All runs of each init', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.waitForTimeout(300);
}

async function showView(page: Page, name: string): Promise<void> {
  await page.click('.views .face');
  await page.getByRole('menuitem', { name }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('lora-page-chart')].every(chart => chart.dataset['drawn']),
  );
  await page.waitForTimeout(200);
}

/** The learned map of the middle variant, when the second direction is being learned. */
async function showMap(page: Page): Promise<void> {
  await page.locator('table.legend tbody tr').nth(1).click();
  await showView(page, 'Learned map');
  const slider = page.getByRole('slider', { name: 'Time of the learned map' });
  const most = Number(await slider.getAttribute('max'));
  await slider.fill(String(Math.round(0.29 * most)));
  await page.locator('lora-matrix tbody td').nth(1).hover();
  await page.waitForTimeout(300);
}

/** Drags an interval over the fall of the selected loss. */
async function measure(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Measure rate' }).click();
  const box = (await page.locator('.figure.loss .slider').boundingBox())!;
  const at = (t: number) => box.x + (t / 5) * box.width;
  await page.mouse.move(at(1), box.y + 100);
  await page.mouse.down();
  await page.mouse.move(at(1.2), box.y + 100, { steps: 4 });
  await page.mouse.move(at(1.3), box.y + 100);
  await page.mouse.up();
  await page.mouse.move(0, 0);
  await page.waitForSelector('.rates tbody tr');
  await page.waitForTimeout(300);
}

/** Opens the sliders and drags α to 3 × 10⁻⁴. */
async function dragScale(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'What if?' }).click();
  const slider = page.getByRole('slider', { name: 'initScale' });
  await slider.fill(String(Math.round((4.477 / 6) * Number(await slider.getAttribute('max')))));
  await page.waitForSelector('.figure.loss .preview');
  await page.waitForTimeout(300);
}

/** Turns to the sweep, and chooses a cell in the middle of the map. */
async function showSweep(page: Page): Promise<void> {
  await showView(page, 'Ends over the sweep');
  await page.locator('.heat tbody tr').nth(3).locator('button').nth(4).click();
  await page.waitForSelector('.figure.sweep .dot.head');
  await page.waitForTimeout(300);
}

/** Words on the plots that lie on one another or leave the page. */
async function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector = '.plot svg text, .plot .xtitle, .plot .chip, .plot .phase';
    const words = [...document.querySelectorAll(selector)]
      .filter(
        element => element.textContent.trim() !== '' && getComputedStyle(element).visibility !== 'hidden',
      )
      .map(element => ({ text: element.textContent.trim(), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.height > 0);
    const found: string[] = [];
    words.forEach((a, i) => {
      if (a.box.left < 0 || a.box.right > innerWidth) found.push(`cut: ${a.text}`);
      for (const b of words.slice(i + 1)) {
        const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (across > 1 && down > 3) found.push(`${a.text} × ${b.text}`);
      }
    });
    return found;
  });
}
