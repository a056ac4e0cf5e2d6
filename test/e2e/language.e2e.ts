import { describe, expect, it } from 'vitest';
import { offeredCommands, openFile, runCommand } from '../rig/workbench.ts';
import { largeRank, missingWeights, quick, wrong } from './experiments.ts';
import { useWindow } from './window.ts';

const window = useWindow({
  'quick.lora.json': quick,
  'wrong.lora.json': wrong,
  'large-rank.lora.json': largeRank,
  'weights.lora.json': missingWeights,
  'broken.lora.json': '{ "version": 1, "problem": { "kind": ',
  'other.lora.json': '{ "name": "somebody else’s file" }',
});

const problems = () => window().page.locator('.markers-panel');

describe('the file speaks', () => {
  it('mistakes are underlined, and listed with what is wrong', async () => {
    const { page } = window();
    await openFile(page, 'wrong.lora.json');
    await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
    await runCommand(page, 'Problems: Focus on Problems View');
    await problems().getByText(/rnk/).first().waitFor();
    await problems()
      .getByText(/minimum of 0|negative/)
      .first()
      .waitFor();
  });

  it('settings that do not fit each other are pointed out', async () => {
    const { page } = window();
    await openFile(page, 'large-rank.lora.json');
    await problems()
      .getByText(/rank 40 .* 10/)
      .first()
      .waitFor();
  });

  it('weights that are missing are an error with the file’s name', async () => {
    const { page } = window();
    await openFile(page, 'weights.lora.json');
    await page.locator('.editor-instance .squiggly-error').first().waitFor();
    await problems()
      .getByText(/nowhere\.npz/)
      .first()
      .waitFor();
  });

  it('text that is no JSON is underlined where it ends', async () => {
    const { page } = window();
    await openFile(page, 'broken.lora.json');
    await page.locator('.squiggly-error').first().waitFor();
  });

  it('somebody else’s file gets a hint and no error', async () => {
    const { page } = window();
    await openFile(page, 'other.lora.json');
    await problems()
      .getByText(/problem/)
      .first()
      .waitFor();
    expect(await page.locator('.editor-instance .squiggly-error').count()).toBe(0);
    await runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('typing offers the values there are', async () => {
    const { page } = window();
    await openFile(page, 'quick.lora.json');
    const line = page.locator('.editor-instance .view-line', { hasText: '"gradientFlow"' }).first();
    // just behind the opening quote
    await line.getByText('"gradientFlow"').click({ position: { x: 9, y: 8 } });
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'adamw' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('resting on a key explains it', async () => {
    const { page } = window();
    const line = page.locator('.editor-instance .view-line', { hasText: '"rank"' }).first();
    await line.getByText('"rank"').hover();
    await page.locator('.monaco-hover', { hasText: /rank/i }).waitFor();
  });

  it('the palette offers what is of use here', async () => {
    const { page } = window();
    const offered = (await offeredCommands(page, 'LoRA:')).join('\n');
    expect(offered).toContain('Run Experiment');
    expect(offered).toContain('New Experiment');
    expect(offered).not.toContain('Stop Run');
  });
});
