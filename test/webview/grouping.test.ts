import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { drawn } from './harness/browser.ts';
import { usePanel } from './harness/usePanel.ts';
import './harness/host.types.ts';

const open = usePanel();
const PATIENT = { timeout: 15_000 };

const rows = (page: Page) => page.locator('table.legend tbody tr').allInnerTexts();
const curves = (page: Page, chart = 'loss') => page.locator(`.figure.${chart} .canvas .lines path`).count();

async function pool(page: Page, item: string): Promise<void> {
  await page.locator('.series .face').click();
  await page.getByRole('menuitemcheckbox', { name: item, exact: true }).click();
  await page.keyboard.press('Escape');
}

describe('curves of all runs that share a value', () => {
  test('stand for the variants in charts and table, and over a reload, until each is wanted again', async () => {
    const page = await open('finished');
    expect(await rows(page)).toHaveLength(6);
    await pool(page, 'All runs of each init');
    await expect.poll(() => rows(page), PATIENT).toHaveLength(2);
    expect((await rows(page)).map(row => row.trim().split(/\s/)[0])).toEqual(['gaussian', 'spectral']);
    await expect.poll(() => curves(page), PATIENT).toBe(2);
    expect(await curves(page, 'alignment')).toBe(2);
    expect(await page.locator('.figure.loss h2').innerText()).toContain('all runs of each init');
    expect(await page.locator('table.legend thead').innerText()).not.toContain('initScale');
    await page.reload();
    await drawn(page);
    expect(await rows(page)).toHaveLength(2);
    expect(await page.locator('.series .face').getAttribute('aria-label')).toBe(
      'Series by init, 2 of 2 shown',
    );
    await pool(page, 'Each variant');
    await expect.poll(() => rows(page), PATIENT).toHaveLength(6);
    await expect.poll(() => curves(page), PATIENT).toBe(6);
  });

  test('have single seeds, asked for by the variants that the host knows, and named by them', async () => {
    const page = await open('finished');
    await pool(page, 'All runs of each init');
    await page.getByRole('radio', { name: 'lines' }).click();
    await expect.poll(() => page.locator('.figure.loss canvas').count(), PATIENT).toBe(1);
    const asked = await page.evaluate(() =>
      window.harness.posted.flatMap(message => (message.type === 'lines' ? [message.variants] : [])),
    );
    expect(asked.at(-1)).toHaveLength(6);
    const known = await page.evaluate(() => window.harness.view.variants.map(({ id }) => id));
    expect([...asked.at(-1)!].sort()).toEqual([...known].sort());
    const box = (await page.locator('.figure.loss .slider').boundingBox())!;
    await expect
      .poll(async () => {
        for (const share of [0.3, 0.4, 0.5, 0.6, 0.7]) {
          await page.mouse.move(box.x + 0.8 * box.width, box.y + share * box.height);
          const name = page.locator('.figure.loss .pointed-name');
          if ((await name.count()) > 0) return name.innerText();
        }
        return '';
      }, PATIENT)
      .toMatch(/^10.+ (gaussian|spectral), seed \d+$/);
  });

  test('leave out what belongs to one variant: sliders of the file and measured rates', async () => {
    const page = await open('finished');
    await page.getByRole('button', { name: 'Measure rate' }).click();
    await pool(page, 'All runs of each initScale');
    await expect.poll(() => rows(page), PATIENT).toHaveLength(3);
    expect(await page.locator('.rates').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Measure rate' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'What if?' }).count()).toBe(0);
  });
});
