import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { webview, runCommand } from '../../rig/workbench.ts';
import { whole, type Picture } from './picture.ts';
import type { Studio } from './studio.ts';

const program = resolve(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

/** Exports the figure of an experiment for one column of a paper, once. */
function exportFigure({ folder }: Studio): string {
  const call = (...args: readonly string[]) =>
    execFileSync(process.execPath, [program, ...args], { cwd: folder, stdio: 'ignore' });
  const figure = join(folder, 'figure.svg');
  call('run', 'first-experiment.lora.json');
  call('render', 'first-experiment.lora.json', '--svg', figure, '--width', 'single');
  return figure;
}

/** Figures that leave, and how one begins. */
export const around: readonly Picture[] = [
  {
    name: 'print-figure',
    take: async studio => {
      exportFigure(studio);
      await studio.openAlone('draft.md');
      await runCommand(studio.page, 'Markdown: Open Preview to the Side');
      await webview(studio.page).locator('img').first().waitFor();
      return whole;
    },
  },
  {
    name: 'verified',
    take: async studio => {
      const { page } = studio;
      const figure = exportFigure(studio);
      await studio.openAlone('first-experiment.lora.json');
      await runCommand(page, 'LoRA: Verify Figure…');
      const input = page.locator('.quick-input-widget input[type="text"]').first();
      await input.fill(figure);
      await page.waitForTimeout(800);
      await page.keyboard.press('Enter');
      await page
        .locator('.notification-list-item', { hasText: /same|bit/i })
        .first()
        .waitFor();
      return whole;
    },
  },
  {
    name: 'new-experiment',
    take: async studio => {
      await studio.openAlone('first-experiment.lora.json');
      await runCommand(studio.page, 'LoRA: New Experiment…');
      await studio.page.locator('.quick-input-widget .monaco-list-row').nth(3).waitFor();
      return whole;
    },
  },
  {
    name: 'help',
    take: async studio => {
      await studio.openAlone('first-experiment.lora.json');
      await runCommand(studio.page, 'LoRA: Help');
      await studio.page
        .locator('.quick-input-widget .monaco-list-row', { hasText: 'Guide' })
        .first()
        .waitFor();
      return whole;
    },
  },
  {
    name: 'settings',
    take: async studio => {
      await studio.clear();
      await runCommand(studio.page, 'Preferences: Open Settings (UI)');
      const search = studio.page.locator('.settings-editor .suggest-input-container .monaco-editor');
      await search.first().click();
      await studio.page.keyboard.type('@ext:lora-dynamics.lora-dynamics');
      await studio.page
        .locator('.settings-editor .setting-item-label', { hasText: 'Workers' })
        .first()
        .waitFor();
      return whole;
    },
  },
  ...([1, 2, 3, 4, 5] as const).map((step): Picture => ({
    name: `walkthrough-${step}`,
    take: async studio => {
      const { page } = studio;
      await studio.clear();
      await runCommand(page, 'LoRA: Open Walkthrough');
      const steps = page.locator('.getting-started-step');
      await steps.nth(step - 1).waitFor();
      await steps.nth(step - 1).click();
      return whole;
    },
  })),
];
