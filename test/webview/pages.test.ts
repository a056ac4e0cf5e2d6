/// <reference types="node" />
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './harness/axe.ts';
import { drawn } from './harness/browser.ts';
import { THEMES } from './harness/page.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();

async function turnTo(page: Page, name: string): Promise<void> {
  await page.locator('.views .face').click();
  await page.getByRole('menuitem', { name }).click();
  await allDrawn(page);
}

async function allDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll<HTMLElement>('lora-page-chart')].every(
      chart => chart.dataset['drawn'] !== undefined,
    ),
  );
}

const posted = (page: Page) => page.evaluate(() => window.harness.posted);
const marks = (page: Page, chart: string) => page.locator(`[data-chart=${chart}] .marks_marks path`).count();
const selectedRow = (page: Page) => page.locator('table.legend tr.selected').innerText();

describe('a page of the kind', () => {
  test('is a choice of the view menu that a reload keeps; Escape leaves it', async () => {
    const page = await open('ranks');
    await turnTo(page, 'Gap and fraction global');
    expect(await page.locator('lora-page-chart').count()).toBe(2);
    expect(await marks(page, 'gap')).toBeGreaterThan(8);
    await page.reload();
    await drawn(page);
    expect(await page.locator('lora-page-chart').count()).toBe(2);
    await page.keyboard.press('Escape');
    expect(await page.locator('lora-page-chart').count()).toBe(0);
  });

  test('what is pointed at is outlined and stands in words; a click selects its variant', async () => {
    const page = await open('ranks');
    await turnTo(page, 'Gap and fraction global');
    const shares = page.locator('[data-chart=shares]');
    const reading = shares.locator('.reading');
    expect(await reading.innerText()).toContain('12, 16, 16 of 16 starts are global');
    const box = (await shares.locator('.slider').boundingBox())!;
    // the second of four bars in the upper lane
    await page.mouse.move(box.x + 0.375 * box.width, box.y + 0.4 * box.height);
    expect(await reading.innerText()).toBe(
      'rank r = 2, initScale 1: 12 global minimum, 4 spurious local minimum of 16 starts',
    );
    expect(await shares.locator('.page-stop').count()).toBe(1);
    await page.mouse.down();
    await page.mouse.up();
    expect(await selectedRow(page)).toMatch(/^\s*2\s+1\s/);
    await page.mouse.move(0, 0);
    expect(await shares.locator('.page-stop').count()).toBe(0);
  });

  test('is read with the arrow keys; Enter selects, Escape stops reading first', async () => {
    const page = await open('ranks');
    await turnTo(page, 'Certificate of every run');
    const slider = page.getByRole('slider', { name: 'what is read' });
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(
      /^rank 1, initScale 1: 10 runs at .*spurious/,
    );
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/^rank 4, initScale 0.01: 16 runs/);
    await page.keyboard.press('Enter');
    expect(await selectedRow(page)).toMatch(/^\s*4\s+0.01\s/);
    await page.keyboard.press('Escape');
    expect(await page.locator('.page .page-stop').count()).toBe(0);
    expect(await page.locator('lora-page-chart').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('lora-page-chart').count()).toBe(0);
  });

  test('follows the selected row', async () => {
    const page = await open('ranks');
    await turnTo(page, 'Spectrum');
    await page.locator('table.legend tbody tr').nth(1).click();
    await page.waitForFunction(() =>
      document.querySelector('lora-page-chart h2')?.textContent.includes('rank 2, initScale 1;'),
    );
    await page.waitForFunction(
      () => document.querySelectorAll('[data-chart=spectrum] .marks_marks path').length > 6,
    );
  });

  test('has a table, and goes out as SVG and as CSV', async () => {
    const page = await open('ranks');
    await turnTo(page, 'Gap and fraction global');
    for (const item of ['Figure as SVG', 'Page as CSV']) {
      await page.locator('.export .face').click();
      await page.getByRole('menuitem', { name: item }).click();
    }
    await page.waitForFunction(
      () => window.harness.posted.filter(({ type }) => type === 'save').length === 2,
    );
    const saved = (await posted(page)).filter(message => message.type === 'save');
    expect(String(saved[0]?.content)).toContain('observed: rank(X*) = 2');
    expect(String(saved[1]?.content)).toContain(
      'Where the starts end,initScale 1,rank r,2,value,,,,12,global minimum',
    );
    await page.locator('.as-table').click();
    expect(await page.locator('lora-page-chart').count()).toBe(0);
    const rows = page.getByRole('region', { name: 'Where the starts end as a table' }).locator('tbody tr');
    expect(await rows.count()).toBe(8 * 2 + 2);
  });

  test('grows while the batch runs', async () => {
    const page = await open('ranksRunning');
    await turnTo(page, 'Certificate of every run');
    const note = page.locator('[data-chart=certificate] .ticks_left_marks text').first();
    const before = await note.textContent();
    await page.evaluate(() => window.harness.show('ranks'));
    await page.waitForFunction(
      text => document.querySelector('[data-chart=certificate] .ticks_left_marks text')?.textContent !== text,
      before,
    );
    expect(await note.textContent()).toBe('0 of 16');
  });
});

describe('everyone can read it', () => {
  test.each(THEMES)('axe finds nothing to complain of in %s', async theme => {
    const page = await open('ranks', { theme, width: 640 });
    for (const view of ['Gap and fraction global', 'Certificate of every run', 'Spectrum']) {
      await turnTo(page, view);
      expect(await violations(page), view).toEqual([]);
    }
    await page.evaluate(() => window.harness.show('mistakes'));
    await turnTo(page, 'Mistakes');
    expect(await violations(page), 'mistakes').toEqual([]);
    await page.evaluate(() => window.harness.show('writing'));
    await turnTo(page, 'What the model writes');
    expect(await violations(page), 'writing').toEqual([]);
  });

  test('images and cells of a table are read with the arrow keys', async () => {
    const page = await open('mistakes');
    await turnTo(page, 'Mistakes');
    await page.getByRole('slider', { name: 'Surest mistakes' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('[data-chart=wrong] .reading').innerText()).toMatch(
      /^true [a-zA-Z -]+, said [a-zA-Z -]+ \(\d+ %\), example \d+$/,
    );
    await page.getByRole('slider', { name: 'What is taken for what' }).focus();
    await page.keyboard.press('Home');
    expect(await page.locator('[data-chart=confusion] .reading').innerText()).toMatch(
      /^true class T-shirt, said T-shirt: \d+ of 107 examples/,
    );
  });
});
