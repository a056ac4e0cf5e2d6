import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { drawn } from './harness/browser.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();
const PATIENT = { timeout: 15_000 };

const ticks = async (page: Page, axis: 'time' | 'value') =>
  (await page.locator(`.figure.loss .axis.${axis} text`).allTextContents()).join(' ');

async function choose(page: Page, item: string): Promise<void> {
  await page.locator('.looks .face').click();
  await page.getByRole('menuitemcheckbox', { name: item }).click();
  await page.keyboard.press('Escape');
}

/** Drags over the loss, from and to shares of its width and height. */
async function drag(page: Page, from: readonly number[], to: readonly number[]): Promise<void> {
  const box = (await page.locator('.figure.loss .slider').boundingBox())!;
  const at = ([x, y]: readonly number[]) => [box.x + x! * box.width, box.y + y! * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to.map((end, i) => (end + from[i]!) / 2)));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

describe('dragging', () => {
  test('zooms to a box, then moves what is shown, as chosen; both are kept across a reload', async () => {
    const page = await open('finished');
    const whole = [await ticks(page, 'time'), await ticks(page, 'value')];
    await choose(page, 'Zooms to a box');
    await drag(page, [0.1, 0.2], [0.4, 0.7]);
    await expect.poll(() => ticks(page, 'time'), PATIENT).not.toBe(whole[0]);
    expect(await ticks(page, 'value')).not.toBe(whole[1]);
    const boxed = [await ticks(page, 'time'), await ticks(page, 'value')];
    await choose(page, 'Moves the plot');
    await drag(page, [0.8, 0.5], [0.3, 0.1]);
    await expect.poll(() => ticks(page, 'time'), PATIENT).not.toBe(boxed[0]);
    expect(await ticks(page, 'value')).not.toBe(boxed[1]);
    const moved = [await ticks(page, 'time'), await ticks(page, 'value')];
    await page.reload();
    await drawn(page);
    expect([await ticks(page, 'time'), await ticks(page, 'value')]).toEqual(moved);
    await page.getByRole('button', { name: 'Reset zoom' }).click();
    await expect.poll(() => ticks(page, 'time'), PATIENT).toBe(whole[0]);
  });

  test('keys do the same: Ctrl a box, Alt moves; Alt with an arrow moves by a tenth, and never beyond the run', async () => {
    const page = await open('finished');
    const whole = await ticks(page, 'time');
    await page.keyboard.down('Control');
    await drag(page, [0.1, 0.2], [0.3, 0.8]);
    await page.keyboard.up('Control');
    await expect.poll(() => ticks(page, 'time'), PATIENT).not.toBe(whole);
    const boxed = await ticks(page, 'time');
    await page.locator('.figure.loss .slider').focus();
    for (let i = 0; i < 30; i++) await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => ticks(page, 'time'), PATIENT).toMatch(/^0 /);
    for (let i = 0; i < 60; i++) await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => ticks(page, 'time'), PATIENT).toMatch(/ 5$/);
    expect(await ticks(page, 'time')).not.toBe(boxed);
  });
});

describe('smoothing', () => {
  test('draws a smoothed curve over the raw one, which is faint, and says so', async () => {
    const page = await open('finished');
    const paths = page.locator('.figure.loss .canvas .lines path');
    expect(await paths.count()).toBe(6);
    await choose(page, 'Over 8 %');
    await expect.poll(() => paths.count(), PATIENT).toBe(12);
    expect(await paths.nth(0).getAttribute('stroke-opacity')).toBe('0.4');
    expect(await page.locator('.figure.loss h2').innerText()).toContain('smoothed over 8 %');
    expect(await page.locator('.figure.phases .canvas .lines path').count()).toBe(2);
    await choose(page, 'None');
    await expect.poll(() => paths.count(), PATIENT).toBe(6);
  });
});

describe('pins', () => {
  test('keep what the crosshair read, in a table of their own, and are taken out there', async () => {
    const page = await open('finished');
    const slider = page.locator('.figure.loss .slider');
    await slider.focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageUp');
    await page.keyboard.press('p');
    await expect.poll(() => page.locator('.figure.loss .pin').count(), PATIENT).toBe(1);
    expect(await page.locator('.figure.alignment .pin').count()).toBe(0);
    const table = page.locator('.pinned table');
    const words = await page.locator('th.columns').first().innerText();
    expect(await table.locator('th.columns').innerText()).toContain(words.replace('at ', ''));
    const row = await page.locator('table.legend tbody tr').nth(2).locator('td').nth(2).innerText();
    expect(await table.locator('tbody tr').nth(2).innerText()).toContain(row);
    await page.reload();
    await drawn(page);
    expect(await page.locator('.figure.loss .pin').count()).toBe(1);
    expect(await page.locator('.figure.loss .chip.pinned').count()).toBe(1);
    await page.getByRole('button', { name: /Take out the pin/ }).click();
    await expect.poll(() => page.locator('.pin').count(), PATIENT).toBe(0);
  });
});
