import { editorTab, focusText, openFile, runCommand } from '../../rig/workbench.ts';
import { text, whole, type Picture } from './picture.ts';
import type { Studio } from './studio.ts';

/** Asks for completions at the caret. */
async function suggest({ page }: Studio): Promise<void> {
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row').first().waitFor();
}

/** The file that speaks. */
export const speaking: readonly Picture[] = [
  {
    name: 'diagnostics',
    take: async studio => {
      const { page } = studio;
      await studio.openAlone('unsound.lora.json');
      await page.locator('.squiggly-error').first().waitFor();
      await runCommand(page, 'Problems: Focus on Problems View');
      await page
        .locator('.markers-panel')
        .getByText(/rank 40/)
        .first()
        .waitFor();
      await studio.caret(8, 24);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget').first().waitFor();
      return whole;
    },
  },
  {
    name: 'hover',
    take: async studio => {
      const { page } = studio;
      await studio.openAlone('plateau.lora.json');
      await page.locator('.view-line').getByText('"initScale"', { exact: true }).first().hover();
      await page.locator('.monaco-hover:visible').first().waitFor();
      return text(studio);
    },
  },
  {
    name: 'inlay-hints',
    take: async studio => {
      await studio.openAlone('figure-1.lora.json');
      await studio.page.locator('.codelens-decoration', { hasText: /Run/ }).waitFor();
      return text(studio);
    },
  },
  {
    name: 'completion-paths',
    take: async studio => {
      await studio.openAlone('paths.lora.json');
      await studio.caret(10, 5);
      await suggest(studio);
      return text(studio);
    },
  },
  {
    name: 'completion-kinds',
    take: async studio => {
      await studio.openAlone('kinds.lora.json');
      await studio.caret(3, 14);
      await suggest(studio);
      return text(studio);
    },
  },
  {
    name: 'code-lens',
    take: async studio => {
      await studio.results('figure-1');
      await studio.openAlone('figure-1.lora.json');
      await studio.page.locator('.codelens-decoration', { hasText: /✓/ }).waitFor();
      return text(studio);
    },
  },
  {
    name: 'formatting',
    take: async studio => {
      const { page } = studio;
      await studio.openAlone('messy.lora.json');
      await openFile(page, 'formatted.lora.json');
      await runCommand(page, 'View: Move Editor into Next Group');
      await focusText(page);
      await page.locator('.editor-group-container').nth(1).locator('.view-line').first().click();
      await page.keyboard.press('Control+Shift+I');
      await page.locator('.tab.dirty').first().waitFor();
      await editorTab(page, 'messy').waitFor();
      return whole;
    },
  },
  {
    name: 'outline',
    take: async studio => {
      await studio.openAlone('grid.lora.json');
      await studio.page.keyboard.press('Control+Shift+O');
      await studio.page.locator('.quick-input-widget .monaco-list-row').first().waitFor();
      return text(studio);
    },
  },
];
