import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { painted } from './harness/painted.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();
/** Thousands of lines take their time where other programs run. */
const PATIENT = { timeout: 15_000 };

const head = (page: Page, chart = 'loss') => page.locator(`.figure.${chart} h2`).innerText();

/** Moves over the loss until a line is under the pointer, and gives its name. */
async function pointAtLine(page: Page): Promise<string> {
  const box = (await page.locator('.figure.loss .slider').boundingBox())!;
  for (let y = 40; y < box.height; y += 9) {
    await page.mouse.move(box.x + 0.6 * box.width, box.y + y);
    const name = page.locator('.figure.loss .pointed-name');
    if ((await name.count()) > 0) return name.innerText();
  }
  throw new Error('There is no line to point at');
}

describe('a thousand variants', () => {
  test('are all painted; the pointer names one, draws it over the others, and a click chooses it', async () => {
    const page = await open('thousand');
    expect(await painted(page)).toBeGreaterThan(20_000);
    expect(await head(page)).toContain('999 others thin');
    expect(await page.locator('.figure.loss .canvas .lines path').count()).toBe(1);
    const name = await pointAtLine(page);
    expect(name).toMatch(/^scale \d+$/);
    expect(await page.locator('.figure.loss .pointed path').count()).toBe(1);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => head(page, 'phases'), PATIENT).toContain(name);
  });

  test('the table makes the rows in view alone, and all can be scrolled to', async () => {
    const page = await open('thousand');
    const rows = page.locator('table.legend tbody tr:not(.spacer)');
    expect(await rows.count()).toBeLessThan(60);
    expect(await page.locator('table.legend').getAttribute('aria-rowcount')).toBe('1002');
    const scroll = page.locator('.scroll.long');
    await scroll.evaluate(element => element.scrollTo(0, element.scrollHeight));
    await expect.poll(() => rows.last().innerText(), PATIENT).toMatch(/^\s*999\b/);
    expect(await rows.last().getAttribute('aria-rowindex')).toBe('1002');
  });

  test('a table that was away while it was scrolled comes back at its top', async () => {
    const page = await open('thousand');
    const rows = page.locator('table.legend tbody tr:not(.spacer)');
    await page.locator('.scroll.long').evaluate(element => element.scrollTo(0, element.scrollHeight));
    await expect.poll(() => rows.last().getAttribute('aria-rowindex'), PATIENT).toBe('1002');
    const variants = (shown: boolean) =>
      page.evaluate(all => {
        const { view } = window.harness;
        window.harness.send({ type: 'view', view: { ...view, variants: all ? view.variants : [] } });
      }, shown);
    await variants(false);
    await expect.poll(() => page.locator('table.legend').count(), PATIENT).toBe(0);
    await variants(true);
    await expect.poll(() => rows.first().getAttribute('aria-rowindex'), PATIENT).toBe('3');
  });

  test('another theme has other colours', async () => {
    const page = await open('thousand');
    const colour = () =>
      page
        .locator('.figure.loss canvas.crowd')
        .evaluate(element => (element as HTMLCanvasElement).toDataURL());
    const before = await colour();
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-loraDynamics-series1', '#00ffff');
    });
    await expect.poll(colour, PATIENT).not.toBe(before);
  });
});

describe('single seeds on demand', () => {
  test('the seeds of the row that is pointed at are asked for and drawn, and go with it', async () => {
    const page = await open('hundred');
    const asked = () =>
      page.evaluate(() => window.harness.posted.filter(({ type }) => type === 'lines').length);
    expect(await asked()).toBe(0);
    await page.locator('table.legend tbody tr').nth(2).hover();
    await expect.poll(asked, PATIENT).toBe(1);
    await expect.poll(() => page.locator('.figure.loss .pointed path').count(), PATIENT).toBe(11);
    // another batch with the same variants has other seeds
    await page.evaluate(() => {
      const { view } = window.harness;
      window.harness.send({ type: 'view', view: { ...view, method: 'another' } });
    });
    await expect.poll(asked, PATIENT).toBe(2);
    await page.mouse.move(5, 5);
    await expect.poll(() => page.locator('.figure.loss .pointed path').count(), PATIENT).toBe(0);
  });
});
