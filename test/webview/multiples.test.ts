import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { drawn } from './harness/browser.ts';
import { usePanel } from './harness/usePanel.ts';

const open = usePanel();
const PATIENT = { timeout: 15_000 };

async function show(page: Page): Promise<void> {
  await page.click('.views .face');
  await page.getByRole('menuitem', { name: 'Small multiples' }).click();
  await page.waitForSelector('.multiples');
  await drawn(page);
}

const charts = (page: Page) => page.locator('.multiples lora-chart');
const titles = (page: Page) => page.locator('.cell h2').allInnerTexts();

describe('small multiples', () => {
  test('are a chart a value on the same axes, kept over a reload; another field makes others', async () => {
    const page = await open('sweep');
    await show(page);
    expect(await charts(page).count()).toBe(7);
    const ticks = async (i: number) =>
      (await charts(page).nth(i).locator('.axis text').allTextContents()).join(' ');
    for (const i of [1, 6]) expect(await ticks(i)).toBe(await ticks(0));
    const paths = (i: number) => charts(page).nth(i).locator('.canvas .lines path').count();
    expect([await paths(0), await paths(6)]).toEqual([11, 11]);
    expect(await page.locator('.multiples > h2').innerText()).toContain('one chart each imbalance');
    await page.reload();
    await drawn(page);
    expect(await charts(page).count()).toBe(7);
    await page.click('.facets .face');
    await page.getByRole('menuitemcheckbox', { name: 'One chart each initScale' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => charts(page).count(), PATIENT).toBe(11);
    expect(await paths(0)).toBe(7);
  });

  test('share a crosshair and a zoom', async () => {
    const page = await open('finished');
    await show(page);
    const sliders = page.locator('.multiples .slider');
    expect(await sliders.count()).toBe(2);
    await sliders.first().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await expect.poll(() => page.locator('.multiples .chip').count(), PATIENT).toBe(2);
    expect(await sliders.nth(1).getAttribute('aria-valuetext')).toMatch(/^at t = .*10⁻³ .*10⁻⁵ /);
    expect(await sliders.first().getAttribute('aria-label')).toBe('gaussian: crosshair over time');
    const last = () => page.locator('.multiples .axis.time').nth(1).locator('text').last().textContent();
    const before = await last();
    await page.keyboard.press('+');
    await expect.poll(last, PATIENT).not.toBe(before);
  });

  test('a click opens one over the whole width and selects the line under it; Escape goes back', async () => {
    const page = await open('finished');
    await show(page);
    expect(await titles(page)).toHaveLength(2);
    const box = (await page.locator('.multiples .slider').nth(0).boundingBox())!;
    await page.mouse.click(box.x + 0.9 * box.width, box.y + box.height - 3);
    await page.waitForSelector('.opened');
    expect(await page.locator('lora-chart').count()).toBe(1);
    expect(await page.locator('.opened h2').innerText()).toMatch(/^gaussian/);
    expect(await page.locator('.opened .canvas .lines path').count()).toBe(3);
    expect(await page.locator('table.legend tr.selected').innerText()).toContain('gaussian');
    await page.reload();
    await drawn(page);
    expect(await page.locator('.opened').count()).toBe(1);
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
    await expect.poll(() => charts(page).count(), PATIENT).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.figure.phases').count(), PATIENT).toBe(1);
  });

  test('open and close by keys, and the focus goes with them', async () => {
    const page = await open('finished');
    await show(page);
    const button = page.getByRole('button', { name: 'Open spectral over the whole width' });
    await button.focus();
    await page.keyboard.press('Enter');
    const back = page.getByRole('button', { name: 'Each init', exact: true });
    await expect.poll(() => back.evaluate(it => it === document.activeElement), PATIENT).toBe(true);
    expect(await page.locator('.opened h2').innerText()).toMatch(/^spectral/);
    expect(await page.locator('table.legend tr.selected').innerText()).toContain('spectral');
    await page.keyboard.press('Enter');
    await expect.poll(() => button.evaluate(it => it === document.activeElement), PATIENT).toBe(true);
  });

  test('are tables where tables are wanted, and what belongs to curves is not there', async () => {
    const page = await open('finished');
    await page.getByRole('button', { name: 'Measure rate' }).click();
    await show(page);
    for (const name of ['Measure rate', 'What if?'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    const box = (await page.locator('.multiples .slider').first().boundingBox())!;
    await page.mouse.move(box.x + 30, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.getByRole('button', { name: 'Reset zoom' }).isEnabled(), PATIENT).toBe(true);
    expect(await page.locator('.opened').count()).toBe(0);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect.poll(() => page.locator('.twin').count(), PATIENT).toBe(3);
    expect(await charts(page).count()).toBe(0);
  });
});
