import { describe, expect, it } from 'vitest';
import { editorTab, focusText, openFile, runCommand, textHasFocus } from '../rig/workbench.ts';
import { plateau } from './experiments.ts';
import { PlotPanel } from './panel.ts';
import { useWindow } from './window.ts';

const window = useWindow({ 'plateau.lora.json': plateau });
const panel = (): PlotPanel => new PlotPanel(window().page);

/** The line of the text that names a setting, as it stands in the editor. */
const line = (setting: string) =>
  window()
    .page.locator('.editor-instance .view-line', { hasText: `"${setting}"` })
    .first()
    .innerText();

describe('what a run shows', () => {
  it('is told as a badge, which opens its note', async () => {
    const { page } = window();
    await openFile(page, 'plateau.lora.json');
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    await editorTab(page, /Results: plateau/).waitFor();
    await panel().waitForState('Done');
    const badge = panel().frame.locator('header button.badge', { hasText: 'on a plateau' });
    await badge.waitFor();
    expect(await panel().frame.locator('.note').count()).toBe(0);
    await badge.click();
    await panel()
      .frame.getByRole('note', { name: /is on a plateau/ })
      .waitFor();
  });

  it('has its fix in the note: a press changes the text and goes there, and the panel says that it is edited', async () => {
    const { page } = window();
    expect(await line('initScale')).toContain('1e-3');
    await panel()
      .frame.locator('.note vscode-button', { hasText: /Set initScale to/ })
      .click();
    await expect.poll(() => line('initScale')).toMatch(/1e-4|0\.0001/);
    await expect.poll(() => textHasFocus(page)).toBe(true);
    await panel().frame.locator('header', { hasText: 'File edited since this run' }).waitFor();
  });

  it('is undone by one undo, and the panel is up to date again', async () => {
    const { page } = window();
    await page.keyboard.press('Control+z');
    await expect.poll(() => line('initScale')).toContain('1e-3');
    await panel()
      .frame.locator('header', { hasText: 'File edited since this run' })
      .waitFor({ state: 'detached' });
  });

  it('can be pressed again, and the next run is of the mended file', async () => {
    const { page } = window();
    await panel()
      .frame.locator('.note vscode-button', { hasText: /Set initScale to/ })
      .click();
    await expect.poll(() => line('initScale')).toMatch(/1e-4|0\.0001/);
    await expect.poll(() => textHasFocus(page)).toBe(true);
    await page.keyboard.press('Control+Enter');
    await panel().frame.locator('.note vscode-button', { hasText: 'Set initScale to 1e-5' }).waitFor();
    await panel().waitForState('Done');
    expect(await panel().frame.locator('header .stale').count()).toBe(0);
  });
});
