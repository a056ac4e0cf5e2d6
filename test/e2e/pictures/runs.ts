import type { Locator } from 'playwright-core';
import { runCommand } from '../../rig/workbench.ts';
import { whole, type Picture } from './picture.ts';
import type { Framing, Studio } from './studio.ts';

/** Shows the list, as wide as its rows need and without the files above it, with these experiments run. */
async function list(studio: Studio, files: Readonly<Record<string, string | RegExp>> = {}): Promise<void> {
  const { page } = studio;
  for (const [file, state] of Object.entries(files)) await studio.results(file, state);
  await studio.clear();
  await runCommand(page, 'LoRA: Show Runs');
  const header = page.locator('.explorer-viewlet .pane-header').first();
  if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (bar === null) throw new Error('There is no side bar');
  const right = bar.x + bar.width;
  await page.mouse.move(right, 400);
  await page.mouse.down();
  await page.mouse.move(right + 40, 400, { steps: 4 });
  await page.mouse.move(600, 400, { steps: 4 });
  await page.mouse.up();
}

/** The row of an experiment, and that of its newest batch. */
const row = ({ page }: Studio, name: RegExp): Locator =>
  page.locator('.explorer-viewlet .pane', { hasText: 'LoRA Runs' }).getByRole('treeitem', { name }).first();

/** Chooses from the menu of two experiments that are selected together. */
async function menuOfTwo(studio: Studio, entry: string): Promise<void> {
  await list(studio, { plateau: 'Done', 'first-experiment': 'Done' });
  await row(studio, /^plateau/).click();
  const second = row(studio, /^first-experiment/);
  await second.click({ modifiers: ['ControlOrMeta'] });
  await second.click({ button: 'right' });
  await studio.page.locator('.monaco-menu .action-label', { hasText: entry }).first().click();
}

const sideBar = (studio: Studio): Framing => ({
  parts: [studio.page.locator('.part.sidebar')],
  height: 520,
});

/** What a list says before anything has run. */
export const emptyList: Picture = {
  name: 'runs-welcome',
  take: async studio => {
    await list(studio);
    await studio.page.getByText('Batches that you run are listed here').first().waitFor();
    return sideBar(studio);
  },
};

/** The list of runs and comparisons. */
export const runs: readonly Picture[] = [
  {
    name: 'runs',
    take: async studio => {
      await list(studio, { 'figure-1': 'Done', partly: /failure/, sweeping: /Running|Stopped/ });
      await row(studio, /^figure-1/).click();
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight']) {
        await studio.page.keyboard.press(key);
        await studio.page.waitForTimeout(500);
      }
      return sideBar(studio);
    },
  },
  {
    name: 'runs-named',
    take: async studio => {
      await list(studio, { 'figure-1': 'Done' });
      await row(studio, /^figure-1/).click();
      for (const key of ['ArrowRight', 'ArrowDown', 'F2']) {
        await studio.page.keyboard.press(key);
        await studio.page.waitForTimeout(500);
      }
      await answer(studio, 'Baseline');
      const named = row(studio, /^Baseline/);
      await named.click({ button: 'right' });
      await studio.page.locator('.monaco-menu .action-label', { hasText: 'Edit Note' }).first().click();
      await answer(studio, 'thirty seeds, as published');
      await named.hover();
      await named.getByRole('button', { name: 'Pin' }).click();
      await studio.page.waitForTimeout(500);
      await named.click({ button: 'right' });
      await studio.page.locator('.monaco-menu').waitFor();
      return { ...sideBar(studio), hovering: true };
    },
  },
  {
    name: 'runs-filter',
    take: async studio => {
      await list(studio, { 'figure-1': 'Done', partly: /failure/ });
      const { page } = studio;
      await page.getByRole('button', { name: 'Filter Runs' }).first().click();
      await answer(studio, 'failed');
      await row(studio, /^figure-1/).waitFor({ state: 'detached' });
      return sideBar(studio);
    },
  },
  {
    name: 'compare',
    take: async studio => {
      const all = studio.page.getByRole('button', { name: 'Show All Runs' }).first();
      if (await all.isVisible()) await all.click();
      await menuOfTwo(studio, 'Compare');
      await studio.panel.frame.locator('table.legend').waitFor();
      await studio.page.keyboard.press('Control+b');
      return whole;
    },
  },
  {
    name: 'what-differs',
    take: async studio => {
      await menuOfTwo(studio, 'What Differs?');
      await studio.page.locator('.editor-instance .view-lines').first().waitFor();
      await studio.page.keyboard.press('Control+b');
      return whole;
    },
  },
];

async function answer({ page }: Studio, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.fill(text);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(700);
}
