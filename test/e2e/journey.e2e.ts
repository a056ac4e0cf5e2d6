import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  editorTab,
  focusText,
  openFile,
  pick,
  reloadWindow,
  runCommand,
  textHasFocus,
} from '../rig/workbench.ts';
import { quick, slow } from './experiments.ts';
import { PlotPanel } from './panel.ts';
import { useWindow } from './window.ts';

const window = useWindow({ 'quick.lora.json': quick, 'slow.lora.json': slow });
const panel = (): PlotPanel => new PlotPanel(window().page);
const storedBatches = (): string[] => readdirSync(join(window().folder, '.lora-dynamics', 'batches'));

describe('a day at the editor', () => {
  it('a new experiment opens from a question, unsaved, in its own language', async () => {
    const { page } = window();
    await runCommand(page, 'LoRA: New Experiment…');
    await pick(page, 'Does Figure 1 of the paper come out?');
    await editorTab(page, /figure-1.*\.lora\.json/).waitFor();
    await page.locator('.statusbar-item', { hasText: 'LoRA Experiment' }).waitFor();
    await page
      .locator('.view-line', { hasText: /"kind":\s"matrixFactorization"/ })
      .first()
      .waitFor();
    await runCommand(page, 'View: Close All Editors');
    await page.getByRole('button', { name: /Don.t Save/ }).click();
  });

  it('a file says above its text what a run costs', async () => {
    const { page } = window();
    await openFile(page, 'quick.lora.json');
    await page.locator('.codelens-decoration', { hasText: /Run · 4 variants × 3 seeds/ }).waitFor();
  });

  it('the palette runs it: the panel opens beside and the text keeps the focus', async () => {
    const { page } = window();
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    await editorTab(page, /Results: quick/).waitFor();
    expect(await page.locator('.editor-group-container').count()).toBe(2);
    expect(await textHasFocus(page)).toBe(true);
    await panel().waitForState('Done');
    expect(await textHasFocus(page)).toBe(true);
  });

  it('the plots hold a curve for each variant', async () => {
    await expect.poll(async () => (await panel().curves('loss')).length).toBe(4);
    const curves = await panel().curves('loss');
    expect(new Set(curves).size).toBe(4);
    for (const d of curves) expect(d.split(/[LM]/).length).toBeGreaterThan(20);
    expect((await panel().curves('alignment')).length).toBeGreaterThan(0);
    expect(await panel().chart('phases').count()).toBe(1);
  });

  it('the table holds a row for each variant, with its final loss', async () => {
    const rows = await panel().rows();
    expect(rows.length).toBe(4);
    const text = rows.map(row => row.join(' ')).join('\n');
    expect(text).toMatch(/10⁻³/);
    expect(text).toMatch(/spectral/);
    // smaller initialisation, lower plateau: about −13 at 10⁻³ and −17 at 10⁻⁴
    const ends = rows.map(row =>
      row.map(cell => /−(\d+\.\d+)/.exec(cell)?.[1]).find(value => value !== undefined),
    );
    for (const end of ends) expect(Number(end)).toBeGreaterThan(8);
  });

  it('one batch is stored beside the file', () => {
    expect(existsSync(join(window().folder, '.lora-dynamics', '.gitignore'))).toBe(true);
    expect(storedBatches().length).toBe(1);
  });

  it('a drag zooms the time axis', async () => {
    const { page } = window();
    const before = await panel().timeLabels();
    expect(await panel().resetZoom.isDisabled()).toBe(true);
    await panel().zoomIn(page);
    await expect.poll(() => panel().resetZoom.isEnabled()).toBe(true);
    await expect.poll(() => panel().timeLabels()).not.toEqual(before);
  });

  it('Ctrl+Enter runs the edited text and keeps the zoom', async () => {
    const { page } = window();
    const zoomed = await panel().timeLabels();
    await replaceLastDigit(/"seeds":\s3/, '4');
    await page.keyboard.press('Control+Enter');
    await panel()
      .frame.locator('header .meta', { hasText: /16\s+of\s+16\s+runs/ })
      .waitFor();
    await panel().waitForState('Done');
    expect(await panel().resetZoom.isEnabled()).toBe(true);
    await expect.poll(() => panel().timeLabels()).toEqual(zoomed);
    expect(await editorTab(page, /Results: quick/).count()).toBe(1);
    await expect.poll(() => storedBatches().length).toBe(2);
  });

  it('runs that are known already are not computed again', async () => {
    await panel()
      .frame.locator('header .meta', { hasText: /12\s+known\s+before/ })
      .waitFor();
  });

  it('the line above the text runs it too', async () => {
    const { page } = window();
    await page.locator('.codelens-decoration a', { hasText: /Run · 4 variants × 4 seeds/ }).click();
    await panel()
      .frame.locator('header .meta', { hasText: /16\s+known\s+before/ })
      .waitFor();
  });

  it('a reload brings the panel back with its data and zoom, and computes nothing', async () => {
    const { page } = window();
    const curves = await panel().curves('loss');
    const zoomed = await panel().timeLabels();
    const stored = storedBatches().length;
    await page.keyboard.press('Control+s');
    await expect
      .poll(() => readFileSync(join(window().folder, 'quick.lora.json'), 'utf8'))
      .toContain('"seeds": 4');
    await page.locator('.tab.dirty').waitFor({ state: 'detached' });
    await reloadWindow(page);
    await panel().waitForState('Done');
    await expect.poll(async () => (await panel().curves('loss')).length).toBe(curves.length);
    await expect.poll(() => panel().timeLabels()).toEqual(zoomed);
    expect(storedBatches().length).toBe(stored);
  });

  it('a batch that would take long asks first', async () => {
    const { page } = window();
    await openFile(page, 'slow.lora.json');
    await focusText(page);
    await runCommand(page, 'LoRA: Run Experiment');
    const dialog = page.locator('.monaco-dialog-box', { hasText: /predicted to take/ });
    await dialog.getByRole('button', { name: 'Run' }).click();
    await editorTab(page, /Results: slow/).waitFor();
    await panel().waitForState(/Running/);
  });

  it('Stop ends it at once and keeps what was computed', async () => {
    await expect.poll(async () => (await panel().curves('loss')).length).toBe(1);
    await panel().frame.getByRole('button', { name: 'Stop' }).click();
    await panel().waitForState('Stopped');
    await panel()
      .frame.locator('header .meta', { hasText: /of\s+5000\s+runs\s+kept/ })
      .waitFor();
    expect((await panel().curves('loss')).length).toBe(1);
  });

  it('nothing has left the machine', () => {
    expect(window().outside).toEqual([]);
  });
});

/** Replaces the digit before the comma that ends a line, as a person would. */
async function replaceLastDigit(line: RegExp, digit: string): Promise<void> {
  const { page } = window();
  await page.locator('.editor-instance .view-line').filter({ hasText: line }).first().click();
  for (const key of ['End', 'ArrowLeft', 'Backspace', digit]) await page.keyboard.press(key);
}
