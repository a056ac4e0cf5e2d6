import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editorTab, focusText, openFile, runCommand } from '../rig/workbench.ts';
import { plateau } from './experiments.ts';
import { PlotPanel } from './panel.ts';
import { useWindow } from './window.ts';

const window = useWindow({ 'plateau.lora.json': plateau });
const panel = (): PlotPanel => new PlotPanel(window().page);
const preview = () => panel().frame.locator('.figure.loss .preview polyline');
const slider = () => panel().frame.getByRole('slider', { name: 'initScale' });
const batches = (): string[] => readdirSync(join(window().folder, '.lora-dynamics', 'batches'));
const line = () =>
  window().page.locator('.editor-instance .view-line', { hasText: '"initScale"' }).first().innerText();

describe('What if?', () => {
  it('draws a run with the dragged value over the plots', async () => {
    const { page } = window();
    await openFile(page, 'plateau.lora.json');
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    await editorTab(page, /Results: plateau/).waitFor();
    await panel().waitForState('Done');
    await panel().frame.getByRole('button', { name: 'What if?' }).click();
    await slider().waitFor();
    expect(await slider().getAttribute('aria-valuetext')).toBe('10⁻³');
    await slider().fill('150');
    await preview().waitFor({ state: 'attached' });
    const before = await preview().getAttribute('points');
    await slider().fill('100');
    await expect.poll(() => preview().getAttribute('points')).not.toBe(before);
    await panel().frame.getByText('preview, seed 0').waitFor();
    await panel().frame.getByText('predicted T½').first().waitFor();
  });

  it('has changed neither the file nor the store', async () => {
    expect(await line()).toMatch(/1e-3/);
    expect(batches().length).toBe(1);
    expect(readFileSync(join(window().folder, 'plateau.lora.json'), 'utf8')).toBe(plateau);
  });

  it('writes the value when asked to, and one undo takes it back', async () => {
    const { page } = window();
    const set = await slider().getAttribute('aria-valuetext');
    expect(set).toMatch(/now/);
    await panel().frame.getByRole('button', { name: 'Write initScale to File' }).click();
    await expect.poll(line).not.toMatch(/1e-3/);
    // what the text now does is drawn, too
    await preview().waitFor({ state: 'attached' });
    await focusText(page);
    await page.keyboard.press('Control+z');
    await expect.poll(line).toMatch(/1e-3/);
    await preview().waitFor({ state: 'detached' });
  });

  it('stores nothing of all that', () => {
    expect(batches().length).toBe(1);
  });
});
