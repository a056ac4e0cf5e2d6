import { describe, expect, it } from 'vitest';
import { editorTab, focusText, openFile, runCommand } from '../rig/workbench.ts';
import { PlotPanel } from './panel.ts';
import { files } from './pictures/files.ts';
import { useWindow } from './window.ts';

const window = useWindow({ 'grid.lora.json': files['grid.lora.json'] ?? '' });
const panel = (): PlotPanel => new PlotPanel(window().page);
const curvesOf = (chart: string) => panel().frame.locator(`${chart} .canvas .lines path`).count();

describe('a sweep of two settings', () => {
  it('has a curve for each of its twenty variants', async () => {
    const { page } = window();
    await openFile(page, 'grid.lora.json');
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    await editorTab(page, /Results: grid/).waitFor();
    await panel().waitForState('Done');
    await expect.poll(() => curvesOf('.figure.loss'), { timeout: 30_000 }).toBe(20);
    const rows = await panel().rows();
    expect(rows.length).toBe(20);
    for (const row of rows) expect(row.filter(cell => cell === '–')).toEqual([]);
  });

  it('is pooled by a setting, and drawn as small multiples', async () => {
    const { page } = window();
    const { frame } = panel();
    await frame.locator('.series .face').click();
    await frame.getByRole('menuitemcheckbox', { name: 'All runs of each imbalance', exact: true }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => curvesOf('.figure.loss')).toBe(4);
    await frame.locator('.views .face').click();
    await frame.getByRole('menuitem', { name: 'Small multiples' }).click();
    await expect.poll(() => frame.locator('.multiples lora-chart').count()).toBe(4);
    await expect.poll(() => curvesOf('.multiples')).toBe(20);
  });
});
